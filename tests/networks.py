"""Random small networks with everything that bears on introductions: equal costs, objectors, rivals, gatherings, places, sectors."""

from datetime import date
from random import Random

from hypothesis import strategies as st

from explorer.domain.dates import PartialDate, parse_date
from explorer.domain.facts import Facts
from explorer.domain.kinds import ACTORS
from explorer.domain.records import Entity, Relationship, Value
from explorer.domain.vocabulary import TYPES

AS_OF = date(2024, 6, 1)
IDS = ("Z", "a", "B", "é", "E", "z", "É", "a1", "a-", "ﬀ", "𝔞", "0", "ab", "Ω", "_", "aa")
"""Order by code point differs here from every order a locale or UTF-16 would give."""
ACTOR_LABELS = ("Person", "Person", "Company", "Company", "Structure")
INTRODUCING = ("KNOWS", "WORKS_AT", "MEMBER_OF", "PARTNER_OF", "SUPPORTED_BY", "SUBSIDIARY_OF", "SUPPLIES", "FUNDS", "MET")
DATES = (None, None, "2016", "2021-05", "2023-11-30", "2024-06-01", "2026")
SIZES = (None, "pme", "eti", "grand_groupe")
COUNTRIES = ("FR", "CA", "AE")


def networks(actors: int = 9) -> st.SearchStrategy[Facts]:
    """Facts of up to so many actors, for hypothesis."""
    return st.builds(random_facts, st.randoms(use_true_random=False), st.integers(2, actors))


def random_facts(random: Random, actors: int = 9, ties: int | None = None) -> Facts:
    """Facts of so many actors; `ties` introducing relationships (some two for each actor unless given)."""
    entities = [_actor(random, id) for id in ids(actors)] + _surroundings(random)
    relationships: list[Relationship] = []
    for _ in range(2 * actors if ties is None else ties):
        _relate(random, relationships, entities, random.choice(INTRODUCING))
    for type_name, most in (("COMPETES_WITH", 2), ("PARTICIPATES_IN", 6), ("RUNS", 2), ("LOCATED_IN", 4), ("OPERATES_IN", 2), ("ACTIVE_IN", 4), ("PART_OF", 3)):
        for _ in range(random.randint(0, most)):
            _relate(random, relationships, entities, type_name)
    return Facts(entities, relationships)


def alike_facts(random: Random, actors: int, ties: int) -> Facts:
    """People who know each other, all ties as strong: paths of one length differ by little but the ids."""
    people = [Entity(id, "Person", f"Person {id}") for id in ids(actors)]
    pairs = [tuple(random.sample(people, 2)) for _ in range(ties)]
    return Facts(
        people, [Relationship(f"r{i}", "KNOWS", a.id, b.id, observed_on=parse_date("2024-06-01"), stated_strength=4) for i, (a, b) in enumerate(pairs)]
    )


def ids(count: int) -> list[str]:
    return [IDS[i % len(IDS)] + "'" * (i // len(IDS)) for i in range(count)]


def _actor(random: Random, id: str) -> Entity:
    label = random.choice(ACTOR_LABELS)
    properties: dict[str, Value] = {}
    if label == "Person" and random.random() < 0.1:
        properties["objects"] = True
    if label == "Company" and (size := random.choice(SIZES)):
        properties["size_class"] = size
    if label != "Person" and random.random() < 0.3:
        properties["country"] = random.choice(COUNTRIES)
    return Entity(id, label, f"Actor {id}", properties)


def _surroundings(random: Random) -> list[Entity]:
    """What actors can share without being introduced by it."""
    began = random.choice(("2019", "2024-06-01", "2025"))
    return [
        Entity("city:1", "City", "City 1", {"country": "FR"}),
        Entity("city:2", "City", "City 2"),
        Entity("territory:1", "Territory", "Territory 1"),
        Entity("country:FR", "Country", "France"),
        Entity("country:CA", "Country", "Canada"),
        Entity("sector:1", "Sector", "Sector 1"),
        Entity("sector:2", "Sector", "Sector 2"),
        Entity("project:1", "Project", "Project 1", {"starts_on": began}),
        Entity("event:1", "Event", "Event 1", {"attendance": random.choice((2, 40))}),
        Entity("programme:1", "Programme", "Programme 1"),
    ]


def _relate(random: Random, relationships: list[Relationship], entities: list[Entity], type_name: str) -> None:
    """Add one relationship of a type between two entities it may join, where there are two."""
    type_ = TYPES[type_name]
    source = random.choice([e for e in entities if any(e.label in sources for sources, _ in type_.ends)] or entities)
    targets = [e for e in entities if e.id != source.id and type_.allows(source.label, e.label)]
    if type_name in INTRODUCING and random.random() < 0.8:
        targets = [e for e in targets if e.label in ACTORS] or targets
    if not targets:
        return
    since, until, observed = (_date(random, share) for share in (0.4, 0.15, 0.4))
    relationships.append(
        Relationship(
            f"{type_name}{len(relationships)}",
            type_name,
            source.id,
            random.choice(targets).id,
            since=since,
            until=until,
            observed_on=observed,
            stated_strength=random.choice((None, None, 3, 4)) if type_name in INTRODUCING else None,
            status=random.choice(("stated", "stated", "inferred")),
            source_document=random.choice((None, "a document")),
        )
    )


def _date(random: Random, share: float) -> PartialDate | None:
    written = random.choice(DATES) if random.random() < share else None
    return parse_date(written) if written else None


def told(text: str) -> Facts:
    """Facts from lines such as `Person anna objects=true` and `anna WORKS_AT acme since=2020`: a node or a relationship a line, `_` for a space in a value."""
    entities: list[Entity] = []
    relationships: list[Relationship] = []
    for line in filter(None, map(str.strip, text.splitlines())):
        words = [word for word in line.split() if "=" not in word]
        properties = {name: _told_value(name, value) for name, value in (word.split("=", 1) for word in line.split() if "=" in word)}
        if len(words) == 3:
            source, type_name, target = words
            relationships.append(Relationship.from_properties(f"r{len(relationships) + 1}", type_name, source, target, properties))
        else:
            label, id = words
            entities.append(Entity(id, label, str(properties.pop("name", id)), properties))
    return Facts(entities, relationships)


def _told_value(name: str, value: str) -> Value:
    if name == "objects":
        return value == "true"
    return int(value) if name in ("attendance", "stated_strength") else value.replace("_", " ") if name == "name" else value
