"""What speaks for a candidate: named factors from 0 to 1, each with the facts behind it."""

from collections.abc import Mapping
from dataclasses import dataclass

from explorer.analysis.below import Chain


@dataclass(frozen=True, slots=True)
class Said:
    """A property of an entity that says something: the entity's own source stands behind it, no relationship does."""

    entity: str
    property: str


@dataclass(frozen=True, slots=True)
class Factor:
    """`value` from 0 to 1. `known`: whether the facts say anything of it; what is not known counts nothing, and is no reproach."""

    name: str
    value: float
    known: bool
    facts: Chain = ()
    said: tuple[Said, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who fits, its tier, and its factors by name, all but the path."""

    id: str
    tier: str
    factors: Mapping[str, Factor]
