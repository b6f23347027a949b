"""Random networks with gatherings about as large as may still tie anybody, and with whoever runs, pays for and is served by what they do."""

from random import Random

from hypothesis import strategies as st

from explorer.domain.dates import PartialDate, parse_date
from explorer.domain.facts import Facts
from explorer.domain.records import Entity, Relationship, Value
from tests.networks import random_facts

DATES = (None, None, None, "2019", "2023-11-30", "2024-06-01", "2024-06-02", "2026")
KINDS = (("Event", 60), ("Project", 100), ("Event", 5), ("Project", 5), ("Programme", 12))


def crowded() -> st.SearchStrategy[Facts]:
    return st.builds(crowd, st.randoms(use_true_random=False), st.integers(2, 8))


def crowd(random: Random, actors: int = 6) -> Facts:
    small = random_facts(random, actors)
    label, most = random.choice(KINDS)
    people = [_person(random, f"p{i:03}") for i in range(random.randint(most - 2, most + 3))]
    bodies = [e for e in small.entities.values() if e.label in ("Company", "Structure")]
    meetings = [_meeting(random, "gathering", label), _meeting(random, "other", random.choice(KINDS)[0])]
    relationships = list(small.relationships)
    for person in people:
        relate(random, relationships, "PARTICIPATES_IN", person, meetings[0])
    for _ in range(12):
        relate(random, relationships, "PARTICIPATES_IN", random.choice(people), random.choice(meetings))
        if bodies:
            relate(random, relationships, random.choice(("RUNS", "FUNDS", "PARTICIPATES_IN", "SUPPORTED_BY")), random.choice(bodies), random.choice(meetings))
            relate(random, relationships, random.choice(("SUPPORTED_BY", "FUNDS")), *random.sample(bodies, 2) if len(bodies) > 1 else (bodies[0], meetings[0]))
        relate(random, relationships, "KNOWS", *random.sample(people, 2))
    return Facts([*small.entities.values(), *people, *meetings], relationships)


def relate(random: Random, relationships: list[Relationship], type_name: str, source: Entity, target: Entity) -> None:
    relationships.append(
        Relationship(
            f"{type_name}{random.randrange(1000)}-{len(relationships)}",
            type_name,
            source.id,
            target.id,
            since=_date(random),
            until=_date(random),
            observed_on=_date(random),
            status=random.choice(("stated", "stated", "inferred")),
            source_document=random.choice((None, "a document")),
        )
    )


def _person(random: Random, id: str) -> Entity:
    return Entity(id, "Person", id, {"objects": True} if random.random() < 0.1 else {})


def _meeting(random: Random, id: str, label: str) -> Entity:
    properties: dict[str, Value] = {}
    for name in ("starts_on", "ends_on"):
        if label != "Programme" and (written := _date(random)):
            properties[name] = written.text
    if label == "Event" and random.random() < 0.5:
        properties["attendance"] = random.choice((3, 90))
    return Entity(id, label, id, properties)


def _date(random: Random) -> PartialDate | None:
    written = random.choice(DATES)
    return parse_date(written) if written else None
