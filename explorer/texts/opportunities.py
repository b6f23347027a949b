"""Needs that somebody published, in words: their kinds, where they stand, what their deadline means today."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

from explorer.domain.identity import slug
from explorer.domain.records import Entity
from explorer.texts import Texts, marked, properties

KINDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "co-export": marked("co-export opening"),
        "call-for-tenders": marked("call for tenders"),
        "partner-search": marked("partner search"),
        "mission": marked("seat on a mission"),
        "supplier-search": marked("search for suppliers"),
    }
)
"""By the slug of what the property `kind` says; any other text is shown as it was written."""
SAME: Final[Mapping[str, str]] = MappingProxyType({"coexport": "co-export"})
PHASES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "open": marked("Open"),
        "followed": marked("Followed: prospects, and answers that wait"),
        "draft": marked("Drafts"),
        "unsaid": marked("Status not said"),
        "passed": marked("The deadline has passed"),
        "ended": marked("Won, lost or closed"),
    }
)


FIELDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "name": marked("Name"),
        "publishers": marked("Published by"),
        "markets": marked("Markets"),
        "sectors": marked("Sectors"),
        "needs": marked("What is sought"),
        "evidence": marked("How it is known"),
        "source_document": marked("Where it can be checked"),
    }
)
"""Fields of the form that are no property with a word of its own."""


def field(t: Texts, name: str) -> str:
    return t.gettext(FIELDS[name]) if name in FIELDS else properties.name(t, name)


def kind_key(written: str | None) -> str:
    """What two ways of writing one kind have in common; empty where nothing is said."""
    key = slug(written or "")
    return SAME.get(key, key)


def kind(t: Texts, written: str | None) -> str:
    key = kind_key(written)
    return t.gettext(KINDS[key]) if key in KINDS else (written or t.gettext("kind not said"))


def phase(t: Texts, name: str) -> str:
    return t.gettext(PHASES[name])


def deadline(t: Texts, opportunity: Entity, phase: str, day: date) -> str:
    """What the deadline means on that day."""
    until = opportunity.day("deadline")
    if until is None:
        return t.gettext("no deadline given")
    left = (until.last - day).days
    if phase in ("ended", "followed"):
        return t.gettext("deadline: %(date)s", date=t.date(until))
    if left < 0:
        return t.ngettext("the deadline, %(date)s, passed %(n)s day ago", "the deadline, %(date)s, passed %(n)s days ago", -left, date=t.date(until))
    if left == 0:
        return t.gettext("until today")
    return t.ngettext("until %(date)s: %(n)s day is left", "until %(date)s: %(n)s days are left", left, date=t.date(until))


def found(t: Texts, total: int, *, filtered: bool, known: int) -> str:
    """How many needs a list holds; where it holds none, why, and what to do."""
    if total:
        return t.ngettext("%(n)s need", "%(n)s needs", total)
    if filtered:
        return t.ngettext(
            "No need fits these filters; the network knows %(n)s in all. Take a filter away.",
            "No need fits these filters; the network knows %(n)s in all. Take a filter away.",
            known,
        )
    return t.gettext("No need is known yet. Publish one here, or load a table of them: a need is a row of the kind Opportunity.")


def bad_status(t: Texts, text: str, choices: str) -> str:
    return t.gettext("“%(status)s” is no status of a need. There are: %(choices)s.", status=text, choices=choices)
