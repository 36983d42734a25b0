"""Fuel aid for specialists of state bodies who live and work in a village."""
