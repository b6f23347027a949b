"""A small network for the web tests: ordinary people and bodies, ids that addresses must quote, and hostile texts in every field."""

from explorer.domain.dates import parse_date
from explorer.domain.records import Entity, Relationship, Value

SCRIPT = "<script>alert('x')</script>"
HOSTILE = (
    SCRIPT,
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "{{ 7 * 7 }}{% raise %}",
    "%(name)s %s %d %",
    "javascript:alert(document.domain)",
    "\u202egnp.exe\u202c שלום",
    "👩‍👩‍👧‍👦 Ünïcödé \U0001d51e",
    '=HYPERLINK("http://example.org")',
    "Set-Cookie: a=b\r\nX-Injected: yes",
    "../../../../etc/passwd",
    "MATCH (n) DETACH DELETE n //",
    "&lt;b&gt; &amp; &#x3c;",
    "(a+)+$" * 5,
    "n" * 10_000,
)
"""Texts that must stay text, wherever they are shown."""

ANA, CHLOE, BRUNO, ALONE = "person:ana", "person:chloé", "person:bruno", "person:alone"
SLASHED = "siren:123/456 é?#%&+"
"""An id that is not even close to fitting into an address."""
LYON, LILLE = "city:lyon", "city:lille"


def hostile_id(number: int) -> str:
    return f"hostile:{number}"


def _entity(id: str, label: str, name: str, **properties: Value) -> Entity:
    return Entity(id, label, name, properties)


def entities() -> list[Entity]:
    ordinary = [
        _entity(ANA, "Person", "Ana Alvès", headline="Directrice export"),
        _entity(CHLOE, "Person", "Chloé Dupont"),
        _entity(BRUNO, "Person", "Bruno Dupont"),
        _entity("person:bruno-2", "Person", "Bruno Dupont"),
        _entity(ALONE, "Person", "Zoé Seule"),
        _entity(SLASHED, "Company", "Aciers du Nord", size_class="pme", country="FR", aliases=("AdN", "Les Aciers")),
        _entity("structure:ccid", "Structure", "Chambre de commerce", kind="chamber", country="FR"),
        _entity("sector:water", "Sector", "Eau"),
        _entity(LYON, "City", "Lyon", country="FR"),
        _entity(LILLE, "City", "Lille", country="FR"),
        _entity("need:quay", "Opportunity", "Un quai à Abidjan", kind="call_for_tenders", status="open", deadline="2031-05", contact=CHLOE, amount=90000.0),
        _entity("need:old", "Opportunity", "Des pompes", kind="co_export", status="open", deadline="2020"),
        _entity("country:CI", "Country", "Côte d’Ivoire"),
        _entity("capability:quays", "Capability", "Quais", code="HS 8905"),
        _entity("project:dock", "Project", "Le quai", starts_on="2024"),
    ]
    hostile = [
        _entity(hostile_id(n), "Company", text, short_name=text, aliases=(text, text), website=text, evidence=text, source_document=text, naf=text)
        for n, text in enumerate(HOSTILE)
    ]
    return ordinary + hostile


def relationships() -> list[Relationship]:
    recent = parse_date("2026")
    ordinary = [
        Relationship("knows:1", "KNOWS", ANA, CHLOE, since=recent, evidence="Vu au salon", source_document="salon.txt"),
        Relationship("works:1", "WORKS_AT", CHLOE, SLASHED, since=parse_date("2020-05"), role="présidente"),
        Relationship("works:2", "WORKS_AT", BRUNO, "structure:ccid"),
        Relationship("member:1", "MEMBER_OF", SLASHED, "structure:ccid", since=parse_date("2019")),
        Relationship("active:1", "ACTIVE_IN", "structure:ccid", "sector:water"),
        Relationship("in:1", "LOCATED_IN", SLASHED, LILLE),
        Relationship("in:2", "LOCATED_IN", "structure:ccid", LYON),
        Relationship("part:1", "PARTICIPATES_IN", SLASHED, "project:dock"),
        Relationship("publishes:1", "PUBLISHES", "structure:ccid", "need:quay"),
        Relationship("targets:1", "TARGETS", "need:quay", "country:CI"),
        Relationship("seeks:1", "SEEKS", "need:quay", "capability:quays", properties={"lot": "1"}),
        Relationship("offers:1", "OFFERS", SLASHED, "capability:quays"),
        Relationship("part:2", "PARTICIPATES_IN", BRUNO, "project:dock"),
    ]
    hostile = [
        Relationship(
            f"hostile:tie:{n}", "PARTNER_OF", "structure:ccid", hostile_id(n), since=recent, role=text, evidence=text, source_document=text, origin=text
        )
        for n, text in enumerate(HOSTILE)
    ]
    return ordinary + hostile
