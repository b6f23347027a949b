"""FollowTheMoney entities, one JSON object a line, as far as its schemas reach; what they have no place for is counted."""

import json
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from explorer.domain.records import Entity, Relationship, Value
from explorer.export.network import Exported, Left, text

SCHEMAS: Final[Mapping[str, str]] = {
    "Person": "Person",
    "Company": "Company",
    "Structure": "Organization",
    "Project": "Project",
    "Event": "Event",
    "City": "Address",
}
PROPERTIES: Final[Mapping[str, Mapping[str, str]]] = {
    "Person": {"aliases": "alias", "website": "website", "headline": "position", "email": "email", "phone": "phone"},
    "Company": {"aliases": "alias", "short_name": "alias", "website": "website", "country": "country", "siren": "registrationNumber", "vat": "vatCode"}
    | {"lei": "leiCode", "naf": "classification"},
    "Structure": {"aliases": "alias", "short_name": "alias", "website": "website", "country": "country", "siren": "registrationNumber", "lei": "leiCode"}
    | {"kind": "classification"},
    "Project": {"aliases": "alias", "starts_on": "startDate", "ends_on": "endDate", "status": "status"},
    "Event": {"aliases": "alias", "starts_on": "startDate", "ends_on": "endDate"},
    "City": {"country": "country", "lat": "latitude", "lon": "longitude"},
}
OF_ALL: Final[Mapping[str, str]] = {"evidence": "summary", "source_document": "sourceUrl"}
TIES: Final[Mapping[str, tuple[str, str, str]]] = {
    "KNOWS": ("Associate", "person", "associate"),
    "WORKS_AT": ("Employment", "employee", "employer"),
    "MEMBER_OF": ("Membership", "member", "organization"),
    "SUBSIDIARY_OF": ("Ownership", "asset", "owner"),
    "FUNDS": ("Payment", "payer", "beneficiary"),
    "PARTICIPATES_IN": ("ProjectParticipant", "participant", "project"),
    "PARTNER_OF": ("UnknownLink", "subject", "object"),
    "SUPPORTED_BY": ("UnknownLink", "subject", "object"),
    "SUPPLIES": ("UnknownLink", "subject", "object"),
    "MET": ("UnknownLink", "subject", "object"),
    "RUNS": ("UnknownLink", "subject", "object"),
}
"""Schema, and the properties that name the source and the target."""
OF_TIES: Final[Mapping[str, str]] = {
    "role": "role",
    "since": "startDate",
    "until": "endDate",
    "observed_on": "date",
    "evidence": "summary",
    "source_document": "sourceUrl",
}
_PARTIES: Final = frozenset({"Person", "Company", "Structure"})
_ENDS: Final[Mapping[str, tuple[frozenset[str], frozenset[str]]]] = {
    "PARTICIPATES_IN": (_PARTIES, frozenset({"Project"})),
    "RUNS": (_PARTIES, frozenset({"Project", "Event"})),
}
_HASHED: Final = 20


def write_ftm(network: Exported, file: Path) -> Left:
    left = Left()
    with file.open("w", encoding="utf-8", newline="\n") as out:
        for made in (*_entities(network, left), *_ties(network, left)):
            out.write(json.dumps(made, ensure_ascii=False).encode("utf-8", "replace").decode("utf-8") + "\n")
    return +left


def ftm_id(id: str) -> str:
    """Ids there are of plain letters and short."""
    return "entremise-" + sha256(id.encode("utf-8", "surrogatepass")).hexdigest()[:_HASHED]


def _entities(network: Exported, left: Left) -> Iterator[Mapping[str, Any]]:
    for entity in network.entities:
        if entity.label not in SCHEMAS:
            left[entity.label] += 1
            continue
        yield {"id": ftm_id(entity.id), "schema": SCHEMAS[entity.label], "properties": _of_entity(entity, left)}


def _of_entity(entity: Entity, left: Left) -> dict[str, list[str]]:
    names = {**PROPERTIES[entity.label], **OF_ALL}
    told: dict[str, list[str]] = {"full" if entity.label == "City" else "name": [entity.name]}
    _put(told, names, entity.properties, left, entity.label)
    if entity.label != "City":
        told.setdefault("notes", []).append(f"entremise:{entity.id}")
    return told


def _ties(network: Exported, left: Left) -> Iterator[Mapping[str, Any]]:
    for r in network.relationships:
        source, target = network.by_id[r.source], network.by_id[r.target]
        sources, targets = _ENDS.get(r.type, (_PARTIES, _PARTIES))
        if r.type not in TIES or source.label not in sources or target.label not in targets:
            left[r.type] += 1
            continue
        yield _tie(r, left)


def _tie(r: Relationship, left: Left) -> Mapping[str, Any]:
    schema, source, target = TIES[r.type]
    told: dict[str, list[str]] = {source: [ftm_id(r.source)], target: [ftm_id(r.target)]}
    flat = r.flat()
    if "role" not in flat and schema == "UnknownLink":
        flat["role"] = r.type.lower().replace("_", " ")
    _put(told, OF_TIES, {name: value for name, value in flat.items() if name not in {"origin", "status"}}, left, r.type)
    return {"id": ftm_id(f"tie {r.id}"), "schema": schema, "properties": told}


def _put(told: dict[str, list[str]], names: Mapping[str, str], values: Mapping[str, Value], left: Left, of: str) -> None:
    for name, value in values.items():
        if name in names:
            told.setdefault(names[name], []).extend(value if isinstance(value, tuple) else [text(value)])
        else:
            left[f"{of}.{name}"] += 1
