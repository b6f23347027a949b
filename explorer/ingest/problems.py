"""What is wrong with a file, as data: a code and where it stands. The sentences are made from the code where they are shown."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final, TypeAlias

Detail: TypeAlias = str | int | tuple[str, ...]

SHOWN_LENGTH: Final = 80


@dataclass(frozen=True, slots=True)
class Problem:
    """
    `row`: the line of the file where the row begins, the header being 1; that is what a spreadsheet shows too, unless a cell above holds line breaks.
    `column`: as the file's header writes it. `value`: what stands there, made short and harmless. `details`: what the sentence of `code` needs besides.
    """

    code: str
    file: str
    row: int | None = None
    column: str | None = None
    value: str | None = None
    details: Mapping[str, Detail] = field(default_factory=dict)


def harmless(text: str) -> str:
    """Without characters that steer a terminal or hide: each stands as `�`."""
    return text if text.isprintable() else "".join(c if c.isprintable() else "�" for c in text)


def shown(text: str) -> str:
    """A value short and harmless enough for a report."""
    return harmless(text if len(text) <= SHOWN_LENGTH else text[:SHOWN_LENGTH] + "…")


def in_order(problems: Iterable[Problem], files: Iterable[str]) -> tuple[Problem, ...]:
    """By file, in the order they were given, then by row."""
    place = {file: position for position, file in enumerate(files)}
    return tuple(sorted(problems, key=lambda problem: (place.get(problem.file, -1), problem.row or 0)))
