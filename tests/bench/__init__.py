"""Timings beside their peers: `python -m tests.bench`."""
