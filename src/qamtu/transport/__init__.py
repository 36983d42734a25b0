"""Инватакси: riders, orders, vehicles and the planning of a day."""
