"""Entities and relationships as rows of msgpack, and what writing and reading them agree on."""

from collections.abc import Mapping
from hashlib import blake2b
from types import MappingProxyType
from typing import Any, Final, TypeAlias

import msgspec
import numpy as np
import numpy.typing as npt

from explorer.domain.dates import PartialDate, parse_date
from explorer.domain.records import Entity, Relationship, Value
from explorer.domain.vocabulary import LABELS, SUB_LABELS, TYPES

ROW_LENGTH: Final = 4
NEVER: Final = 2**31 - 1
LABEL_NAMES: Final = (*LABELS, *SUB_LABELS)
TYPE_NAMES: Final = tuple(TYPES)
Numbers: TypeAlias = npt.NDArray[np.integer[Any]]
Properties: TypeAlias = dict[str, str | int | float | bool | tuple[str, ...]]


class EntityRow(msgspec.Struct, array_like=True, gc=False):
    id: str
    label: str
    name: str
    properties: Properties | None
    origin: str | None
    created_at: str | None
    updated_at: str | None

    @classmethod
    def of(cls, entity: Entity) -> "EntityRow":
        return cls(entity.id, entity.label, entity.name, dict(entity.properties) or None, entity.origin, entity.created_at, entity.updated_at)

    def entity(self) -> Entity:
        return Entity(self.id, self.label, self.name, _held(self.properties), self.origin, self.created_at, self.updated_at)


class RelationshipRow(msgspec.Struct, array_like=True, gc=False):
    """All of a relationship but its type and ends."""

    id: str
    since: str | None
    until: str | None
    observed_on: str | None
    role: str | None
    stated_strength: int | None
    status: str
    evidence: str | None
    source_document: str | None
    properties: Properties | None
    origin: str | None
    status_given: bool

    @classmethod
    def of(cls, r: Relationship) -> "RelationshipRow":
        return cls(
            r.id,
            r.since.text if r.since else None,
            r.until.text if r.until else None,
            r.observed_on.text if r.observed_on else None,
            r.role,
            r.stated_strength,
            r.status,
            r.evidence,
            r.source_document,
            dict(r.properties) or None,
            r.origin,
            r.status_given,
        )

    def relationship(self, type: str, source: str, target: str) -> Relationship:
        return Relationship(
            self.id,
            type,
            source,
            target,
            _day(self.since),
            _day(self.until),
            _day(self.observed_on),
            self.role,
            self.stated_strength,
            self.status,
            self.evidence,
            self.source_document,
            _held(self.properties),
            self.origin,
            self.status_given,
        )


class WaitingRow(msgspec.Struct, array_like=True, gc=False):
    type: str
    source: str
    target: str
    rest: RelationshipRow


encode = msgspec.msgpack.Encoder().encode
decode_entity = msgspec.msgpack.Decoder(EntityRow).decode
decode_relationship = msgspec.msgpack.Decoder(RelationshipRow).decode
decode_waiting = msgspec.msgpack.Decoder(list[WaitingRow]).decode
decode_tally = msgspec.msgpack.Decoder(list[dict[str, int]]).decode

_NOTHING: Final[Mapping[str, Value]] = MappingProxyType({})


def _held(properties: Properties | None) -> Mapping[str, Value]:
    return MappingProxyType(properties) if properties else _NOTHING


def _day(text: str | None) -> PartialDate | None:
    return parse_date(text) if text else None


def hash_of(id: str) -> int:
    return int.from_bytes(blake2b(id.encode(), digest_size=8).digest(), "little")
