"""Qamtu: the register behind a district's employment, social and civil-status measures."""

__version__ = "0.1.0"
