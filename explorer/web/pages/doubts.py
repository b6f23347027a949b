"""When a field of a question cannot be understood: a sentence, and who may be meant."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from explorer.domain.records import Entity
from explorer.errors import Ambiguous, BadInput
from explorer.services.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why a field could not be understood: a sentence, and who may be meant, each with the address that asks for them."""

    field: str
    message: str
    several: bool
    candidates: tuple[tuple[Entity, str], ...]


def doubt(snapshot: Snapshot, error: BadInput, meaning: Callable[[str, Entity], str]) -> Doubt:
    """`meaning`: the address of the same question with this entity in a field."""
    field, said = next(iter(error.errors.items()), ("", []))
    found = said if isinstance(said, list) else []
    entities = [snapshot.facts.entities[c["id"]] for c in found if isinstance(c, Mapping) and c.get("id") in snapshot.facts.entities]
    return Doubt(field, error.message, isinstance(error, Ambiguous), tuple((entity, meaning(field, entity)) for entity in entities))
