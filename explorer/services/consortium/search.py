"""Who together can answer a call: teams, and the paths to their members."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from explorer.analysis.consortium import Field, Ranking, rank
from explorer.domain.answers import DEFAULT_HOPS, Path, Question
from explorer.domain.facts import Facts
from explorer.services.consortium.asked import Asked
from explorer.services.snapshot import Snapshot
from explorer.services.told import named_on

MOST_LOOKED_AT: Final = 100_000
"""Holders looked at, those of each lead anew, before a search is cut short: a few seconds where limits bind."""
SPARE_LEADS: Final = 5
"""Leads that are looked at in any case, beside as many as teams are wanted."""


@dataclass(frozen=True, slots=True)
class Found:
    """Teams, and the best path from each lead to each of its members that one leads to."""

    field: Field
    ranking: Ranking
    paths: Mapping[tuple[str, str], Path]


def search(snapshot: Snapshot, asked: Asked, limit: int) -> Found:
    field = Field.of(snapshot.facts, asked.needs, asked.limits, asked.day, asked.lead.id if asked.lead else None)
    ranking = ranked(snapshot, field, asked, limit)
    pairs = {(team.lead, id) for team in ranking.teams for id in team.members if id != team.lead and team.distance(id) is not None}
    questions = {(lead, id): Question(frozenset({lead}), frozenset({id}), asked.day, limit=1) for lead, id in sorted(pairs)}
    paths = {pair: answer.paths[0] for pair, question in questions.items() if (answer := snapshot.engine.answer(question)).paths}
    return Found(field, ranking, paths)


def ranked(snapshot: Snapshot, field: Field, asked: Asked, limit: int, most_looked_at: int = MOST_LOOKED_AT) -> Ranking:
    """The best teams: of the lead that was named, else of every company that holds a need."""
    if not asked.needs:
        return Ranking(())
    companies = snapshot.facts.bearing("Company")
    leads = [asked.lead.id] if asked.lead else [id for id in field.holders if id in companies]
    ends = tuple(dict.fromkeys((*field.holders, *leads)))
    from_any = snapshot.engine.distances(ends, asked.day, DEFAULT_HOPS)

    def far(lead: str) -> Mapping[str, int | None]:
        return dict(zip(ends, from_any({lead}), strict=True)) | {lead: 0}

    places = {id: place for place, id in enumerate(ends)}
    at = [places[lead] for lead in leads]

    def near(holders: frozenset[str]) -> list[int | None]:
        ways = from_any(holders)
        return [ways[place] for place in at]

    return rank(field, leads, near, far, limit, max(limit + SPARE_LEADS, most_looked_at // max(1, len(ends))))


def people_in(facts: Facts, found: Found, day: date) -> Iterator[str]:
    """Whoever the answer names."""
    for path in found.paths.values():
        yield from named_on(facts, path.ids, day)
    for team in found.ranking.teams:
        yield from (contact.id for id in team.members for contact in facts.contacts(id, day))
