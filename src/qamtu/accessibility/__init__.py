"""Accessible places: facilities, passports, the plan of adaptation and the map."""
