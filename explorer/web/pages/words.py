"""What every template can call: words in the reader's language, names of kinds, addresses, and who the reader is."""

from collections.abc import Iterable
from datetime import date
from typing import Final
from urllib.parse import urlsplit

from flask import url_for
from jinja2 import Environment
from markupsafe import Markup, escape

from explorer.domain.dates import PartialDate
from explorer.domain.records import Entity
from explorer.errors import EntremiseError
from explorer.services.funnel import Funnel
from explorer.services.told import ToldStep
from explorer.texts import funnel as steps
from explorer.texts import words as phrases
from explorer.web import held
from explorer.web.drawing.sheet import rests_on_inference
from explorer.web.language import words
from explorer.web.pages.canvas import on_canvas
from explorer.web.preferences import organisation

LONGEST_NAME: Final = 160


def gettext(message: str, **places: object) -> Markup:
    """Our own message, which may not hold markup, with its places filled; what is not markup already is escaped."""
    return Markup(words().gettext(message, **escaped(places)))  # noqa: S704


def ngettext(singular: str, plural: str, n: int, **places: object) -> Markup:
    return Markup(words().ngettext(singular, plural, n, **escaped(places)))  # noqa: S704


def pgettext(context: str, message: str, **places: object) -> Markup:
    return Markup(words().pgettext(context, message, **escaped(places)))  # noqa: S704


def escaped(places: dict[str, object]) -> dict[str, object]:
    return {name: escape(place) for name, place in places.items()}


def kind(entity: Entity) -> str:
    """What it is, in a word: "SME", "City"."""
    return phrases.label(words(), entity.shown_label)


def kind_word(label: str) -> str:
    return phrases.label(words(), label)


def kinds_word(label: str) -> str:
    return phrases.labels(words(), label)


def verb(type_name: str) -> str:
    return phrases.relationship_type(words(), type_name)


def entity_url(entity: Entity) -> str:
    return url_for("pages.entity", id=entity.id)


def short(name: str) -> str:
    """A name as lists show it; its own page has it whole."""
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"


def number(value: float) -> str:
    return words().number(value)


def written_number(value: object) -> str:
    """A number as a field holds it; nothing where there is none."""
    return f"{value:.15g}" if isinstance(value, int | float) else ""


def step_word(step: str) -> str:
    """A step from a proposal to an order."""
    return steps.step(words(), step)


def won_amounts(told: Funnel) -> list[str]:
    return [f"{number(amount)} {currency}" for currency, amount in sorted(told.won.items())]


def day(value: date | PartialDate | str) -> str:
    """A day as one writes it; of a text, what begins it in ISO form."""
    return words().date(date.fromisoformat(value[:10]) if isinstance(value, str) else value)


def listed(items: Iterable[object]) -> Markup:
    """ "a, b and c"."""
    return Markup(words().enumerate([escape(item) for item in items]))  # noqa: S704


def is_address(document: str) -> bool:
    """Whether a document can be opened: an address of the web, nothing a browser would run."""
    try:
        parts = urlsplit(document)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.netloc) and document.isprintable()


def step_inferred(step: ToldStep) -> bool:
    """Whether a step rests on nothing that somebody stated of the two."""
    return rests_on_inference(step.tie)


def mine() -> Entity | None:
    """The reader's organisation, while it is in the network and the network can be read."""
    id = organisation()
    try:
        return held.snapshot().facts.entities.get(id) if id else None
    except EntremiseError:
        return None


def set_up_words(templates: Environment) -> None:
    shared = (
        gettext,
        ngettext,
        pgettext,
        kind,
        kind_word,
        kinds_word,
        verb,
        entity_url,
        short,
        number,
        written_number,
        step_word,
        won_amounts,
        day,
        listed,
        is_address,
        on_canvas,
        mine,
        step_inferred,
    )
    templates.globals.update({function.__name__: function for function in shared} | {"_": gettext})
    templates.trim_blocks = templates.lstrip_blocks = True
