"""Benchmarks: each beside a reference run in the same process. `make bench`; see README.md."""
