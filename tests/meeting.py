"""A small network that the tests of partners know by heart, as of 1 June 2024: Aqua seeks pumps, offers sensors, and knows Pont, who knows many."""

from explorer.domain.facts import Facts
from explorer.domain.records import Entity, Relationship
from tests.carriers import DAY, entity, tie

__all__ = ["AQUA", "DAY", "ENTITIES", "RELATIONSHIPS", "facts"]

AQUA = "company:aqua"
ENTITIES = (
    entity(AQUA, "Company", "Aqua", size_class="pme", country="FR"),
    entity("company:pumps", "Company", "Pompes Réunies", country="FR"),
    entity("company:buyer", "Company", "Régie des eaux"),
    entity("company:peer", "Company", "Voisine"),
    entity("company:rival", "Company", "Rivale"),
    entity("company:rival-sub", "Company", "Fille de la rivale"),
    entity("company:sister", "Company", "Sœur"),
    entity("company:mother", "Company", "Mère"),
    entity("company:known", "Company", "Déjà partenaire"),
    entity("company:far", "Company", "Lointaine", country="FR"),
    entity("company:alone", "Company", "Sans rien"),
    entity("structure:pont", "Structure", "Pont", kind="cluster"),
    entity("structure:lab", "Structure", "Labo", kind="research"),
    entity("person:ada", "Person", "Ada Colin"),
    entity("person:bob", "Person", "Bob Doré"),
    entity("person:cyr", "Person", "Cyr Étal"),
    entity("capability:pump", "Capability", "Pompes"),
    entity("capability:rotor", "Capability", "Rotors"),
    entity("capability:sensor", "Capability", "Capteurs"),
    entity("sector:water", "Sector", "Eau"),
    entity("sector:treatment", "Sector", "Traitement de l'eau"),
    entity("programme:h", "Programme", "Programme H"),
    entity("project:one", "Project", "Projet un"),
    entity("project:two", "Project", "Projet deux"),
    entity("country:FR", "Country", "France"),
    entity("city:feurs", "City", "Feurs", country="FR"),
    entity("need:sensor", "Opportunity", "Capteurs cherchés", kind="partner_search", status="open"),
    entity("need:shut", "Opportunity", "Capteurs, trop tard", kind="partner_search", status="open", deadline="2024-05-31"),
)
RELATIONSHIPS = (
    tie("SEEKS", AQUA, "capability:pump", source_document="site"),
    tie("OFFERS", AQUA, "capability:sensor", source_document="site"),
    tie("ACTIVE_IN", AQUA, "sector:treatment"),
    tie("LOCATED_IN", AQUA, "city:feurs"),
    tie("PART_OF", "sector:treatment", "sector:water"),
    tie("PART_OF", "capability:rotor", "capability:pump"),
    tie("OFFERS", "company:pumps", "capability:rotor", source_document="catalogue"),
    tie("PUBLISHES", "company:buyer", "need:sensor"),
    tie("SEEKS", "need:sensor", "capability:sensor", source_document="avis"),
    tie("PUBLISHES", "company:alone", "need:shut"),
    tie("SEEKS", "need:shut", "capability:sensor"),
    tie("ACTIVE_IN", "company:peer", "sector:treatment"),
    tie("LOCATED_IN", "company:peer", "city:feurs"),
    tie("ACTIVE_IN", "company:far", "sector:water"),
    tie("MEMBER_OF", AQUA, "structure:pont", since="2020", source_document="annuaire"),
    tie("MEMBER_OF", "company:pumps", "structure:pont", since="2020", source_document="annuaire"),
    tie("MEMBER_OF", "company:rival", "structure:pont", since="2020", source_document="annuaire"),
    tie("MEMBER_OF", "company:rival-sub", "structure:pont", since="2020", source_document="annuaire"),
    tie("MEMBER_OF", "company:known", "structure:pont", since="2020", source_document="annuaire"),
    tie("COMPETES_WITH", "company:rival", AQUA),
    tie("SUBSIDIARY_OF", "company:rival-sub", "company:rival"),
    tie("SUBSIDIARY_OF", AQUA, "company:mother"),
    tie("SUBSIDIARY_OF", "company:sister", "company:mother"),
    tie("ACTIVE_IN", "company:sister", "sector:treatment"),
    tie("ACTIVE_IN", "company:known", "sector:treatment"),
    tie("SUPPLIES", "company:known", AQUA, since="2010", until="2012"),
    tie("WORKS_AT", "person:ada", AQUA, since="2021", source_document="site"),
    tie("KNOWS", "person:ada", "person:bob", since="2022", source_document="site"),
    tie("WORKS_AT", "person:bob", "structure:lab", since="2020", source_document="site"),
    tie("WORKS_AT", "person:cyr", "company:rival", since="2020", source_document="site"),
    tie("PARTICIPATES_IN", "structure:lab", "project:one", since="2020"),
    tie("PART_OF", "project:one", "programme:h", until="2022"),
    tie("PARTICIPATES_IN", "company:far", "project:two", since="2021"),
    tie("PART_OF", "project:two", "programme:h"),
)


def facts(*more: Entity | Relationship) -> Facts:
    """With more of both; an id given again replaces."""
    entities = {e.id: e for e in (*ENTITIES, *(m for m in more if isinstance(m, Entity)))}
    return Facts(entities.values(), (*RELATIONSHIPS, *(m for m in more if isinstance(m, Relationship))))
