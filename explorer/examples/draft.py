"""A made-up network in the making: collects entities and relationships, dates them and says how sure they are."""

from collections.abc import Sequence
from random import Random
from typing import Final

from explorer.domain.dates import PartialDate, parse_date
from explorer.domain.identity import relationship_id
from explorer.domain.records import Entity, Relationship, Value
from explorer.domain.vocabulary import TYPES
from explorer.examples.invented import Names

FIRST_YEAR: Final = 2016
LAST_YEAR: Final = 2025
"""Ten years, always the same ones: the same seed gives the same network whatever the day."""
EVIDENCE: Final = "Fait inventé, pour essayer le produit."
DOCUMENTS: Final = 400
UNDOCUMENTED, INFERRED, ENDED, OBSERVED = 0.12, 0.12, 0.18, 0.3


class Draft:
    """What `generate` fills. Everything is drawn from one seeded source, in an order that never depends on hashing."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)  # noqa: S311 -- made-up data, nothing secret
        self.names = Names(self.random)
        self.entities: list[Entity] = []
        self.relationships: list[Relationship] = []
        self._seen: set[str] = set()
        self._counts: dict[str, int] = {}

    def add(self, label: str, name: str, **properties: Value | None) -> str:
        number = self._counts[label] = self._counts.get(label, 0) + 1
        id = f"{label.lower()}:invented-{number}"
        return self.add_as(id, label, name, **properties)

    def add_as(self, id: str, label: str, name: str, **properties: Value | None) -> str:
        given: dict[str, Value] = {key: value for key, value in properties.items() if value is not None}
        self.entities.append(Entity(id, label, name, {**given, "evidence": EVIDENCE, "synthetic": True}))
        return id

    def relate(self, type: str, source: str, target: str, *, since: str | None = None, until: str | None = None, role: str | None = None, **own: Value) -> bool:
        """Adds a relationship unless it is there already or would join something to itself; says whether it did."""
        if source == target:
            return False
        told: dict[str, Value] = {key: value for key, value in (("role", role), ("since", since), *own.items()) if value is not None}
        id = relationship_id(type, source, target, told)
        if id in self._seen:
            return False
        self._seen.add(id)
        draw = self.random.random
        introduces = TYPES[type].weight is not None
        begun = parse_date(since) if since else None
        self.relationships.append(
            Relationship(
                id=id,
                type=type,
                source=source,
                target=target,
                since=begun,
                until=parse_date(until) if until else None,
                observed_on=self._observed(begun) if introduces and draw() < OBSERVED else None,
                role=role,
                stated_strength=self.random.randint(1, 5) if introduces and draw() < 0.05 else None,
                status="inferred" if draw() < INFERRED else "stated",
                evidence=EVIDENCE,
                source_document=None if draw() < UNDOCUMENTED else f"document inventé n° {self.random.randint(1, DOCUMENTS)}",
                properties=own,
            )
        )
        return True

    def tie(self, type: str, source: str, target: str, role: str | None = None, **own: Value) -> bool:
        """A relationship begun some time in the ten years, now and then ended."""
        since, until = self.period()
        return self.relate(type, source, target, since=since, until=until, role=role, **own)

    def period(self) -> tuple[str, str | None]:
        """When something began, to the year, the month or the day, and sometimes when it ended."""
        year = self.year()
        ends = self.random.random() < ENDED and year < LAST_YEAR
        return self.day_in(year), str(self.random.randint(year + 1, LAST_YEAR)) if ends else None

    def year(self) -> int:
        return self.random.randint(FIRST_YEAR, LAST_YEAR)

    def day_in(self, year: int) -> str:
        written = f"{year}-{self.random.randint(1, 12):02}-{self.random.randint(1, 28):02}"
        return written[: self.random.choice((4, 7, 10))]

    def several(self, choices: Sequence[str], most: int) -> list[str]:
        """One to `most` of them, each once."""
        return self.random.sample(choices, min(len(choices), self.random.randint(1, most)))

    def heavy(self, shape: float, most: int) -> int:
        """A number that is mostly small and now and then large: 1 or more, Pareto-distributed."""
        return min(most, int(self.random.paretovariate(shape)))

    def _observed(self, begun: PartialDate | None) -> PartialDate:
        return parse_date(str(self.random.randint(begun.first.year if begun else FIRST_YEAR, LAST_YEAR)))
