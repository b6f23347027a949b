"""What was promised, and whether it held."""

from tests.bench.results import Seen
from tests.bench.timing import Times


def within(question: str, times: Times, seconds: float | None, note: str = "") -> Seen:
    """The 95th percentile of these times against so many seconds."""
    if seconds is None:
        return Seen(question, str(times), note=note)
    return Seen(question, str(times), f"p95 < {1000 * seconds:g} ms", times.percentile(95) < seconds, note=note)


def all_equal(question: str, equal: int, asked: int, note: str = "") -> Seen:
    return Seen(question, f"{equal:,} of {asked:,}", "all equal", equal == asked, note=note)


def at_most(question: str, value: float, unit: str, most: float | None, note: str = "") -> Seen:
    """Something measured in a unit against the most that was promised of it, if anything was."""
    return Seen(question, f"{_told(value)} {unit}", f"≤ {most:g} {unit}" if most else "", value <= most if most else None, note=note)


def _told(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"
