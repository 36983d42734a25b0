"""Targeted social assistance: the formulas of the law, its parameters and its cases.

Whoever asks for the programme gets it with its steps.
"""

from . import formulas

__all__ = ["formulas"]
