"""The first page: one box, three questions, and what the network holds."""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import Final, TypeAlias

from flask import render_template

from explorer.domain.dates import today
from explorer.services.about import About, about
from explorer.services.overview import Overview, overview
from explorer.services.snapshot import Snapshot
from explorer.services.told import named_on
from explorer.services.willing import willing
from explorer.texts import LANGUAGES, texts
from explorer.web import drawing, held
from explorer.web.language import current_language

KEPT: Final = len(LANGUAGES)

Shown: TypeAlias = tuple[Overview, drawing.Drawing | None, About]


@lru_cache(maxsize=KEPT)
def drawn(snapshot: Snapshot, language: str, day: date) -> Shown:
    """Laid out once for each state of the network."""
    t = texts(language)
    seen = overview(snapshot, t, day)
    return seen, drawing.overview(seen), about(snapshot, t, day)


def page() -> str:
    language, day = current_language(), today()
    seen, picture, held_by_network = willing(held.snapshot(), lambda now: drawn(now, language, day), lambda now, found: people_in(now, found, day))[1]
    return render_template("home.html", seen=seen, picture=picture, about=held_by_network)


def people_in(now: Snapshot, shown: Shown, day: date) -> Iterator[str]:
    seen, _, told = shown
    drawn_here = (*seen.entities, *((told.example.sender, told.example.receiver) if told.example else ()))
    return named_on(now.facts, (entity.id for entity in drawn_here), day)
