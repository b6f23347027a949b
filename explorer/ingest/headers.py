"""What a header row says: which table this is, and what each column means."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

from explorer.domain.identity import slug
from explorer.ingest.columns import (
    EDGE_NAMES,
    FLOATING,
    KIND_WORDS,
    NODE_NAMES,
    SET_BY_PRODUCT,
    WEAK_EDGE_COLUMNS,
    WEAK_NODE_COLUMNS,
)
from explorer.ingest.problems import shown

_FLOATING: Final = frozenset(map(slug, FLOATING))
_KIND_WORDS: Final = frozenset(map(slug, KIND_WORDS))


class TableKind(Enum):
    NODES = "nodes"
    EDGES = "edges"


REQUIRED: Final = {TableKind.NODES: ("name", "label"), TableKind.EDGES: ("source", "target", "type")}


@dataclass(frozen=True, slots=True)
class Header:
    """
    `places`: where each understood column stands. `written`: how the file names it, for reports. `twins`: of the columns that mean the same the first two,
    as written.
    `missing`: required columns that are absent. `unknown`: columns nobody understands, `own`: those the product sets itself, both as written.
    """

    kind: TableKind
    width: int
    places: Mapping[str, int]
    written: Mapping[str, str]
    twins: tuple[tuple[str, str], ...]
    missing: tuple[str, ...]
    unknown: tuple[tuple[int, str], ...]
    own: tuple[str, ...]


def table_kind(cells: Sequence[str]) -> TableKind | None:
    """An edges table has both ends, a nodes table has a name."""
    slugs = [slug(cell) for cell in cells]
    if {"source", "target"} <= {EDGE_NAMES.get(word) for word in slugs}:
        return TableKind.EDGES
    if any(word in _FLOATING or NODE_NAMES.get(word) == "name" for word in slugs):
        return TableKind.NODES
    return None


def understood(cells: Sequence[str]) -> int:
    """How many cells are names of columns, in either table."""
    return sum(1 for cell in cells if (word := slug(cell)) in NODE_NAMES or word in EDGE_NAMES or word in _FLOATING)


def has_floating(cells: Sequence[str]) -> bool:
    return any(slug(cell) in _FLOATING for cell in cells)


def read_header(cells: Sequence[str], kind: TableKind, *, type_is_direction: bool = False) -> Header:
    """`type_is_direction`: the type column of this edges table only says Directed or Undirected, as Gephi writes it."""
    slugs = [slug(cell) for cell in cells]
    meanings = _meanings(slugs, kind, type_is_direction)
    columns: dict[str, list[int]] = defaultdict(list)
    for place, word in enumerate(slugs):
        if word in meanings:
            columns[meanings[word]].append(place)
    strangers = [(place, cells[place].strip()) for place, word in enumerate(slugs) if word not in meanings]
    return Header(
        kind,
        len(cells),
        places={column: places[0] for column, places in columns.items()},
        written={column: shown(cells[places[0]].strip()) for column, places in columns.items()},
        twins=tuple((cells[places[0]].strip(), cells[other].strip()) for places in columns.values() for other in places[1:2]),
        missing=tuple(column for column in REQUIRED[kind] if column not in columns),
        unknown=tuple((place, name) for place, name in strangers if slug(name) not in SET_BY_PRODUCT),
        own=tuple({word: name for _, name in strangers if (word := slug(name)) in SET_BY_PRODUCT}.values()),
    )


def _meanings(slugs: Sequence[str], kind: TableKind, type_is_direction: bool) -> Mapping[str, str]:
    """What each name means in this very header: some names mean one thing or another depending on what stands beside them."""
    names = dict(NODE_NAMES if kind is TableKind.NODES else EDGE_NAMES)
    if type_is_direction:
        names = {word: column for word, column in names.items() if column != "type"}
    present = frozenset(slugs)
    for word, column in _dependent(slugs, kind):
        if not any(names.get(other) == column for other in present if other != word):
            names[word] = column
    return names


def _dependent(slugs: Sequence[str], kind: TableKind) -> Iterator[tuple[str, str]]:
    """Names with the column each may stand for where nothing better does."""
    floating = dict.fromkeys(word for word in slugs if word in _FLOATING)
    if kind is TableKind.EDGES:
        yield from ((word, "type") for word in floating)
        yield from WEAK_EDGE_COLUMNS.items()
        return
    yield from ((word, "name") for word in floating)
    yield from ((word, "label") for word in _KIND_WORDS)
    yield from WEAK_NODE_COLUMNS.items()
