"""How long calls take, and how that is told."""

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import median
from time import perf_counter
from typing import Any

import numpy as np


@dataclass(frozen=True, slots=True)
class Times:
    """Seconds of many calls."""

    seconds: Sequence[float]

    @property
    def median(self) -> float:
        return median(self.seconds)

    def percentile(self, which: float) -> float:
        return float(np.percentile(self.seconds, which))

    def __str__(self) -> str:
        shown = {"median": self.median, "p95": self.percentile(95), "p99": self.percentile(99), "longest": max(self.seconds)}
        return " · ".join(f"{name} {milliseconds(value)}" for name, value in shown.items()) + " ms"


def milliseconds(seconds: float) -> str:
    """With three digits that say something."""
    value = 1000 * seconds
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def timed(call: Callable[..., object], questions: Sequence[tuple[Any, ...]]) -> Times:
    """Each question once, after the first few have been asked unmeasured."""
    for question in questions[:5]:
        call(*question)
    with undisturbed():
        return Times([once(call, *question)[1] for question in questions])


def once(call: Callable[..., Any], *arguments: Any) -> tuple[Any, float]:
    """The answer and the seconds it took."""
    start = perf_counter()
    answer = call(*arguments)
    return answer, perf_counter() - start


@contextmanager
def undisturbed() -> Iterator[None]:
    """Without the collector, which would look at ten million objects of the bench's own in the middle of a question."""
    gc.collect()
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()
