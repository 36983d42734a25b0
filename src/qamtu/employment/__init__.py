"""The employment centre and its measures."""
