"""The names a column may have in a file. Case, accents and signs aside: `Jusqu'à`, `jusqu_a` and `JUSQU'A` are one name.

The first name of each is its French one, which the documentation shows. The property's own name always counts.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from explorer.domain.identity import slug

_BOTH: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "id": ("identifiant", "identifier"),
        "evidence": ("preuve", "élément de preuve", "justification"),
        "source_document": ("document source", "document", "source du document", "référence"),
        "status": ("statut", "état"),
        "amount": ("montant",),
        "currency": ("devise", "monnaie"),
        "year": ("année",),
    }
)

NODE_COLUMNS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        **_BOTH,
        "label": ("étiquette", "libellé"),
        "name": ("nom", "dénomination", "raison sociale"),
        "short_name": ("nom court", "sigle", "abréviation", "acronyme", "acronym"),
        "aliases": ("autres noms", "alias", "also known as"),
        "website": ("site web", "site", "site internet", "url", "web"),
        "synthetic": ("fictif", "synthétique", "made up"),
        "country": ("pays", "code pays", "country code"),
        "lat": ("latitude",),
        "lon": ("longitude", "lng", "long"),
        "population": ("habitants", "inhabitants"),
        "insee_code": ("code insee", "insee"),
        "geonames_id": ("identifiant geonames", "geonames"),
        "kind": ("nature", "genre", "sorte"),
        "code": ("code", "numéro de code"),
        "scheme": ("nomenclature", "référentiel", "classification"),
        "siren": ("siren", "numéro siren", "n° siren"),
        "siret": ("siret", "numéro siret", "n° siret"),
        "vat": ("tva", "tva intracommunautaire", "numéro de tva", "n° tva", "vat number"),
        "lei": ("lei", "code lei"),
        "naf": ("naf", "ape", "code naf", "code ape"),
        "naf_version": ("version naf", "version de la naf"),
        "size_class": ("taille", "classe de taille", "catégorie de taille", "size"),
        "size_year": ("année de taille", "année de la taille"),
        "size_source": ("source de taille", "source de la taille"),
        "stage": ("stade", "maturité"),
        "headcount": ("effectif", "effectifs", "salariés", "employees"),
        "turnover": ("chiffre d'affaires", "ca", "revenue"),
        "welcomes_sme": ("accueille des pme", "accueille pme", "welcomes smes"),
        "headline": ("fonction", "poste", "titre", "job title", "title"),
        "email": ("courriel", "adresse électronique", "e-mail", "mél"),
        "phone": ("téléphone", "tél", "telephone"),
        "visibility": ("visibilité",),
        "legal_basis": ("base légale", "base juridique"),
        "collected_at": ("collecté le", "recueilli le", "date de collecte", "collected on"),
        "retain_until": ("conserver jusqu'au", "à conserver jusqu'au", "keep until"),
        "objects": ("opposition", "s'oppose", "objection"),
        "deadline": ("date limite", "échéance"),
        "summary": ("résumé",),
        "contact": ("contact", "personne à contacter"),
        "capacity": ("capacité", "places"),
        "size_classes": ("tailles", "classes de taille"),
        "stages": ("stades",),
        "opens_on": ("ouvre le", "ouverture", "date d'ouverture"),
        "closes_on": ("ferme le", "clôture", "date de clôture"),
        "starts_on": ("commence le", "début", "date de début", "start", "start date"),
        "ends_on": ("finit le", "fin", "date de fin", "end", "end date"),
        "attendance": ("participants", "nombre de participants", "fréquentation"),
        "result": ("résultat",),
        "measure": ("mesure", "indicateur", "indicator"),
        "value": ("valeur",),
        "unit": ("unité",),
    }
)

EDGE_COLUMNS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        **_BOTH,
        "source": ("de", "from", "départ"),
        "target": ("vers", "to", "à", "cible", "arrivée"),
        "type": ("type", "relation", "type de relation", "relationship", "relationship type"),
        "since": ("depuis", "début", "date de début", "start", "start date"),
        "until": ("jusqu'à", "jusqu'au", "fin", "date de fin", "end", "end date"),
        "role": ("rôle", "fonction"),
        "stated_strength": ("force déclarée", "force", "strength"),
        "observed_on": ("observé le", "constaté le", "date d'observation"),
        "outcome": ("issue", "suite", "suites"),
        "event": ("événement",),
        "meetings": ("rendez-vous", "nombre de rendez-vous"),
        "lot": ("lot",),
    }
)

FLOATING: Final = ("label", "libellé", "étiquette")
"""In a nodes table the kind of node where a `name` stands beside it, else the name (Gephi, Kumu); in an edges table the type, unless a column says it."""
KIND_WORDS: Final = ("type", "catégorie", "category")
"""In a nodes table the kind of node, where no other column says it (Kumu)."""
WEAK_NODE_COLUMNS: Final = MappingProxyType({"description": "evidence", "source": "source_document"})
WEAK_EDGE_COLUMNS: Final = MappingProxyType({"description": "evidence"})
"""Names that count only where no better column says the same."""
SET_BY_PRODUCT: Final = frozenset({"origin", "created-at", "updated-at"})
"""What the product writes itself: left out when a file brings it along."""
DIRECTIONS: Final = frozenset({"directed", "undirected", "mutual"})
"""What Gephi writes as the type of an edge; the type of the relationship then stands under Label."""


def _by_slug(columns: Mapping[str, tuple[str, ...]]) -> Mapping[str, str]:
    return MappingProxyType({slug(name): column for column, names in columns.items() for name in (column, *names)})


NODE_NAMES: Final = _by_slug(NODE_COLUMNS)
EDGE_NAMES: Final = _by_slug(EDGE_COLUMNS)
