"""What was promised, and whether it held."""

from tests.bench.results import Seen
from tests.bench.timing import Times, milliseconds


def within(question: str, times: Times, at_most: float | None, note: str = "") -> Seen:
    """The 95th percentile of these times against so many seconds."""
    if at_most is None:
        return Seen(question, str(times), note=note)
    return Seen(question, str(times), f"p95 < {milliseconds(at_most)} ms", times.percentile(95) < at_most, note=note)


def all_equal(question: str, equal: int, asked: int, note: str = "") -> Seen:
    return Seen(question, f"{equal:,} of {asked:,}", "all equal", equal == asked, note=note)
