"""The first page: one box, three questions, and what the network holds."""

from datetime import date
from functools import lru_cache
from typing import Final

from flask import render_template

from explorer.domain.dates import today
from explorer.services.about import About, about
from explorer.services.overview import Overview, overview
from explorer.services.snapshot import Snapshot
from explorer.texts import LANGUAGES, texts
from explorer.web import drawing, held
from explorer.web.language import current_language

KEPT: Final = len(LANGUAGES)


@lru_cache(maxsize=KEPT)
def drawn(snapshot: Snapshot, language: str, day: date) -> tuple[Overview, drawing.Drawing | None, About]:
    """Laid out once for each state of the network."""
    t = texts(language)
    seen = overview(snapshot, t, day)
    return seen, drawing.overview(seen), about(snapshot, t, day)


def page() -> str:
    seen, picture, held_by_network = drawn(held.snapshot(), current_language(), today())
    return render_template("home.html", seen=seen, picture=picture, about=held_by_network)
