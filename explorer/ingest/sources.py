"""Which files a load reads, and what each is called in reports and in the origin of what came from it."""

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from explorer.ingest.problems import Problem, harmless

TABLE_SUFFIXES: Final = frozenset({".csv", ".tsv"})
GRAPH_SUFFIXES: Final = frozenset({".graphml", ".gexf"})
"""Taken in a folder whatever their name is. JSON and workbooks may be anything: they have to be named."""
SPREADSHEET_SUFFIXES: Final = frozenset({".xlsx", ".xls", ".ods"})
OWN_NAMES: Final = frozenset({"nodes", "edges"})


@dataclass(frozen=True, slots=True)
class Source:
    """`name`: the same from whatever folder the load is started. `wanted`: asked for by name, so it has to be a table."""

    path: Path
    name: str
    wanted: bool


def find_sources(paths: Sequence[Path]) -> tuple[list[Source], list[Problem]]:
    """Every file to read, each once, in the order given; a folder means the tables in it, by name."""
    sources: dict[str, Source] = {}
    problems: list[Problem] = []
    for path in paths:
        try:
            for source in _of(path):
                sources.setdefault(os.path.realpath(source.path), source)
        except _NothingThere as nothing:
            problems.append(Problem(nothing.code, harmless(path.name or str(path))))
        except (OSError, ValueError):
            problems.append(Problem("unreadable", harmless(path.name or str(path))))
    return _told_apart(list(sources.values())), problems


class _NothingThere(Exception):
    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def _of(path: Path) -> Iterator[Source]:
    if path.is_dir():
        tables = sorted(file for file in path.iterdir() if _is_table(file))
        if not tables:
            raise _NothingThere("no_tables")
        folder = path.resolve().name
        yield from (Source(file, harmless(f"{folder}/{file.name}"), file.stem.lower() in OWN_NAMES) for file in tables)
    elif not os.path.lexists(path):
        raise _NothingThere("no_file")
    elif not path.is_file():
        raise _NothingThere("not_a_file")
    else:
        yield Source(path, harmless(path.name), wanted=True)


def _is_table(file: Path) -> bool:
    """What bears the name of one of the two tables is meant, even where it turns out to be a spreadsheet or a folder: then that is a problem to be told."""
    suffix, meant = file.suffix.lower(), file.stem.lower() in OWN_NAMES
    return (suffix in TABLE_SUFFIXES | GRAPH_SUFFIXES and (meant or not file.is_dir())) or (suffix in SPREADSHEET_SUFFIXES and meant)


def _told_apart(sources: list[Source]) -> list[Source]:
    """Files of one name get their folder's name before it, and a number where that is not enough."""
    count = Counter(source.name for source in sources)
    longer = [Source(s.path, harmless(f"{s.path.resolve().parent.name}/{s.path.name}"), s.wanted) if count[s.name] > 1 else s for s in sources]
    seen: Counter[str] = Counter()
    told: list[Source] = []
    for source in longer:
        seen[source.name] += 1
        number = seen[source.name]
        told.append(Source(source.path, f"{source.name} ({number})", source.wanted) if number > 1 else source)
    return told
