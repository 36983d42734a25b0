"""What the employment measures keep beside their cases: one module for each field of work."""

from .vacancies import Vacancy

__all__ = ["Vacancy"]
