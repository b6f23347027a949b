"""A small network that the tests of support know by heart, as of 1 June 2024: Jeune, a start-up in Feurs, and programmes with conditions of every kind."""

from explorer.domain.facts import Facts
from explorer.domain.records import Entity, Relationship
from tests.carriers import DAY, entity, tie

__all__ = ["DAY", "ENTITIES", "JEUNE", "RELATIONSHIPS", "facts"]

JEUNE = "company:jeune"
ENTITIES = (
    entity(JEUNE, "Company", "Jeune Pousse", size_class="micro", stage="start_up", country="FR"),
    entity("company:eti", "Company", "Grande Forge", size_class="eti"),
    entity("company:bare", "Company", "Sans rien"),
    entity("city:feurs", "City", "Feurs", country="FR"),
    entity("territory:loire", "Territory", "Loire"),
    entity("territory:aura", "Territory", "Auvergne-Rhône-Alpes"),
    entity("territory:bretagne", "Territory", "Bretagne"),
    entity("country:FR", "Country", "France"),
    entity("country:CA", "Country", "Canada"),
    entity("country:JP", "Country", "Japon"),
    entity("sector:industry", "Sector", "Industrie"),
    entity("sector:optics", "Sector", "Optique"),
    entity("sector:fish", "Sector", "Pêche"),
    entity("programme:best", "Programme", "Tremplin", size_classes=("micro", "pme"), stages=("start_up",), opens_on="2024-01", closes_on="2024-12", capacity=2),
    entity("programme:national", "Programme", "Pour tous"),
    entity("programme:closed", "Programme", "Fermé", closes_on="2024-05-31"),
    entity("programme:later", "Programme", "Pas encore", opens_on="2024-06-02", closes_on="2025"),
    entity("programme:full", "Programme", "Complet", capacity=1),
    entity("programme:large", "Programme", "Pour les ETI", size_classes=("eti",)),
    entity("programme:away", "Programme", "Breton"),
    entity("programme:fish", "Programme", "Pêche"),
    entity("programme:both", "Programme", "Pêche bretonne"),
    entity("programme:canada", "Programme", "Cap Canada"),
    entity("programme:silent", "Programme", "Muet"),
    entity("structure:agency", "Structure", "Agence", kind="agency"),
    entity("person:ada", "Person", "Ada Colin"),
    entity("person:bob", "Person", "Bob Doré"),
    entity("person:eve", "Person", "Eve Franc"),
)
RELATIONSHIPS = (
    tie("LOCATED_IN", JEUNE, "city:feurs", source_document="registre"),
    tie("ACTIVE_IN", JEUNE, "sector:optics"),
    tie("PART_OF", "city:feurs", "territory:loire"),
    tie("PART_OF", "territory:loire", "territory:aura"),
    tie("PART_OF", "territory:aura", "country:FR"),
    tie("PART_OF", "sector:optics", "sector:industry"),
    tie("COVERS", "programme:best", "territory:aura", source_document="règlement"),
    tie("ACTIVE_IN", "programme:best", "sector:industry"),
    tie("RUNS", "structure:agency", "programme:best"),
    tie("PARTICIPATES_IN", "company:eti", "programme:best", since="2024"),
    tie("COVERS", "programme:national", "country:FR"),
    *(tie("COVERS", f"programme:{name}", "territory:loire") for name in ("closed", "later", "full", "large", "fish", "canada")),
    tie("SUPPORTED_BY", "company:eti", "programme:full", since="2023"),
    tie("ACTIVE_IN", "programme:fish", "sector:fish"),
    tie("COVERS", "programme:away", "territory:bretagne"),
    tie("ACTIVE_IN", "programme:away", "sector:optics"),
    tie("COVERS", "programme:both", "territory:bretagne"),
    tie("ACTIVE_IN", "programme:both", "sector:fish"),
    tie("TARGETS", "programme:canada", "country:CA"),
    tie("WORKS_AT", "person:ada", "structure:agency", since="2020", role="Adviser", source_document="site"),
    tie("WORKS_AT", "person:bob", "structure:agency", since="2020", role="direction"),
    tie("WORKS_AT", "person:eve", JEUNE, since="2021", source_document="site"),
    tie("KNOWS", "person:eve", "person:ada", since="2023", source_document="salon"),
)


def facts(*more: Entity | Relationship) -> Facts:
    """With more of both; an id given again replaces."""
    entities = {e.id: e for e in (*ENTITIES, *(m for m in more if isinstance(m, Entity)))}
    relationships = {r.id: r for r in (*RELATIONSHIPS, *(m for m in more if isinstance(m, Relationship)))}
    return Facts(entities.values(), relationships.values())
