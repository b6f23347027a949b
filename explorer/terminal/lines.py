"""Lines in a terminal. Names come from files, so nothing of them is read as markup or as control codes."""

import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from rich.console import Console, RenderableType
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text


class Advance(Protocol):
    """Told how many are done, of how many where that is known."""

    def __call__(self, done: int, total: int | None) -> None: ...


def safe(text: str) -> str:
    """The text with control characters (escape sequences, direction overrides) made visible; line breaks become spaces."""
    return "".join(c if unicodedata.category(c) not in ("Cc", "Cf") else " " if c in "\t\r\n" else "\N{REPLACEMENT CHARACTER}" for c in text)


def styled(text: str, style: str = "") -> Text:
    return Text(safe(text), style=style)


def bar(line: Text) -> RenderableType:
    """A line of a step, wrapped inside its bar."""
    table = Table.grid(padding=(0, 1))
    table.add_column(width=4, justify="right", style="dim")
    table.add_column(overflow="fold")
    table.add_row("│", line)
    return table


@contextmanager
def progress(console: Console, what: str) -> Iterator[Advance]:
    """A bar on the error stream, shown only to a person at a terminal. Yields `(done, total)`."""
    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=console,
        disable=not console.is_terminal,
        transient=True,
    ) as bars:
        task = bars.add_task(safe(what), total=None)

        def advance(done: int, total: int | None) -> None:
            bars.update(task, completed=done, total=total)

        yield advance
