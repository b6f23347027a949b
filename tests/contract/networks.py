"""Small networks to save, and saving them in one word."""

from collections.abc import Sequence

from explorer.domain.dates import parse_date
from explorer.domain.records import Entity, Relationship, Value
from explorer.graphdb import Database
from explorer.graphdb.writes import Saved, save

COMPANY = Entity("siren:552100554", "Company", "Fonderie du Gier", {"size_class": "pme", "country": "FR", "aliases": ("FG", "Gier")}, origin="nodes.csv:2")
PERSON = Entity("person:ada", "Person", "Ada Perret", {"email": "ada@example.org", "objects": False}, origin="nodes.csv:3")
CHAMBER = Entity("structure:cci", "Structure", "Chambre de la Loire", {"kind": "chamber"}, origin="nodes.csv:4")
OTHER_COMPANY = Entity("company:mecanic", "Company", "Mécanic", {"size_class": "grand_groupe"}, origin="nodes.csv:5")
CITY = Entity("city:saint-etienne", "City", "Saint-Étienne", {"lat": 45.43, "lon": 4.39, "population": 173136}, origin="nodes.csv:6")
ENTITIES = (COMPANY, PERSON, CHAMBER, OTHER_COMPANY, CITY)

WORKS = Relationship("w1", "WORKS_AT", PERSON.id, COMPANY.id, since=parse_date("2019-05"), role="director", evidence="Trombinoscope", origin="edges.csv:2")
MEMBER = Relationship("m1", "MEMBER_OF", COMPANY.id, CHAMBER.id, since=parse_date("2015"), source_document="https://example.org/members", origin="edges.csv:3")
PARTNER = Relationship("p1", "PARTNER_OF", COMPANY.id, OTHER_COMPANY.id, stated_strength=4, status="inferred", origin="edges.csv:4")
LOCATED = Relationship("l1", "LOCATED_IN", COMPANY.id, CITY.id, origin="edges.csv:5")
RELATIONSHIPS = (WORKS, MEMBER, PARTNER, LOCATED)


def put(database: Database, entities: Sequence[Entity] = (), relationships: Sequence[Relationship] = (), batch: str = "batch") -> Saved:
    return save(database, entities, relationships, who="tests", batch=batch)


def company(id: str, **properties: Value) -> Entity:
    return Entity(id, "Company", f"Company {id}", properties)


def plain(entity: Entity) -> tuple[str, str, str, dict[str, Value], str | None]:
    """What was given of it, without the times the database adds."""
    return entity.id, entity.label, entity.name, dict(entity.properties), entity.origin
