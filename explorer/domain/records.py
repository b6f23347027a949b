"""What is stored: entities and the relationships between them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Self, TypeAlias

from explorer.domain.dates import PartialDate, parse_date
from explorer.domain.kinds import ACTORS
from explorer.domain.vocabulary import LABELS, SIZE_LABELS, STATUSES, TYPES

Value: TypeAlias = str | int | float | bool | tuple[str, ...]
"""What a property can hold. Dates are kept as written; lists are tuples."""

_NOTHING: Mapping[str, Value] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Entity:
    """A node. `properties` are those of its label in the vocabulary; `origin` says how it came in (file and row, or form and user)."""

    id: str
    label: str
    name: str
    properties: Mapping[str, Value] = field(default_factory=lambda: _NOTHING)
    origin: str | None = None
    created_at: str | None = None
    updated_at: str | None = None

    def __post_init__(self) -> None:
        if not self.id or not self.name:
            raise ValueError("an entity needs an id and a name")
        if self.label not in LABELS:
            raise ValueError(f"unknown label {self.label!r}")

    @property
    def labels(self) -> tuple[str, ...]:
        """The main label first, then PME or GrandGroupe where the size class says so."""
        second = SIZE_LABELS.get(str(self.properties.get("size_class"))) if self.label == "Company" else None
        return (self.label, second) if second else (self.label,)

    @property
    def shown_label(self) -> str:
        """The most telling label: the second one of a company, else the main one."""
        return self.labels[-1]

    @property
    def is_actor(self) -> bool:
        return self.label in ACTORS

    @property
    def objects(self) -> bool:
        """A person who asked not to be part of introductions."""
        return self.label == "Person" and self.properties.get("objects") is True

    @property
    def point(self) -> tuple[float, float] | None:
        """Latitude and longitude, where both are known."""
        lat, lon = self.properties.get("lat"), self.properties.get("lon")
        return (float(lat), float(lon)) if isinstance(lat, int | float) and isinstance(lon, int | float) else None

    def text(self, name: str) -> str | None:
        value = self.properties.get(name)
        return value if isinstance(value, str) else None

    def day(self, name: str) -> PartialDate | None:
        written = self.text(name)
        return parse_date(written) if written else None


@dataclass(frozen=True, slots=True)
class Relationship:
    """
    A stored relationship from `source` to `target` (entity ids; the order says nothing where the type is symmetric).

    Not `status_given`: nobody said the status, so it is `stated` where the relationship is new and stays what it was where it is known.
    """

    id: str
    type: str
    source: str
    target: str
    since: PartialDate | None = None
    until: PartialDate | None = None
    observed_on: PartialDate | None = None
    role: str | None = None
    stated_strength: int | None = None
    status: str = "stated"
    evidence: str | None = None
    source_document: str | None = None
    properties: Mapping[str, Value] = field(default_factory=lambda: _NOTHING)
    origin: str | None = None
    status_given: bool = field(default=True, compare=False)

    def __post_init__(self) -> None:
        if self.type not in TYPES:
            raise ValueError(f"unknown relationship type {self.type!r}")
        if self.status not in STATUSES:
            raise ValueError(f"unknown status {self.status!r}")
        if self.source == self.target:
            raise ValueError(f"{self.type} from {self.source!r} to itself")
        if self.stated_strength is not None and not 1 <= self.stated_strength <= 5:
            raise ValueError(f"stated strength {self.stated_strength} is not within 1 to 5")

    @classmethod
    def from_properties(cls, id: str, type: str, source: str, target: str, values: Mapping[str, Value]) -> Self:
        """Build one from flat properties as files and the database hold them. Raises ValueError where one is impossible."""
        flat = dict(values)

        def text(name: str) -> str | None:
            value = flat.pop(name, None)
            return None if value is None else str(value)

        def day(name: str) -> PartialDate | None:
            written = text(name)
            return parse_date(written) if written else None

        stated = flat.pop("stated_strength", None)
        return cls(
            id=id,
            type=type,
            source=source,
            target=target,
            since=day("since"),
            until=day("until"),
            observed_on=day("observed_on"),
            role=text("role"),
            stated_strength=None if stated is None else int(str(stated)),
            status=text("status") or "stated",
            evidence=text("evidence"),
            source_document=text("source_document"),
            origin=text("origin"),
            properties=MappingProxyType(flat),
            status_given=bool(values.get("status")),
        )

    def flat(self) -> dict[str, Value]:
        """Its properties as files and the database hold them, absent ones left out; id, type and ends aside."""
        named: dict[str, Value | None] = {
            "since": self.since.text if self.since else None,
            "until": self.until.text if self.until else None,
            "observed_on": self.observed_on.text if self.observed_on else None,
            "role": self.role,
            "stated_strength": self.stated_strength,
            "status": self.status,
            "evidence": self.evidence,
            "source_document": self.source_document,
            "origin": self.origin,
        }
        return {name: value for name, value in named.items() if value is not None} | dict(self.properties)

    def given(self) -> dict[str, Value]:
        """What of `flat` somebody said: the rest stays as it is where the relationship is known already."""
        return {name: value for name, value in self.flat().items() if name != "status" or self.status_given}

    def other(self, end: str) -> str:
        return self.target if end == self.source else self.source

    def exists_at(self, day: date) -> bool:
        """Begun by that day, ended or not."""
        return self.since is None or self.since.first <= day

    def ended_at(self, day: date) -> bool:
        return self.until is not None and self.until.last <= day

    def open_at(self, day: date) -> bool:
        """Begun and not ended."""
        return self.exists_at(day) and not self.ended_at(day)

    def date_at(self, day: date) -> date | None:
        """Its date as ageing sees it: the end once ended, else the later of observation and beginning that is not after `day`."""
        if self.until is not None and self.ended_at(day):
            return self.until.last
        return max((d.first for d in (self.observed_on, self.since) if d is not None and d.first <= day), default=None)

    def latest_date_at(self, day: date) -> date | None:
        """The latest of all its dates that is not after `day`."""
        written = (
            self.since.first if self.since else None,
            self.observed_on.first if self.observed_on else None,
            self.until.last if self.until else None,
        )
        return max((d for d in written if d is not None and d <= day), default=None)
