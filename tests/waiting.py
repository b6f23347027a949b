"""Waiting for what another process or thread brings about."""

import time
from collections.abc import Callable


def until(true: Callable[[], bool], seconds: float, what: str = "it had not happened") -> float:
    """Seconds it took. Fails where it did not happen in time."""
    began = time.monotonic()
    while not true():
        assert time.monotonic() - began < seconds, f"after {seconds} s: {what}"
        time.sleep(0.05)
    return time.monotonic() - began
