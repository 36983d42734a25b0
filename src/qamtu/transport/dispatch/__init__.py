"""The planning of a day of rides, pure: neither Django nor a database is known here."""
