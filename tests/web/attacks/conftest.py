"""Counting what was tried."""

from collections import Counter
from typing import Any

HERE = "tests/web/attacks/"


def pytest_terminal_summary(terminalreporter: Any) -> None:
    reports = [*terminalreporter.stats.get("passed", ()), *terminalreporter.stats.get("failed", ())]
    themes = Counter(r.nodeid.split("::")[0].rpartition("/")[2].removeprefix("test_").removesuffix(".py") for r in reports if HERE in r.nodeid)
    if themes:
        said = ", ".join(f"{theme.replace('_', ' ')} {number}" for theme, number in sorted(themes.items()))
        terminalreporter.write_line(f"attacks tried: {sum(themes.values())} ({said})")
