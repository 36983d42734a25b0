"""Seekers and vacancies: the best of each for the other, and the best assignment of all at once.

No Django, no database, and nothing of a person but what concerns the work: see `model`.
"""
