"""A small network that the tests of the services know by heart, as of 1 June 2024."""

from datetime import date

from explorer.domain.facts import Facts
from explorer.domain.identity import relationship_id
from explorer.domain.records import Entity, Relationship, Value
from explorer.services.snapshot import Snapshot

DAY = date(2024, 6, 1)


def entity(id: str, label: str, name: str, **properties: Value) -> Entity:
    return Entity(id, label, name, properties)


def relationship(type: str, source: str, target: str, **values: Value) -> Relationship:
    return Relationship.from_properties(relationship_id(type, source, target, values), type, source, target, values)


ENTITIES = (
    entity("company:lumen", "Company", "Lumen", size_class="pme", country="FR", siren="732829320"),
    entity("company:lumen-2", "Company", "LUMEN", country="BE"),
    entity("company:atlas", "Company", "Atlas Groupe", size_class="grand_groupe"),
    entity("structure:cci", "Structure", "Chambre du Forez", kind="chamber", short_name="CCI", aliases=("Chambre de commerce",)),
    entity("structure:far", "Structure", "Institut du Bout du Monde", kind="research"),
    entity("person:ana", "Person", "Ana Duval", headline="export manager"),
    entity("person:ben", "Person", "Ben Okafor"),
    entity("person:no", "Person", "Nora Refuse", objects=True),
    entity("city:forez", "City", "Feurs", country="FR"),
    entity("city:oslo", "City", "Oslo", country="NO"),
    entity("country:MA", "Country", "Maroc"),
    entity("sector:water", "Sector", "Eau", code="E36"),
    entity("event:fair", "Event", "Salon de l'eau", starts_on="2023-05", attendance=20),
    entity("programme:go", "Programme", "Départ"),
)
RELATIONSHIPS = (
    relationship("WORKS_AT", "person:ana", "company:lumen", since="2021", role="export manager", source_document="directory.pdf", evidence="page 3"),
    relationship("MEMBER_OF", "company:lumen", "structure:cci", since="2019-04", source_document="report.pdf", evidence="list of members"),
    relationship("WORKS_AT", "person:ben", "structure:cci", since="2020", source_document="site"),
    relationship("KNOWS", "person:ben", "person:ana", observed_on="2012-01-01"),
    relationship("PARTNER_OF", "structure:cci", "company:atlas", since="2022-03-01", source_document="press.txt"),
    relationship("OPERATES_IN", "company:atlas", "country:MA", source_document="press.txt"),
    relationship("ACTIVE_IN", "company:atlas", "sector:water"),
    relationship("LOCATED_IN", "company:lumen", "city:forez"),
    relationship("PARTICIPATES_IN", "company:lumen", "event:fair"),
    relationship("PARTICIPATES_IN", "company:lumen-2", "event:fair"),
    relationship("RUNS", "structure:cci", "programme:go"),
    relationship("PARTICIPATES_IN", "company:lumen-2", "programme:go", since="2023", source_document="list.csv"),
    relationship("KNOWS", "person:no", "person:ana"),
)


def snapshot() -> Snapshot:
    return Snapshot.of(Facts(ENTITIES, RELATIONSHIPS, sequence=7))
