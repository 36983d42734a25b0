"""A synthetic district: a scenario is read, checked, planned, and built by the real verbs."""
