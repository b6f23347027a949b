"""How strong a tie is on a given day, from the relationships behind it, and how sure we can be of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import exp, log, prod
from typing import Final

from explorer.domain.dates import years_between
from explorer.domain.kinds import GONE
from explorer.domain.records import Relationship
from explorer.domain.vocabulary import CONFIRMED, MEDIUM, STATED_WEIGHTS, STRONG, TYPES

CAP: Final = 0.98
LEAST: Final = 0.001
"""Ties weaker than this are not in the network."""
AGE_UNKNOWN: Final = 5.0
VALIDITY_HALF_LIFE: Final = 4.0
COST_SCALE: Final = 10**8
COURTESY: Final = 0.9
"""What asking a favour costs: the factor of a tie that is not somebody's open post."""
HUB_SCALE: Final = 50.0
NO_DOCUMENT: Final = 0.7
INFERRED: Final = 0.5


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one relationship (or one shared gathering) gives a tie.

    `type`: its stored or derived type. `strength`: w · q · 2^(−age / half-life). `quality`: q. `age`: in years, as strength counts it.
    `validity`: q · 2^(−a / 4) with a counted from its latest date. `behind`: the stored relationships.
    `via`: id of the gathering or programme of a derived one.
    """

    type: str
    strength: float
    weight: float
    quality: float
    age: float
    half_life: float | None
    validity: float
    behind: tuple[Relationship, ...]
    via: str | None = None


@dataclass(frozen=True, slots=True)
class Tie:
    """An introducing tie between actors `a` and `b`, in both directions, with everything it rests on, strongest first."""

    a: str
    b: str
    strength: float
    validity: float
    open_post: bool
    contributions: tuple[Contribution, ...]

    def __post_init__(self) -> None:
        if not 0 < self.strength <= CAP:
            raise ValueError(f"strength {self.strength} is not within 0 to {CAP}")

    def other(self, end: str) -> str:
        return self.b if end == self.a else self.a

    @property
    def cost(self) -> int:
        """Cost of passing this tie: its strength, and the favour asked unless it is somebody's own post."""
        return cost_of(self.strength) + (0 if self.open_post else COURTESY_COST)


def cost_of(factor: float) -> int:
    """`round(10^8 · −ln factor)`: products become exact integer sums."""
    return round(COST_SCALE * -log(factor))


def factor_of(cost: int) -> float:
    """What costs so much, to the eighth digit: the inverse of `cost_of`, and the score of a path of that cost."""
    return exp(-cost / COST_SCALE)


COURTESY_COST: Final = cost_of(COURTESY)


def hub_factor(sum_of_strengths: float) -> float:
    """What passing through an actor with so many ties is worth: 1 / (1 + ln(1 + S / 50))."""
    return 1 / (1 + log(1 + sum_of_strengths / HUB_SCALE))


def quality(relationship: Relationship) -> float:
    """q: 1 stated with a document, 0.7 stated without, 0.5 inferred."""
    if relationship.status == "inferred":
        return INFERRED
    return 1.0 if relationship.source_document else NO_DOCUMENT


def decay(age: float, half_life: float | None) -> float:
    return 1.0 if half_life is None else float(2 ** (-age / half_life))


def age_at(day: date, dated: date | None) -> float:
    """Years from a date to `day`, 5 where the date is unknown."""
    return AGE_UNKNOWN if dated is None else years_between(dated, day)


def worth(relationship: Relationship, day: date) -> tuple[float, float, float, float | None] | None:
    """(weight, quality, age, half-life) of a stored introducing relationship on `day`; None where it does not exist or is gone."""
    type_ = TYPES[relationship.type]
    if type_.weight is None or not relationship.exists_at(day):
        return None
    half_life = type_.half_life_ended if relationship.ended_at(day) else type_.half_life_open
    if half_life is GONE:
        return None
    assert half_life is None or isinstance(half_life, int | float)
    stated = relationship.stated_strength
    weight = type_.weight if stated is None else STATED_WEIGHTS[stated]
    age = 0.0 if half_life is None else age_at(day, relationship.date_at(day))
    return weight, quality(relationship), age, half_life


def faded(weight: float, quality: float, age: float, half_life: float | None) -> float:
    """The strength of one contribution: w · q · 2^(−age / half-life)."""
    return weight * quality * decay(age, half_life)


def contribution(relationship: Relationship, day: date) -> Contribution | None:
    """What a stored introducing relationship gives a tie on `day`; None where it does not exist or is gone."""
    found = worth(relationship, day)
    if found is None:
        return None
    weight, q, age, half_life = found
    return Contribution(
        type=relationship.type,
        strength=faded(*found),
        weight=weight,
        quality=q,
        age=age,
        half_life=half_life,
        validity=q * decay(age_at(day, relationship.latest_date_at(day)), VALIDITY_HALF_LIFE),
        behind=(relationship,),
    )


def combine(strengths: Iterable[float]) -> float:
    """Noisy-or of independent reasons, capped: min(0.98, 1 − Π(1 − s))."""
    return min(CAP, 1 - prod(1 - s for s in strengths))


def tie(a: str, b: str, contributions: Sequence[Contribution], day: date) -> Tie | None:
    """The tie between two actors from all that speaks for it; None where that is too little to count."""
    if not contributions:
        return None
    # One order for every caller: products of floats depend on it, and equal networks must give equal costs.
    ordered = tuple(sorted(contributions, key=lambda c: (-c.strength, c.type, c.via or "", tuple(r.id for r in c.behind))))
    strength = combine(c.strength for c in ordered)
    if strength < LEAST:
        return None
    return Tie(
        a=a,
        b=b,
        strength=strength,
        validity=max(c.validity for c in ordered),
        open_post=any(r.type == "WORKS_AT" and r.open_at(day) for c in ordered if c.via is None for r in c.behind),
        contributions=ordered,
    )


def strength_word(strength: float) -> str:
    """`strong`, `medium` or `weak`; the text on screen is in the catalogues."""
    return "strong" if strength >= STRONG else "medium" if strength >= MEDIUM else "weak"


def validity_word(validity: float) -> str:
    """`confirmed` or `to_confirm`."""
    return "confirmed" if validity >= CONFIRMED else "to_confirm"
