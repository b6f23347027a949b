"""The network at a glance: its best-connected actors with what situates them, and one path worth reading."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from explorer.domain.answers import Path, Question
from explorer.domain.dates import today
from explorer.domain.facts import Facts
from explorer.domain.records import Entity
from explorer.domain.strength import Tie
from explorer.services.about import MOST_LOOKED_AT
from explorer.services.snapshot import Snapshot
from explorer.services.told import Teller, ToldPath
from explorer.texts import Texts

MOST_ACTORS: Final = 52
MOST_SITUATING: Final = 14
ASKERS: Final = 8
"""From how many actors a path worth showing is looked for."""

MOST_NEIGHBOURS: Final = 10
LONGEST_NAME: Final = 30
"""Of the ends of that path: they are written on the drawing."""


@dataclass(frozen=True, slots=True)
class Overview:
    """`entities`: the actors drawn, then what situates them. `ties`: introducing ones; `situating`: (actor, place or event) pairs. `path` runs over the actors.

    `together`: actors in the largest part of the whole network, drawn or not.
    """

    entities: tuple[Entity, ...]
    ties: tuple[Tie, ...]
    situating: tuple[tuple[str, str], ...]
    path: ToldPath | None
    together: int
    as_of: date


def overview(snapshot: Snapshot, t: Texts, as_of: date | None = None) -> Overview:
    day = as_of or today()
    entities = snapshot.facts.entities
    together = snapshot.engine.largest_part(day).size
    # Of a network too large to look at every tie nothing is drawn.
    ties = list(snapshot.engine.ties(day)) if together <= MOST_LOOKED_AT else []
    neighbours = joined(ties)
    path = telling_path(snapshot, neighbours, day)
    actors = best_connected(ties, neighbours, path.ids if path else ())
    kept = set(actors)
    situating = situated(snapshot.facts, actors)
    return Overview(
        entities=tuple(entities[id] for id in (*actors, *dict.fromkeys(place for _, place in situating))),
        ties=tuple(sorted((tie for tie in ties if tie.a in kept and tie.b in kept), key=lambda tie: (tie.a, tie.b))),
        situating=situating,
        path=Teller(snapshot.facts, t, day).path(path) if path else None,
        together=together,
        as_of=day,
    )


def joined(ties: Iterable[Tie]) -> Mapping[str, set[str]]:
    neighbours: dict[str, set[str]] = defaultdict(set)
    for tie in ties:
        neighbours[tie.a].add(tie.b)
        neighbours[tie.b].add(tie.a)
    return neighbours


def best_connected(ties: Sequence[Tie], neighbours: Mapping[str, set[str]], path: Sequence[str]) -> list[str]:
    """The path's actors and, growing from the most connected, those with the greatest sum of strengths that touch what is already there."""
    weight: dict[str, float] = defaultdict(float)
    for tie in ties:
        weight[tie.a] += tie.strength
        weight[tie.b] += tie.strength
    chosen = list(path) or sorted(weight, key=lambda id: (-weight[id], id))[:1]
    near = {other for id in chosen for other in neighbours[id]} - set(chosen)
    while near and len(chosen) < MOST_ACTORS:
        next_ = min(near, key=lambda id: (-weight[id], id))
        chosen.append(next_)
        near = (near | neighbours[next_]) - set(chosen)
    return chosen


def situated(facts: Facts, actors: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Places, events, programmes and projects that two or more of these actors share, the most shared first."""
    held: dict[str, set[str]] = defaultdict(set)
    for id in actors:
        for relationship in facts.of(id):
            other = facts.entities[relationship.other(id)]
            if other.label in {"City", "Event", "Programme", "Project", "Opportunity"}:
                held[other.id].add(id)
    shared = sorted((place for place, whose in held.items() if len(whose) > 1), key=lambda place: (-len(held[place]), place))
    return tuple((id, place) for place in shared[:MOST_SITUATING] for id in sorted(held[place]))


def telling_path(snapshot: Snapshot, neighbours: Mapping[str, set[str]], day: date) -> Path | None:
    """The best path over two intermediaries, all organisations, with no shorter way from end to end: it can be seen on a drawing."""
    entities = snapshot.facts.entities
    organisations = {id for id in neighbours if entities[id].label != "Person"}
    telling = [id for id in organisations if len(neighbours[id]) <= MOST_NEIGHBOURS and len(entities[id].name) <= LONGEST_NAME]
    quiet = sorted(telling, key=lambda id: (entities[id].properties.get("synthetic") is True, entities[id].label != "Company", -len(neighbours[id]), id))
    found: list[Path] = []
    for asker in quiet[:ASKERS]:
        if far := frozenset(quiet) & three_ties_away(asker, neighbours):
            answer = snapshot.engine.answer(Question(frozenset([asker]), far, day, max_hops=3, limit=10))
            found += [path for path in answer.paths if set(path.ids) <= organisations]
    return min(found, key=lambda path: path.order, default=None)


def three_ties_away(start: str, neighbours: Mapping[str, set[str]]) -> set[str]:
    """Whom no shorter way leads to."""
    near = neighbours[start] | {start}
    second = {far for id in near for far in neighbours[id]} | near
    return {far for id in second for far in neighbours[id]} - second
