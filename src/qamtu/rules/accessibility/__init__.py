"""Accessible places: the form of a passport, and the verdict per need by published demands."""
