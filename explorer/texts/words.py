"""Single words and short phrases that several pages use: strength, validity, whether one can ask, ages."""

from datetime import date
from math import floor

from explorer.domain.dates import years_between
from explorer.domain.records import Relationship
from explorer.domain.strength import strength_word, validity_word
from explorer.domain.vocabulary import DERIVED_TYPES, TYPES, entity_label
from explorer.texts import Texts, marked

STRENGTH = {"strong": marked("strong"), "medium": marked("medium"), "weak": marked("weak")}
TIE_OF_STRENGTH = {"strong": marked("strong tie"), "medium": marked("medium tie"), "weak": marked("weak tie")}
VALIDITY = {"confirmed": marked("up to date"), "to_confirm": marked("to confirm")}


def strength(t: Texts, value: float) -> str:
    return t.gettext(STRENGTH[strength_word(value)])


def tie_strength(t: Texts, value: float) -> str:
    return t.gettext(TIE_OF_STRENGTH[strength_word(value)])


def validity(t: Texts, value: float) -> str:
    return t.gettext(VALIDITY[validity_word(value)])


def actionability(t: Texts, value: float) -> str:
    return t.gettext("yes") if value == 1 else t.gettext("to check")


def label(t: Texts, name: str) -> str:
    """The kind of an entity in words: `PME` is "PME" in French, "SME" in English."""
    return t.of(entity_label(name).singular)


def labels(t: Texts, name: str) -> str:
    return t.of(entity_label(name).plural)


def relationship_type(t: Texts, name: str) -> str:
    """The verb of a relationship type, stored or derived."""
    return t.of((TYPES.get(name) or DERIVED_TYPES[name]).words)


def age(t: Texts, relationship: Relationship, day: date) -> str:
    """How old a fact is, as one says it: "in force since 2019", "5 years ago", "date unknown"."""
    if relationship.open_at(day) and relationship.since is not None and relationship.type in {"WORKS_AT", "MEMBER_OF", "SUBSIDIARY_OF", "RUNS"}:
        return t.gettext("in force since %(date)s", date=t.date(relationship.since))
    dated = relationship.date_at(day)
    if dated is None:
        return t.gettext("date unknown")
    years = floor(years_between(dated, day))
    return t.gettext("less than a year ago") if years < 1 else t.ngettext("%(n)s year ago", "%(n)s years ago", years)
