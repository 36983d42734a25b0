"""Living with a disability: the register, rehabilitation, assistants and their records."""
