"""Fields of forms: what an address says in them, checked, and what stands in them and may be chosen."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Final

from flask import request
from werkzeug.datastructures import MultiDict

from explorer.domain.records import Entity
from explorer.domain.vocabulary import DERIVED_TYPES, INTRODUCING_TYPES, TYPES
from explorer.services.snapshot import Snapshot
from explorer.texts import LANGUAGES, Texts, texts
from explorer.texts import words as phrases

MOST_NAMES: Final = 100
LONGEST: Final = 2_000
MOST_OFFERED: Final = 200
"""Names in a list of suggestions that works without scripts."""


def number_asked(name: str, least: int, most: int) -> int:
    """What is absurd is as if it had not been said."""
    written = request.args.get(name, "")
    asked = int(written) if written.isascii() and written.isdigit() and len(written) < 10 else least
    return min(max(asked, least), most)


def several(arguments: MultiDict[str, str], name: str) -> tuple[str, ...]:
    """What a repeated parameter says, each once."""
    return tuple(dict.fromkeys(value.strip()[:LONGEST] for value in arguments.getlist(name) if value.strip()))[:MOST_NAMES]


def in_range(written: str, most: int) -> bool:
    """Whether it is a number from 1 to `most`, or nothing, which stands for the usual."""
    return not written or (written.isascii() and written.isdigit() and len(written) < 6 and 1 <= int(written) <= most)


def is_decimal(written: str, least: int, most: int) -> bool:
    whole, _, part = written.partition(".")
    return written.isascii() and whole.isdigit() and (part.isdigit() or not part) and len(written) < 10 and least <= float(written) <= most


def is_day(written: str) -> bool:
    try:
        return bool(date.fromisoformat(written)) and len(written) == 10
    except ValueError:
        return False


def no_date(t: Texts, written: str) -> str:
    return t.gettext("“%(text)s” is no date: write the year, the month and the day, as in 2024-05-31.", text=written)


def says_nothing(arguments: MultiDict[str, str]) -> Sequence[str]:
    """Parameters that a form sent although nobody filled them in: the address is better without."""
    return [name for name, value in arguments.items(multi=True) if not value.strip()]


def meant(snapshot: Snapshot, written: Mapping[str, str]) -> Mapping[str, Entity]:
    """Whom fields mean, where that is clear: shown with their mark and name instead of an id."""
    called = {name: snapshot.names.called(text) for name, text in written.items() if text}
    return {name: found[0] for name, found in called.items() if len(found) == 1}


def filled_in(snapshot: Snapshot, written: Mapping[str, str]) -> Mapping[str, str]:
    """What stands in each field: names where it is clear who is meant, else what was written."""
    clear = meant(snapshot, written)
    return {name: written_as(snapshot, clear[name]) if name in clear else text for name, text in written.items()}


def written_as(snapshot: Snapshot, entity: Entity) -> str:
    """What stands in a field for an entity: its name, or its id where others have the same name."""
    return entity.name if [other.id for other in snapshot.names.called(entity.name)] == [entity.id] else entity.id


@lru_cache(maxsize=len(LANGUAGES))
def choices(snapshot: Snapshot, language: str) -> Mapping[str, Sequence[tuple[str, str]]]:
    """What the lists of the form offer: (value, words) pairs."""
    t = texts(language)
    facts = snapshot.facts
    codes = {id.removeprefix("country:") for id in facts.bearing("Country")} | facts.tally.countries.keys()
    markets = sorted(((code, name) for code in codes if (name := t.country(code))), key=lambda pair: pair[1])
    sectors = sorted(((e.name, e.name) for e in map(facts.entities.__getitem__, facts.bearing("Sector"))), key=lambda pair: pair[1])
    types = [(name, phrases.relationship_type(t, name)) for name in (*TYPES, *DERIVED_TYPES) if name in INTRODUCING_TYPES]
    return {"markets": markets, "sectors": sectors[:MOST_OFFERED], "types": types}


def markets(snapshot: Snapshot, asked: str, t: Texts) -> Sequence[tuple[str, str]]:
    """The markets that the network knows something of, and the one asked for."""
    offered = dict(choices(snapshot, t.language)["markets"])
    code = asked.upper()
    return [*offered.items(), *([(code, t.country(code) or asked)] if code and code not in offered else [])]
