"""What the network holds, where it comes from, how fresh it is, and how a strength is computed, on a real tie."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from explorer.domain.dates import today
from explorer.domain.records import Entity
from explorer.domain.strength import Tie, validity_word
from explorer.domain.tally import Dated, Tally
from explorer.domain.vocabulary import ACTOR_LABELS
from explorer.services.snapshot import Snapshot
from explorer.services.told import Teller, ToldStep
from explorer.texts import Texts


@dataclass(frozen=True, slots=True)
class Source:
    """A document, with the number of entities and relationships that name it. `document` None: those that name none."""

    document: str | None
    entities: int
    relationships: int


MOST_LOOKED_AT: Final = 20_000
"""Actors up to which every tie is looked at for a page. With more that would take minutes: then what needs it is left out, and the page says so."""


@dataclass(frozen=True, slots=True)
class Freshness:
    """Dated relationships: how many, the oldest and the latest date; `to_confirm` of the `ties` of the introduction network, None where that is not counted."""

    dated: int
    undated: int
    oldest: date | None
    latest: date | None
    ties: int
    to_confirm: int | None


@dataclass(frozen=True, slots=True)
class About:
    """`by_label` and `by_type`: (name, count), most first. `actors`: who can introduce. `synthetic`: entities marked as made up. `example`: a tie, told."""

    entities: int
    relationships: int
    actors: int
    synthetic: int
    by_label: tuple[tuple[str, int], ...]
    by_type: tuple[tuple[str, int], ...]
    sources: tuple[Source, ...]
    freshness: Freshness
    example: ToldStep | None
    sequence: int
    as_of: date


def about(snapshot: Snapshot, t: Texts, as_of: date | None = None) -> About:
    day = as_of or today()
    facts = snapshot.facts
    tally = facts.tally
    actors = sum(count for label, count in tally.labels.items() if label in ACTOR_LABELS)
    ties = list(snapshot.engine.ties(day)) if actors <= MOST_LOOKED_AT else None
    example = told_example(ties or (), facts.entities)
    return About(
        entities=len(facts.entities),
        relationships=len(facts.relationships),
        actors=actors,
        synthetic=tally.marks["synthetic"],
        by_label=tuple(tally.labels.most_common()),
        by_type=tuple(tally.types.most_common()),
        sources=sources(tally),
        freshness=freshness(facts.dated(day), snapshot.engine.count_ties(day), ties),
        example=Teller(facts, t, day).step(example.a, example.b, example) if example else None,
        sequence=snapshot.sequence,
        as_of=day,
    )


def sources(tally: Tally) -> tuple[Source, ...]:
    """Every document named, the most used first, what names none last."""
    nodes, edges = tally.entity_documents, tally.relationship_documents
    named = sorted({*nodes, *edges} - {""}, key=lambda d: (-nodes[d] - edges[d], d))
    return tuple(Source(document or None, nodes[document], edges[document]) for document in (*named, *([""] if nodes[""] or edges[""] else [])))


def freshness(dated: Dated, count: int, ties: Iterable[Tie] | None) -> Freshness:
    return Freshness(
        dated=dated.dated,
        undated=dated.undated,
        oldest=dated.oldest,
        latest=dated.latest,
        ties=count,
        to_confirm=None if ties is None else sum(validity_word(tie.validity) == "to_confirm" for tie in ties),
    )


def told_example(ties: Iterable[Tie], entities: Mapping[str, Entity]) -> Tie | None:
    """A telling tie: between organisations, two or three reasons, one that ages, documented; the first by ids among equals."""

    def telling(tie: Tie) -> tuple[bool, ...]:
        nobody = all(entities[end].label != "Person" for end in (tie.a, tie.b))
        return (nobody, 2 <= len(tie.contributions) <= 3, any(c.age > 0 for c in tie.contributions), all(c.quality == 1 for c in tie.contributions))

    return min(ties, key=lambda tie: (tuple(not yes for yes in telling(tie)), tie.a, tie.b), default=None)
