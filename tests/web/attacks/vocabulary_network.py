"""Two entities of every kind and one relationship of every type, with something in every field that takes a text; any one field can be made hostile."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final, cast
from urllib.parse import quote

from flask import Flask

from explorer.domain.dates import parse_date
from explorer.domain.facts import Facts
from explorer.domain.kinds import Kind, Property
from explorer.domain.records import Entity, Relationship, Value
from explorer.domain.vocabulary import LABELS, TYPES, node_properties, relationship_properties
from tests.web.without_database import show

HARMLESS: Final = "harmless"
OF_EVERY_NODE: Final = ("id", "name", "origin")
OF_EVERY_TIE: Final = ("id", "origin")
CLOSED: Final = frozenset({"size_class", "status"})
"""What the records themselves refuse to hold anything else in, or what changes the kind of a company."""


@dataclass(frozen=True)
class Field:
    """`owner`: a label or a relationship type."""

    owner: str
    name: str

    def __str__(self) -> str:
        return f"{self.owner}.{self.name}"


def takes_text(found: Property) -> bool:
    return found.kind in {Kind.TEXT, Kind.LIST, Kind.COUNTRY} and found.name not in CLOSED


def fields() -> Iterator[Field]:
    for label in LABELS:
        yield from (Field(label, name) for name in OF_EVERY_NODE)
        yield from (Field(label, name) for name, found in node_properties(label).items() if takes_text(found))
    for type_ in TYPES:
        yield from (Field(type_, name) for name in OF_EVERY_TIE)
        yield from (Field(type_, name) for name, found in relationship_properties(type_).items() if takes_text(found))


class Network:
    def __init__(self, hostile: Field | None = None, text: str = "", *, everywhere: bool = False) -> None:
        """`everywhere`: the text stands in every field but ids and names."""
        self.hostile, self.text, self.everywhere = hostile, text, everywhere
        self.entities = [self._entity(label, number) for label in LABELS for number in (1, 2)]
        self.ties = [self._tie(type_) for type_ in TYPES]
        # The first company can carry this one abroad; to the second it is bound in other ways.
        self.entities.append(Entity(self.id_of("Company", 3), "Company", "Company number 3", {"size_class": "pme"}))
        self.ties.append(Relationship("carried", "OFFERS", self.id_of("Company", 3), self.id_of("Capability")))

    def _put(self, owner: str, name: str, harmless: str) -> str:
        every = self.everywhere and name not in {"id", "name"}
        return self.text if every or self.hostile == Field(owner, name) else harmless

    def id_of(self, label: str, number: int = 1) -> str:
        return self._put(label, "id", f"{label}:1") if number == 1 else f"{label}:{number}"

    def _entity(self, label: str, number: int) -> Entity:
        name = self._put(label, "name", f"{label} the first") if number == 1 else f"{label} number {number}"
        values = dict(self._values(label, node_properties(label))) if number == 1 else {}
        if label == "Company" and number == 1:
            values["size_class"] = "grand_groupe"
        return Entity(self.id_of(label, number), label, name, values, origin=self._put(label, "origin", HARMLESS))

    def _values(self, owner: str, known: object) -> Iterator[tuple[str, Value]]:
        for name, found in cast(dict[str, Property], known).items():
            if takes_text(found) and name not in {"role", "evidence", "source_document"}:
                text = self._put(owner, name, HARMLESS)
                yield name, (text, text) if found.kind is Kind.LIST else text
        if owner in LABELS:
            yield from ((name, self._put(owner, name, HARMLESS)) for name in ("evidence", "source_document"))

    def _tie(self, type_: str) -> Relationship:
        source, target = self.ends(type_)
        made = Relationship(self._put(type_, "id", f"tie:{type_}"), type_, source, target, since=parse_date("2024"), properties=dict(self._of_tie(type_)))
        return replace(made, **{name: self._put(type_, name, HARMLESS) for name in ("role", "evidence", "source_document", "origin")})  # type: ignore[arg-type]

    def _of_tie(self, type_: str) -> Iterator[tuple[str, Value]]:
        yield from self._values(type_, {p.name: p for p in TYPES[type_].properties})

    def ends(self, type_: str) -> tuple[str, str]:
        """The second of a kind where both ends are of one."""
        sources, targets = TYPES[type_].ends[0]
        source = min(sources)
        target = min(targets - {source} or targets)
        return self.id_of(source), self.id_of(target, 2 if source == target else 1)

    def facts(self) -> Facts:
        return Facts(self.entities, self.ties, 1)


def showing(app: Flask, network: Network) -> None:
    show(app, network.facts())


def quoted(id: str) -> str:
    return quote(id, safe="")
