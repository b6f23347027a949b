"""The closed vocabulary: every label, relationship type and property, once.

Validation, import, the strength of ties, legends and documentation all read these tables. Adding a label or a type is one entry here.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from explorer.domain.kinds import GONE, DerivedType, Kind, Label, Property, RelationshipType, Shape

ENTITY: Final = "Entity"
SIZE_CLASSES: Final = ("micro", "pme", "eti", "grand_groupe")
STAGES: Final = ("idea", "start_up", "established")
SIZE_LABELS: Final = MappingProxyType({"micro": "PME", "pme": "PME", "grand_groupe": "GrandGroupe"})
STRUCTURE_KINDS: Final = (
    "municipality",
    "metropolis",
    "region",
    "state",
    "chamber",
    "cluster",
    "agency",
    "incubator",
    "school",
    "university",
    "research",
    "public_body",
    "association",
    "federation",
    "fund",
    "network",
    "embassy",
)
OPPORTUNITY_STATUSES: Final = ("draft", "open", "prospect", "answered", "won", "lost", "closed")
FIGURE_STATUSES: Final = ("target", "planned", "achieved", "observed")
MET_OUTCOMES: Final = ("none", "follow_up", "order", "partnership")
STATUSES: Final = ("stated", "inferred")

_P = Property
_COUNTRY = _P("country", Kind.COUNTRY)
_LATITUDE = _P("lat", Kind.NUMBER, low=-90, high=90)
_LONGITUDE = _P("lon", Kind.NUMBER, low=-180, high=180)
_IDENTIFIERS = (_P("siren"), _P("siret"), _P("vat"), _P("lei"))
_AMOUNT = (_P("amount", Kind.NUMBER, low=0), _P("currency"))
_STARTS_ENDS = (_P("starts_on", Kind.FIRST_DAY), _P("ends_on", Kind.LAST_DAY))
_GREY = ("#56645e", "#9aaaa3")

COMMON_PROPERTIES: Final = (
    _P("short_name"),
    _P("aliases", Kind.LIST),
    _P("website"),
    _P("evidence"),
    _P("source_document"),
    _P("synthetic", Kind.BOOLEAN),
)
"""What any node may have besides id, name, origin, created_at and updated_at."""

LABELS: Final[Mapping[str, Label]] = MappingProxyType(
    {
        label.name: label
        for label in (
            Label(
                "City",
                ("Ville", "City"),
                ("Villes", "Cities"),
                Shape.LOZENGE,
                *_GREY,
                (_COUNTRY, _LATITUDE, _LONGITUDE, _P("population", Kind.INTEGER, low=0), _P("insee_code"), _P("geonames_id")),
            ),
            Label("Territory", ("Territoire", "Territory"), ("Territoires", "Territories"), Shape.LOZENGE, *_GREY, (_P("kind"), _P("code"), _COUNTRY)),
            Label("Country", ("Pays", "Country"), ("Pays", "Countries"), Shape.LOZENGE, *_GREY),
            Label(
                "Structure",
                ("Structure", "Structure"),
                ("Structures", "Structures"),
                Shape.HEXAGON,
                "#2b5ea7",
                "#86b2f2",
                (_P("kind", choices=STRUCTURE_KINDS), _COUNTRY, *_IDENTIFIERS),
            ),
            Label(
                "Company",
                ("Entreprise", "Company"),
                ("Entreprises", "Companies"),
                Shape.SQUARE,
                "#a05f00",
                "#dda03f",
                (
                    _P("size_class", choices=SIZE_CLASSES),
                    _P("size_year", Kind.YEAR),
                    _P("size_source"),
                    _P("stage", choices=STAGES),
                    *_IDENTIFIERS,
                    _P("naf"),
                    _P("naf_version"),
                    _COUNTRY,
                    _P("headcount", Kind.INTEGER, low=0),
                    _P("turnover", Kind.NUMBER),
                    _P("welcomes_sme", Kind.BOOLEAN),
                ),
            ),
            Label(
                "Person",
                ("Personne", "Person"),
                ("Personnes", "People"),
                Shape.DISC,
                "#9b2f6e",
                "#e79cc8",
                (
                    _P("headline"),
                    _P("email"),
                    _P("phone"),
                    _P("visibility"),
                    _P("legal_basis"),
                    _P("collected_at", Kind.FIRST_DAY),
                    _P("retain_until", Kind.LAST_DAY),
                    _P("objects", Kind.BOOLEAN),
                ),
            ),
            Label("Sector", ("Secteur", "Sector"), ("Secteurs", "Sectors"), Shape.ROUNDED, *_GREY, (_P("scheme"), _P("code"))),
            Label("Capability", ("Savoir-faire", "Capability"), ("Savoir-faire", "Capabilities"), Shape.ROUNDED, *_GREY, (_P("scheme"), _P("code"))),
            Label(
                "Opportunity",
                ("Besoin", "Need"),
                ("Besoins", "Needs"),
                Shape.STAR,
                *_GREY,
                (
                    _P("kind"),
                    _P("status", choices=OPPORTUNITY_STATUSES),
                    _P("deadline", Kind.LAST_DAY),
                    _P("summary"),
                    *_AMOUNT,
                    _P("contact"),
                ),
            ),
            Label(
                "Programme",
                ("Dispositif", "Programme"),
                ("Dispositifs", "Programmes"),
                Shape.PILL,
                *_GREY,
                (
                    _P("kind"),
                    _P("capacity", Kind.INTEGER, low=0),
                    _P("size_classes", Kind.LIST, SIZE_CLASSES),
                    _P("stages", Kind.LIST, STAGES),
                    _P("opens_on", Kind.FIRST_DAY),
                    _P("closes_on", Kind.LAST_DAY),
                ),
            ),
            Label(
                "Event",
                ("Événement", "Event"),
                ("Événements", "Events"),
                Shape.RIBBON,
                *_GREY,
                (_P("kind"), *_STARTS_ENDS, _P("attendance", Kind.INTEGER, low=0)),
            ),
            Label("Project", ("Projet", "Project"), ("Projets", "Projects"), Shape.PENTAGON, *_GREY, (_P("status"), *_STARTS_ENDS, _P("result"))),
            Label(
                "Figure",
                ("Chiffre", "Figure"),
                ("Chiffres", "Figures"),
                Shape.ROUNDED,
                *_GREY,
                (_P("measure"), _P("value", Kind.NUMBER), _P("unit"), _P("year", Kind.YEAR), _P("status", choices=FIGURE_STATUSES)),
            ),
        )
    }
)

SUB_LABELS: Final[Mapping[str, Label]] = MappingProxyType(
    {
        "PME": Label("PME", ("PME", "SME"), ("PME", "SMEs"), Shape.SQUARE, "#a05f00", "#dda03f"),
        "GrandGroupe": Label("GrandGroupe", ("Grand groupe", "Large group"), ("Grands groupes", "Large groups"), Shape.FRAMED_SQUARE, "#553000", "#f6e0bc"),
    }
)
"""Second labels of a Company, decided by its size class."""

FILE_LABELS: Final = MappingProxyType({"PME": "pme", "GrandGroupe": "grand_groupe"})
"""Labels a file may write for a Company, and the size class each one says."""


ACTOR_LABELS: Final = ("Person", "Company", *SUB_LABELS, "Structure")
"""Labels that somebody who can introduce may have, second ones included."""


def _labels(words: str) -> frozenset[str]:
    return frozenset(LABELS) if words == "*" else frozenset(words.split())


def _ends(*pairs: tuple[str, str]) -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    return tuple((_labels(sources), _labels(targets)) for sources, targets in pairs)


_ACTOR = "Person Company Structure"
_BODY = "Company Structure"
_R = RelationshipType

COMMON_RELATIONSHIP_PROPERTIES: Final = (
    _P("since", Kind.FIRST_DAY),
    _P("until", Kind.LAST_DAY),
    _P("role"),
    _P("stated_strength", Kind.INTEGER, low=1, high=5),
    _P("status", choices=STATUSES),
    _P("evidence"),
    _P("source_document"),
    _P("observed_on", Kind.FIRST_DAY),
)
"""What any relationship may have besides id, type, ends and origin."""

TYPES: Final[Mapping[str, RelationshipType]] = MappingProxyType(
    {
        type_.name: type_
        for type_ in (
            _R("KNOWS", _ends(("Person", "Person")), ("connaît", "knows"), 0.80, 4, 4, symmetric=True),
            _R("WORKS_AT", _ends(("Person", _BODY)), ("travaille à", "works at"), 0.95, None, 3),
            _R("MEMBER_OF", _ends((_ACTOR, "Structure"), ("City", "Structure")), ("est membre de", "is a member of"), 0.50, None, 3),
            _R("PARTNER_OF", _ends((_BODY, _BODY)), ("est partenaire de", "is a partner of"), 0.70, 6, 6, symmetric=True),
            _R("SUPPORTED_BY", _ends(("Company", "Structure Programme")), ("est soutenue par", "is supported by"), 0.60, 4, 4),
            _R("SUBSIDIARY_OF", _ends(("Company", "Company")), ("est une filiale de", "is a subsidiary of"), 0.85, None, GONE),
            _R("SUPPLIES", _ends(("Company", _BODY)), ("fournit", "supplies"), 0.60, 4, 4),
            _R(
                "FUNDS",
                _ends((_BODY, "Structure Company Project Programme")),
                ("finance", "funds"),
                0.50,
                4,
                4,
                (*_AMOUNT, _P("year", Kind.YEAR)),
            ),
            _R("MET", _ends((_ACTOR, _ACTOR)), ("a rencontré", "met"), 0.45, 3, 3, (_P("outcome", choices=MET_OUTCOMES), _P("event")), symmetric=True),
            _R(
                "PARTICIPATES_IN",
                _ends((_ACTOR, "Project Event Programme")),
                ("participe à", "takes part in"),
                properties=(*_AMOUNT, _P("meetings", Kind.INTEGER, low=0), _P("outcome")),
            ),
            _R("RUNS", _ends((_BODY, "Programme Event Project")), ("pilote", "runs")),
            _R("LOCATED_IN", _ends(("Company Structure Person Event Project", "City")), ("est situé à", "is located in")),
            _R("OPERATES_IN", _ends((_BODY, "Country City")), ("est présent à", "operates in")),
            _R("ACTIVE_IN", _ends(("Company Structure Programme Opportunity Project", "Sector")), ("agit dans le secteur", "is active in")),
            _R("OFFERS", _ends((_BODY, "Capability")), ("sait faire", "offers")),
            _R("SEEKS", _ends(("Company Structure Opportunity", "Capability Sector")), ("cherche", "seeks"), properties=(_P("lot"),)),
            _R("TARGETS", _ends(("Company Programme Opportunity Event Project", "Country")), ("vise", "targets")),
            _R("COVERS", _ends(("Programme Structure", "Territory Country")), ("couvre", "covers")),
            _R("PUBLISHES", _ends((_BODY, "Opportunity")), ("publie", "publishes")),
            _R("TWINNED_WITH", _ends(("City", "City")), ("est jumelée avec", "is twinned with"), symmetric=True),
            _R(
                "PART_OF",
                _ends(
                    ("City", "Territory Country"),
                    ("Territory", "Territory Country"),
                    ("Project Event", "Programme"),
                    ("Event", "Event"),
                    ("Sector", "Sector"),
                    ("Capability", "Capability"),
                ),
                ("fait partie de", "is part of"),
            ),
            _R("ABOUT", _ends(("Figure", "*")), ("porte sur", "is about")),
            _R("COMPETES_WITH", _ends(("Company", "Company")), ("est concurrente de", "competes with"), symmetric=True),
        )
    }
)

REVERSED_TYPES: Final = MappingProxyType({"CLIENT_OF": "SUPPLIES"})
"""Types a file may write, each the other way round of a stored one."""

DERIVED_TYPES: Final[Mapping[str, DerivedType]] = MappingProxyType(
    {
        derived.name: derived
        for derived in (
            DerivedType("WORKED_WITH", ("a travaillé avec", "worked with"), {"Project": (0.60, 6), "Event": (0.35, 3)}, {"Project": 100, "Event": 60}),
            DerivedType("RUNS_FOR", ("pilote ce dont bénéficie", "runs what involves"), {"Programme": (0.50, 4), "Project": (0.50, 4)}),
        )
    }
)
"""`weights`: by label of what was shared, (weight, half-life in years). `largest`: more recorded participants than this say too little."""

INTRODUCING_TYPES: Final = frozenset(name for name, type_ in TYPES.items() if type_.weight is not None) | frozenset(DERIVED_TYPES)

STATED_WEIGHTS: Final = MappingProxyType({1: 0.2, 2: 0.4, 3: 0.6, 4: 0.8, 5: 0.95})
"""What a stated strength of 1 to 5 replaces the type's weight by."""

STRONG: Final = 0.6
MEDIUM: Final = 0.3
CONFIRMED: Final = 0.5
"""From this validity on a tie needs no confirming."""


def entity_label(label: str) -> Label:
    """The entry of a label or of a Company's second label."""
    return SUB_LABELS.get(label) or LABELS[label]


def node_properties(label: str) -> Mapping[str, Property]:
    """Every property a node of this label may have, by name, in the order of files."""
    return {p.name: p for p in (*LABELS[label].properties, *COMMON_PROPERTIES)}


def relationship_properties(type_name: str) -> Mapping[str, Property]:
    """Every property a relationship of this type may have, by name, in the order of files."""
    return {p.name: p for p in (*COMMON_RELATIONSHIP_PROPERTIES, *TYPES[type_name].properties)}
