"""The law as data with dates: parameters in YAML, formulas beside them. No Django, no database."""
