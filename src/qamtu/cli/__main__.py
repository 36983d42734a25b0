"""`python -m qamtu.cli`."""

from qamtu.cli import main

main()
