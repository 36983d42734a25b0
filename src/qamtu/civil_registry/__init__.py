"""Civil status: births, deaths, marriages and what follows from them."""
