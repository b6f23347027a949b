"""Entremise: who can introduce whom in a partnership network, and why that would work."""

__version__ = "0.1.0"
