"""Ids that are made where a file gives none: the same facts always give the same id."""

import json
import re
import unicodedata
from collections.abc import Mapping
from hashlib import sha256

from explorer.domain.records import Value
from explorer.domain.vocabulary import TYPES

IDENTIFIERS = ("siren", "lei", "siret", "vat")
"""Official identifiers that can serve as an id, best first."""
TELLING_APART = ("role", "since", "year", "event", "lot")
_DIGEST = 20


def plain(text: str) -> str:
    """Case and accents taken off, for comparing names."""
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()


def slug(text: str) -> str:
    """Letters and digits of any script, in lower case without accents, joined by single hyphens."""
    return re.sub(r"[\W_]+", "-", plain(text)).strip("-")


def node_id(label: str, name: str, properties: Mapping[str, Value]) -> str | None:
    """The id of a node that has none: its best identifier, else a slug of label, name and country.

    None for a Person, who must bring one (two people may share a name), and where nothing can be made of the name.
    """
    if label == "Person":
        return None
    for identifier in IDENTIFIERS:
        if value := properties.get(identifier):
            return f"{identifier}:{value}"
    words = slug(name)
    if not words:
        return None
    country = properties.get("country")
    return ":".join(part for part in (label.lower(), words, str(country).lower() if country else "") if part)


def relationship_id(type_name: str, source: str, target: str, properties: Mapping[str, Value]) -> str:
    """The id of a relationship that has none, from type, ends (sorted when symmetric), role, since, year, event and lot."""
    ends = sorted((source, target)) if TYPES[type_name].symmetric else [source, target]
    told = [str(properties.get(name, "")) for name in TELLING_APART]
    return f"{type_name}:{sha256(json.dumps([type_name, *ends, *told], ensure_ascii=False).encode()).hexdigest()[:_DIGEST]}"
