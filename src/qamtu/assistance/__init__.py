"""Assistance in money and in kind: the measures, their facts, decisions and runs."""
