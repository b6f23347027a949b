"""What the vocabulary is made of: kinds of nodes and relationships, their properties, and which labels are actors, bodies and places."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Final

BODIES: Final = frozenset({"Company", "Structure"})
ACTORS: Final = BODIES | {"Person"}
PLACES: Final = frozenset({"City", "Territory", "Country"})


class Kind(Enum):
    """What a property holds; how its text is read and shown."""

    TEXT = "text"
    LIST = "list"
    FIRST_DAY = "date, its first day"
    LAST_DAY = "date, its last day"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    COUNTRY = "country"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Property:
    """One property; `choices` closes what it may hold (each item of it, for a list), `low` and `high` bound a number."""

    name: str
    kind: Kind = Kind.TEXT
    choices: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None


class Shape(Enum):
    """How a kind is drawn. Filled shapes can introduce, hollow ones only situate."""

    DISC = "disc"
    SQUARE = "square"
    FRAMED_SQUARE = "framed_square"
    HEXAGON = "hexagon"
    LOZENGE = "lozenge"
    RIBBON = "ribbon"
    PILL = "pill"
    PENTAGON = "pentagon"
    STAR = "star"
    ROUNDED = "rounded"

    @property
    def filled(self) -> bool:
        return self in (Shape.DISC, Shape.SQUARE, Shape.FRAMED_SQUARE, Shape.HEXAGON)


@dataclass(frozen=True, slots=True)
class Label:
    """A kind of node. `singular` and `plural` are (French, English); `light` and `dark` are the colours on each ground."""

    name: str
    singular: tuple[str, str]
    plural: tuple[str, str]
    shape: Shape
    light: str
    dark: str
    properties: tuple[Property, ...] = ()

    @property
    def is_actor(self) -> bool:
        return self.name in ACTORS


class Gone(Enum):
    """A half-life that is no number: the tie is gone once the relationship has ended."""

    GONE = "gone"


GONE: Final = Gone.GONE


@dataclass(frozen=True, slots=True)
class RelationshipType:
    """A kind of relationship.

    `ends`: allowed (sources, targets) pairs of labels. `weight`: strength of a fresh, documented one between two actors, None where it never introduces.
    `half_life_open`, `half_life_ended`: years; None means it does not age while open.
    """

    name: str
    ends: tuple[tuple[frozenset[str], frozenset[str]], ...]
    words: tuple[str, str]
    weight: float | None = None
    half_life_open: float | None = None
    half_life_ended: float | Gone | None = None
    properties: tuple[Property, ...] = ()
    symmetric: bool = False

    def allows(self, source_label: str, target_label: str) -> bool:
        pairs = ((source_label, target_label), (target_label, source_label)) if self.symmetric else ((source_label, target_label),)
        return any(source in sources and target in targets for source, target in pairs for sources, targets in self.ends)

    def introduces(self, source_label: str, target_label: str) -> bool:
        """Whether one of these between such ends is an introducing tie: it has a weight and joins two actors."""
        return self.weight is not None and source_label in ACTORS and target_label in ACTORS


@dataclass(frozen=True, slots=True)
class DerivedType:
    """A tie that is not stored but follows from what two actors did. `half_life` in years."""

    name: str
    words: tuple[str, str]
    weights: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    largest: Mapping[str, int] = field(default_factory=dict)
