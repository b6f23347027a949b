"""What made-up ties rest on: some thousand relationships drawn once, of which the domain itself says what they are worth.

Ten million ties take their strength and cost from here by an index, so that nothing of the formula is written a second time for arrays.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from explorer.domain.dates import parse_date
from explorer.domain.records import Relationship
from explorer.domain.strength import contribution, tie

Integers: TypeAlias = NDArray[np.int64]
Numbers: TypeAlias = NDArray[np.float64]

AS_OF: Final = date(2024, 6, 1)
"""The day that made-up networks are asked about."""
YEARS: Final = 12
EACH: Final = 4_000
"""Kinds of ties between two sorts of actors."""
TYPES: Final = (("KNOWS", "MET"), ("WORKS_AT", "MET"), ("PARTNER_OF", "MET"))
"""What ties two people, a person and an organisation, two organisations: the index is the number of organisations."""
STATED: Final = (None, None, None, 1, 2, 3, 4, 5)
QUALITIES: Final = (("stated", "a document"), ("stated", None), ("inferred", None))


@dataclass(frozen=True)
class Kinds:
    """Kinds of ties by number: first those between two people, weakest first, then those of a person and an organisation, then of two organisations.

    `costs` are those of the tie that rests on one such relationship alone; `posts`: whether it is somebody's own post.
    """

    relationships: tuple[Relationship, ...]
    strengths: Numbers
    costs: Integers
    types: NDArray[np.str_]
    posts: NDArray[np.bool_]

    def nearest(self, organisations: Integers, strengths: Numbers) -> Integers:
        """For each pair of actors of which so many are organisations, the kind that comes closest to this strength."""
        chosen = np.empty(len(strengths), np.int64)
        for number in range(len(TYPES)):
            here = organisations == number
            own = self.strengths[number * EACH : (number + 1) * EACH]
            chosen[here] = number * EACH + np.searchsorted((own[1:] + own[:-1]) / 2, strengths[here])
        return chosen


@cache
def kinds(seed: int = 3) -> Kinds:
    random = np.random.default_rng(seed)
    made = [(r, found) for types in TYPES for r, found in sorted((_drawn(random, types) for _ in range(EACH)), key=lambda pair: pair[1][0])]
    relationships = tuple(relationship for relationship, _ in made)
    return Kinds(
        relationships,
        np.array([strength for _, (strength, _) in made]),
        np.array([cost for _, (_, cost) in made]),
        np.array([relationship.type for relationship in relationships]),
        np.array([relationship.type == "WORKS_AT" and relationship.open_at(AS_OF) for relationship in relationships]),
    )


def _drawn(random: np.random.Generator, types: tuple[str, ...]) -> tuple[Relationship, tuple[float, int]]:
    type_ = types[int(random.random() < 0.3)]
    status, document = QUALITIES[random.integers(len(QUALITIES))]
    dated = parse_date(str(AS_OF - timedelta(days=int(random.integers(1, int(YEARS * 365.25))))))
    relationship = Relationship(
        "r", type_, "a", "b", since=dated, stated_strength=STATED[random.integers(len(STATED))], status=status, source_document=document
    )
    if type_ == "WORKS_AT" and random.random() < 0.7:
        relationship = replace(relationship, since=parse_date("2010"), until=dated)
    spoken_for = contribution(relationship, AS_OF)
    made = tie("a", "b", [spoken_for] if spoken_for else [], AS_OF)
    assert made is not None, "every kind is worth a tie"
    return relationship, (made.strength, made.cost)
