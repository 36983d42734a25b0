"""Targeted social assistance: the formulas of the law, its parameters and its cases."""
