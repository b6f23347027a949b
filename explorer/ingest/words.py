"""Labels and types as files may write them: the vocabulary's own names, or its French and English words, case and accents aside."""

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Final, NamedTuple

from explorer.domain.identity import slug
from explorer.domain.vocabulary import FILE_LABELS, LABELS, REVERSED_TYPES, SUB_LABELS, TYPES

REVERSED_WORDS: Final = MappingProxyType({"CLIENT_OF": ("est cliente de", "est client de", "is a client of", "is a customer of", "customer of")})


class WrittenLabel(NamedTuple):
    """`size_label`: PME or GrandGroupe where the file says that of a Company."""

    label: str
    size_label: str | None = None


class WrittenType(NamedTuple):
    """`reversed`: the file writes it the other way round."""

    type: str
    reversed: bool = False


def _labels() -> Mapping[str, WrittenLabel]:
    words = {slug(word): WrittenLabel(label.name) for label in LABELS.values() for word in (label.name, *label.singular, *label.plural)}
    for name in FILE_LABELS:
        words |= {slug(word): WrittenLabel("Company", name) for word in (name, *SUB_LABELS[name].singular, *SUB_LABELS[name].plural)}
    return MappingProxyType(words)


def _types() -> Mapping[str, WrittenType]:
    words = {slug(word): WrittenType(type_.name) for type_ in TYPES.values() for word in (type_.name, *type_.words)}
    for name, stored in REVERSED_TYPES.items():
        words |= {slug(word): WrittenType(stored, reversed=True) for word in (name, *REVERSED_WORDS[name])}
    return MappingProxyType(words)


_LABELS: Final = _labels()
_TYPES: Final = _types()
_LONGEST: Final = 200
"""Characters. Longer cells are no word of these, and not worth remembering."""


def written_label(text: str) -> WrittenLabel | None:
    return _label(text) if len(text) <= _LONGEST else None


def written_type(text: str) -> WrittenType | None:
    return _type(text) if len(text) <= _LONGEST else None


@lru_cache(maxsize=1024)
def _label(text: str) -> WrittenLabel | None:
    return _LABELS.get(slug(text))


@lru_cache(maxsize=1024)
def _type(text: str) -> WrittenType | None:
    return _TYPES.get(slug(text))
