"""What a relationship says, as a sentence: one message per type, open and ended."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from explorer.domain.dates import PartialDate
from explorer.domain.records import Relationship
from explorer.texts import Texts, marked

NOW_AND_THEN: Final[Mapping[str, tuple[str, str]]] = {
    "KNOWS": (marked("%(source)s and %(target)s know each other"), marked("%(source)s and %(target)s knew each other")),
    "WORKS_AT": (marked("%(source)s works at %(target)s"), marked("%(source)s worked at %(target)s")),
    "MEMBER_OF": (marked("%(source)s is a member of %(target)s"), marked("%(source)s was a member of %(target)s")),
    "PARTNER_OF": (marked("%(source)s and %(target)s are partners"), marked("%(source)s and %(target)s were partners")),
    "SUPPORTED_BY": (marked("%(source)s is supported by %(target)s"), marked("%(source)s was supported by %(target)s")),
    "SUBSIDIARY_OF": (marked("%(source)s belongs to the group %(target)s"), marked("%(source)s belonged to the group %(target)s")),
    "SUPPLIES": (marked("%(source)s supplies %(target)s"), marked("%(source)s supplied %(target)s")),
    "FUNDS": (marked("%(source)s funds %(target)s"), marked("%(source)s funded %(target)s")),
    "MET": (marked("%(source)s and %(target)s met"), marked("%(source)s and %(target)s met")),
    "PARTICIPATES_IN": (marked("%(source)s takes part in %(target)s"), marked("%(source)s took part in %(target)s")),
    "RUNS": (marked("%(source)s runs %(target)s"), marked("%(source)s ran %(target)s")),
    "LOCATED_IN": (marked("%(source)s is located in %(target)s"), marked("%(source)s was located in %(target)s")),
    "OPERATES_IN": (marked("%(source)s operates in %(target)s"), marked("%(source)s operated in %(target)s")),
    "ACTIVE_IN": (marked("%(source)s is active in: %(target)s"), marked("%(source)s was active in: %(target)s")),
    "OFFERS": (marked("%(source)s offers: %(target)s"), marked("%(source)s offered: %(target)s")),
    "SEEKS": (marked("%(source)s seeks: %(target)s"), marked("%(source)s sought: %(target)s")),
    "TARGETS": (marked("%(source)s targets %(target)s"), marked("%(source)s targeted %(target)s")),
    "COVERS": (marked("%(source)s covers %(target)s"), marked("%(source)s covered %(target)s")),
    "PUBLISHES": (marked("%(source)s publishes: %(target)s"), marked("%(source)s published: %(target)s")),
    "TWINNED_WITH": (marked("%(source)s and %(target)s are twinned"), marked("%(source)s and %(target)s were twinned")),
    "PART_OF": (marked("%(source)s is part of %(target)s"), marked("%(source)s was part of %(target)s")),
    "ABOUT": (marked("%(source)s is about %(target)s"), marked("%(source)s was about %(target)s")),
    "COMPETES_WITH": (marked("%(source)s and %(target)s compete"), marked("%(source)s and %(target)s competed")),
}

SHARED: Final[Mapping[str, str]] = {
    "WORKED_WITH": marked("%(source)s and %(target)s both took part in %(via)s"),
    "RUNS_FOR": marked("%(runner)s runs %(via)s, which involves %(other)s"),
}


def since(t: Texts, day: PartialDate) -> str:
    """ "since 2019"; languages may say a day otherwise than a month or a year."""
    if day.first == day.last:
        return t.pgettext("day", "since %(date)s", date=t.date(day))
    return t.pgettext("month or year", "since %(date)s", date=t.date(day))


def until(t: Texts, day: PartialDate) -> str:
    if day.first == day.last:
        return t.pgettext("day", "until %(date)s", date=t.date(day))
    return t.pgettext("month or year", "until %(date)s", date=t.date(day))


def when(t: Texts, relationship: Relationship) -> list[str]:
    """From when to when; a meeting has a day, and what was only observed has the day it was."""
    begun, ended, seen = relationship.since, relationship.until, relationship.observed_on
    if relationship.type == "MET" and begun:
        return [t.date(begun)]
    if begun and ended and begun.text == ended.text:
        return [t.date(begun)]
    said = [since(t, begun)] if begun else []
    said += [until(t, ended)] if ended else []
    return said or ([t.date(seen)] if seen else [])


def details(t: Texts, relationship: Relationship) -> list[str]:
    """What stands in brackets behind a fact: role, dates, amount, whether it is an inference."""
    said = [relationship.role] if relationship.role else []
    said += when(t, relationship)
    amount = relationship.properties.get("amount")
    if isinstance(amount, int | float):
        said.append(f"{t.number(amount)} {relationship.properties.get('currency', '')}".strip())
    if relationship.status == "inferred":
        said.append(t.gettext("inferred"))
    return said


def fact(t: Texts, relationship: Relationship, source: str, target: str, day: date) -> str:
    """A stored relationship in one sentence, its ends by the names given."""
    now, then = NOW_AND_THEN[relationship.type]
    clause = t.gettext(then if relationship.ended_at(day) else now, source=source, target=target)
    said = details(t, relationship)
    return t.gettext("%(clause)s (%(details)s).", clause=clause, details=", ".join(said)) if said else t.gettext("%(clause)s.", clause=clause)
