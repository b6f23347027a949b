"""One entity: what is known, its ties, what is around it, its history, and the next questions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from flask import render_template

from explorer.domain.dates import today
from explorer.domain.records import Entity
from explorer.domain.vocabulary import OPPORTUNITY_STATUSES
from explorer.services.acquaintances import acquaintances
from explorer.services.entity import Profile, entity_of, profile
from explorer.services.funnel import funnel, pairs_of
from explorer.services.opportunities import opportunity
from explorer.services.search import city_of
from explorer.services.snapshot import Snapshot
from explorer.services.timeline import Moment, ToldMoment, people_met, timeline, told
from explorer.services.willing import willing
from explorer.texts import Texts
from explorer.texts.properties import choice
from explorer.web import drawing, held
from explorer.web.drawing.years import NARROW, WIDE
from explorer.web.language import words
from explorer.web.pages.fields import number_asked

LAST_PAGE: Final = 10_000
SHOWN: Final = 40
SHOWN_BESIDE: Final = 12
"""Moments listed on a page of its own, and in a panel."""


@dataclass(frozen=True, slots=True)
class OverTime:
    """What happened when: drawn, and the latest of it in sentences. `total`: of all there is."""

    years: drawing.Years | None
    moments: tuple[ToldMoment, ...]
    total: int


def page(id: str) -> str:
    t = words()
    shown = profile(held.snapshot(), id, t, page=number_asked("page", 1, LAST_PAGE))
    snapshot = shown.snapshot
    day = today()
    pairs = pairs_of(snapshot, {id}) if shown.entity.label == "Opportunity" else []
    deduced = acquaintances(snapshot, id, t, day)
    return render_template(
        "entity.html",
        entity=shown.entity,
        profile=shown,
        city=city_of(snapshot.facts, shown.entity),
        ties=shown.ties,
        contact=next(iter(snapshot.facts.contacts(id, day)), None) if shown.entity.label in {"Company", "Structure"} else None,
        situates=not shown.entity.is_actor,
        evidence_years=years_of(shown),
        picture=drawing.around(shown.ego, deduced.ids),
        time=over_time(snapshot, shown.entity, day, t, moments=shown.timeline),
        peers=shown.meeting_points,
        acquaintances=deduced,
        told=funnel(pairs, t) if pairs else None,
        pairs=pairs,
        statuses=[(status, choice(t, status)) for status in OPPORTUNITY_STATUSES],
        detail=opportunity(snapshot, id, t, day) if shown.entity.label == "Opportunity" else None,
    )


def timeline_alone(id: str) -> str:
    """The time-line as it stands in the panel of Explore: a piece of a page, with the same words."""
    t, snapshot = words(), held.snapshot()
    return render_template("timeline.html", time=over_time(snapshot, entity_of(snapshot, id, t), today(), t, SHOWN_BESIDE, NARROW))


def over_time(
    snapshot: Snapshot, entity: Entity, day: date, t: Texts, most: int = SHOWN, width: float = WIDE, *, moments: Sequence[Moment] | None = None
) -> OverTime:
    """`moments`: of that snapshot, where they are known already."""

    def drawn(now: Snapshot) -> tuple[OverTime, list[str]]:
        all_of = moments if moments is not None and now is snapshot else timeline(now.facts, entity)
        years = drawing.years(now.facts.entities, all_of, day, width)
        people = [stop.entity.id for stop in (years.stops if years else ()) if stop.entity.label == "Person" and stop.entity.id != entity.id]
        return OverTime(years, told(now.facts, all_of[:most], t, day), len(all_of)), [*people, *people_met(now.facts, all_of[:most])]

    return willing(snapshot, drawn, lambda _, found: found[1])[1][0]


def years_of(shown: Profile) -> tuple[int, int] | None:
    """First and last year of the evidence, None where nothing is dated."""
    dated = [moment.when.first.year for moment in shown.timeline if moment.relationship]
    return (dated[-1], dated[0]) if dated else None
