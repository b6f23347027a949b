"""Where the data comes from, how fresh it is, and how a strength is computed."""

from typing import Final

from flask import render_template

from explorer.domain import vocabulary
from explorer.services.about import About, about
from explorer.web import held
from explorer.web.language import words

MOST_SOURCES: Final = 200
"""Documents listed, the most used first; how many more there are is said."""


def page() -> str:
    told = about(held.snapshot(), words())
    types = [type_ for type_ in vocabulary.TYPES.values() if type_.weight is not None]
    derived = vocabulary.DERIVED_TYPES.values()
    return render_template("about.html", about=told, types=types, derived=derived, formula=formula(told), most_sources=MOST_SOURCES)


def formula(told: About) -> str:
    """How the example's reasons add up: "1 − (1 − 0.6) × (1 − 0.5)"."""
    t = words()
    parts = [t.number(round(part.strength, 2)) for part in told.example.tie.contributions] if told.example else []
    return "1 − " + " × ".join(f"(1 − {part})" for part in parts)
