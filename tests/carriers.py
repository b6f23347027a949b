"""A small network that the tests of co-export know by heart, as of 1 June 2024: Froid makes isothermal containers and looks towards the Emirates."""

from datetime import date

from explorer.domain.facts import Facts
from explorer.domain.identity import relationship_id
from explorer.domain.records import Entity, Relationship, Value

DAY = date(2024, 6, 1)
FROID = "company:froid"


def entity(id: str, label: str, name: str, **properties: Value) -> Entity:
    return Entity(id, label, name, properties)


def group(id: str, name: str, **properties: Value) -> Entity:
    return entity(id, "Company", name, **{"size_class": "grand_groupe", **properties})


def tie(type: str, source: str, target: str, **values: Value) -> Relationship:
    return Relationship.from_properties(relationship_id(type, source, target, values), type, source, target, values)


ENTITIES = (
    entity(FROID, "Company", "Froid du Forez", size_class="pme", country="FR"),
    entity("person:lea", "Person", "Léa Morel"),
    entity("person:max", "Person", "Max Petit"),
    group("company:meridian", "Groupe Méridien", welcomes_sme=True, source_document="charte.pdf", evidence="signataire"),
    group("company:levant", "Travaux du Levant", country="AE", source_document="annuaire.csv"),
    group("company:sante", "Santé Monde"),
    entity("company:gulf-sub", "Company", "Méridien Golfe", size_class="pme"),
    entity("company:gulf-sub-2", "Company", "Méridien Stockage"),
    entity("company:mid", "Company", "Milieu Logistique", size_class="eti"),
    entity("company:small", "Company", "Petite Voisine", size_class="pme"),
    entity("company:unsized", "Company", "Sans Taille"),
    entity("company:opener", "Company", "Sans Taille mais Ouverte"),
    group("company:rival", "Groupe Rival"),
    entity("company:rival-sub", "Company", "Rival Froid", size_class="eti"),
    entity("capability:containers", "Capability", "Conteneurs isothermes", code="HS 8609"),
    entity("capability:boxes", "Capability", "Caisses isothermes"),
    entity("sector:health", "Sector", "Santé", code="Q86"),
    entity("country:AE", "Country", "Émirats arabes unis"),
    entity("country:FR", "Country", "France"),
    entity("city:dubai", "City", "Dubaï"),
    entity("city:sharjah", "City", "Sharjah", country="AE"),
    entity("city:feurs", "City", "Feurs", country="FR"),
    entity("city:roanne", "City", "Roanne", country="FR"),
    entity("city:lille", "City", "Lille", country="FR"),
    entity("territory:loire", "Territory", "Loire"),
    entity("need:containers", "Opportunity", "500 conteneurs pour Dubaï", kind="co_export", status="open", deadline="2024-06"),
    entity("need:late", "Opportunity", "Conteneurs, trop tard", kind="co_export", status="open", deadline="2024-05-31"),
    entity("need:anything", "Opportunity", "Portage vers l'Asie", kind="Co-export", status="open"),
    entity("need:won", "Opportunity", "Portage de 2022", kind="co_export", status="won"),
    entity("need:draft", "Opportunity", "Brouillon", kind="co_export", status="draft"),
)
RELATIONSHIPS = (
    tie("OFFERS", FROID, "capability:containers"),
    tie("LOCATED_IN", FROID, "city:feurs"),
    tie("PART_OF", "capability:boxes", "capability:containers"),
    tie("PART_OF", "city:dubai", "country:AE"),
    tie("PART_OF", "city:feurs", "territory:loire"),
    tie("PART_OF", "city:roanne", "territory:loire"),
    # Méridien: the market through a subsidiary's subsidiary, the product by an open need, a contact two ties away.
    tie("SUBSIDIARY_OF", "company:gulf-sub", "company:meridian", since="2015", source_document="rapport.pdf"),
    tie("SUBSIDIARY_OF", "company:gulf-sub-2", "company:gulf-sub"),
    tie("OPERATES_IN", "company:gulf-sub-2", "city:dubai", since="2019", source_document="rapport.pdf", evidence="page 12"),
    tie("PUBLISHES", "company:meridian", "need:containers", source_document="site"),
    tie("TARGETS", "need:containers", "country:AE"),
    tie("SEEKS", "need:containers", "capability:boxes"),
    tie("LOCATED_IN", "company:meridian", "city:roanne"),
    tie("WORKS_AT", "person:lea", FROID, since="2020", source_document="site"),
    tie("WORKS_AT", "person:max", "company:meridian", since="2021", source_document="site", role="achats"),
    tie("KNOWS", "person:lea", "person:max", since="2023", source_document="salon"),
    # Levant: the market by its own country.
    tie("LOCATED_IN", "company:levant", "city:lille"),
    tie("PUBLISHES", "company:levant", "need:won", since="2022"),
    # Santé Monde: the product only, by its trade, where a part of what is asked.
    tie("OFFERS", "company:sante", "capability:boxes"),
    tie("ACTIVE_IN", "company:sante", "sector:health"),
    # Milieu: both, of intermediate size, as stated by facts that still hold.
    tie("OPERATES_IN", "company:mid", "country:AE"),
    tie("SEEKS", "company:mid", "capability:containers"),
    # Nobody who may not carry.
    tie("OPERATES_IN", "company:small", "country:AE"),
    tie("OPERATES_IN", "company:unsized", "country:AE"),
    tie("PUBLISHES", "company:unsized", "need:draft"),
    tie("TARGETS", "need:draft", "country:AE"),
    tie("OPERATES_IN", "company:opener", "country:AE"),
    tie("PUBLISHES", "company:opener", "need:anything"),
    tie("OPERATES_IN", "company:rival", "country:AE"),
    tie("OFFERS", "company:rival-sub", "capability:containers"),
    tie("OPERATES_IN", "company:rival-sub", "country:AE"),
    tie("SUBSIDIARY_OF", "company:rival-sub", "company:rival"),
    tie("COMPETES_WITH", FROID, "company:rival-sub"),
)


def facts(*more: Entity | Relationship, without: frozenset[str] = frozenset()) -> Facts:
    """The network, with some things more (an entity of a known id replaces it) and without others (ids)."""
    entities = {e.id: e for e in (*ENTITIES, *(e for e in more if isinstance(e, Entity))) if e.id not in without}
    ties = (*RELATIONSHIPS, *(r for r in more if isinstance(r, Relationship)))
    return Facts(entities.values(), [r for r in ties if r.id not in without], 3)
