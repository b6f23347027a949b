"""One entity: what is known, its ties, what is around it, its history, and the next questions."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from flask import render_template

from explorer.domain.dates import today
from explorer.domain.records import Entity
from explorer.domain.vocabulary import OPPORTUNITY_STATUSES
from explorer.services.acquaintances import acquaintances
from explorer.services.entity import Profile, TieRow, entity_of, profile
from explorer.services.funnel import funnel, pairs_of
from explorer.services.opportunities import opportunity
from explorer.services.search import city_of
from explorer.services.snapshot import Snapshot
from explorer.services.timeline import Moment, ToldMoment, people_met, timeline, told
from explorer.services.willing import willing
from explorer.texts import Texts
from explorer.texts.headings import heading
from explorer.texts.properties import choice
from explorer.web import drawing, held
from explorer.web.drawing.years import NARROW, WIDE
from explorer.web.language import words
from explorer.web.pages.fields import number_asked

PER_PAGE: Final = 60
LAST_PAGE: Final = 10_000
SHOWN: Final = 40
SHOWN_BESIDE: Final = 12
"""Moments listed on a page of its own, and in a panel."""


@dataclass(frozen=True, slots=True)
class Group:
    """Relationships of one type and direction: those on this page, and how many there are in all."""

    heading: str
    rows: tuple[TieRow, ...]
    total: int


@dataclass(frozen=True, slots=True)
class OverTime:
    """What happened when: drawn, and the latest of it in sentences. `total`: of all there is."""

    years: drawing.Years | None
    moments: tuple[ToldMoment, ...]
    total: int


@dataclass(frozen=True, slots=True)
class TiesPage:
    groups: tuple[Group, ...]
    total: int
    number: int
    pages: int


def page(id: str) -> str:
    t = words()
    shown = profile(held.snapshot(), id, t)
    snapshot = shown.snapshot
    day = today()
    pairs = pairs_of(snapshot, {id}) if shown.entity.label == "Opportunity" else []
    deduced = acquaintances(snapshot, id, t, day)
    return render_template(
        "entity.html",
        entity=shown.entity,
        profile=shown,
        city=city_of(snapshot.facts, shown.entity),
        ties=ties_page(shown, number_asked("page", 1, LAST_PAGE), t),
        contact=next(iter(snapshot.facts.contacts(id, day)), None) if shown.entity.label in {"Company", "Structure"} else None,
        situates=not shown.entity.is_actor,
        evidence_years=years_of(shown),
        picture=drawing.around(shown.ego, [step.receiver.id for step in deduced]),
        time=over_time(snapshot, shown.timeline, day, t),
        peers=peers(shown),
        acquaintances=deduced,
        told=funnel(pairs, t) if pairs else None,
        pairs=pairs,
        statuses=[(status, choice(t, status)) for status in OPPORTUNITY_STATUSES],
        detail=opportunity(snapshot, id, t, day) if shown.entity.label == "Opportunity" else None,
    )


def timeline_alone(id: str) -> str:
    """The time-line as it stands in the panel of Explore: a piece of a page, with the same words."""
    t, snapshot = words(), held.snapshot()
    snapshot, moments = willing(snapshot, lambda now: timeline(now.facts, entity_of(now, id, t)), lambda _, found: people_met(found))
    return render_template("timeline.html", time=over_time(snapshot, moments, today(), t, SHOWN_BESIDE, NARROW))


def over_time(snapshot: Snapshot, moments: tuple[Moment, ...], day: date, t: Texts, most: int = SHOWN, width: float = WIDE) -> OverTime:
    return OverTime(drawing.years(moments, day, width), told(snapshot.facts, moments[:most], t, day), len(moments))


def ties_page(shown: Profile, number: int, t: Texts) -> TiesPage:
    total = sum(len(group.rows) for group in shown.ties)
    pages = max(1, -(-total // PER_PAGE))
    number = min(number, pages)
    start, end = (number - 1) * PER_PAGE, number * PER_PAGE
    groups, before = [], 0
    for above, rows in directed(shown, t):
        here = rows[max(0, start - before) : max(0, end - before)]
        if here:
            groups.append(Group(above, here, len(rows)))
        before += len(rows)
    return TiesPage(tuple(groups), total, number, pages)


def directed(shown: Profile, t: Texts) -> Iterator[tuple[str, tuple[TieRow, ...]]]:
    """The groups of a profile, split where an entity is the source of some and the target of others."""
    for group in shown.ties:
        of_heading: dict[str, list[TieRow]] = {}
        for row in group.rows:
            of_heading.setdefault(heading(t, group.type, outgoing=row.fact.source.id == shown.entity.id), []).append(row)
        yield from ((words_above, tuple(rows)) for words_above, rows in of_heading.items())


def years_of(shown: Profile) -> tuple[int, int] | None:
    """First and last year of the evidence, None where nothing is dated."""
    dated = [moment.when.first.year for moment in shown.timeline if moment.relationship]
    return (min(dated), max(dated)) if dated else None


def peers(shown: Profile) -> tuple[Entity, ...]:
    """Places, events and programmes it shares with others: where to look for who else is there."""
    seen = {row.other.id: row.other for group in shown.ties for row in group.rows if row.other.label in {"Event", "Programme", "City", "Country", "Sector"}}
    return tuple(seen.values())[:3]
