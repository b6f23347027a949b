"""From an answer to the drawing of it: what a page names, as an address of Explore."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import quote

from flask import url_for

from explorer.domain.records import Entity

MOST: Final = 60
LONGEST: Final = 3_000
"""Characters of ids, as addresses write them: more is not taken by every server on the way."""


@dataclass(frozen=True, slots=True)
class Way:
    """To the canvas with the first `shown` of `total` entities."""

    address: str
    shown: int
    total: int


def on_canvas(*named: Any) -> Way | None:
    """A way to see these entities drawn, however deeply they are listed; None where nobody can be shown."""
    ids = list(dict.fromkeys(entity.id for entity in _entities(named) if not entity.objects))
    shown: list[str] = []
    room = LONGEST
    for id in ids[:MOST]:
        room -= len(quote(id)) + len("&id=")
        if room < 0:
            break
        shown.append(id)
    return Way(url_for("pages.explore", id=shown), len(shown), len(ids)) if shown else None


def _entities(named: Any) -> Iterator[Entity]:
    if isinstance(named, Entity):
        yield named
    elif isinstance(named, Iterable):
        for one in named:
            yield from _entities(one)
