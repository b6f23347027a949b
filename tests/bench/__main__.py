"""Print every table of timings."""

from rich.console import Console

from tests.bench import introductions

LEAST_WIDTH = 120

Console(width=max(Console().width, LEAST_WIDTH)).print(introductions.table())
