"""Every statement sent to the database, read once from `cypher/`: one statement a file, with a header that says what it is.

The header is the comment lines at the top of the file. Those of the form `// parameters: a, b` (also `returns`, `order`, `each`) are declarations, the others
say what the statement is for. `each` makes one statement for each label or type of the closed vocabulary by filling in `{{label}}` or `{{type}}`; no other text
is ever put into Cypher.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from explorer.domain.vocabulary import LABELS, SUB_LABELS, TYPES
from explorer.resources import resource

EXPANSIONS: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType(
    {
        "label": {name: name for name in LABELS} | {name: f"Company:{name}" for name in SUB_LABELS},
        "type": {name: name for name in TYPES},
    }
)
"""What `each` stands for: the key of every statement, and the text that fills the place. A second label is always borne with its main one."""

_DECLARED = ("parameters", "returns", "order", "each")
_JOINED = ", joined by UNION ALL"
_TOKEN = re.compile(
    r"""
      (?P<text> '(?:\\.|[^'\\])*' | "(?:\\.|[^"\\])*" | `[^`]*` )  # a comment sign inside a literal is no comment
    | (?P<comment> //[^\n]* | /\*.*?\*/ )
    | \$(?P<parameter> [A-Za-z_]\w* )
    """,
    re.VERBOSE | re.DOTALL,
)


class CatalogueError(Exception):
    """A file of `cypher/` contradicts itself, or code asks for what is not there: a mistake in the product, not in its use."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One file. `texts` holds its Cypher by label or type, or under None where it is one statement."""

    name: str
    purpose: str
    parameters: frozenset[str]
    returns: tuple[str, ...]
    order: str | None
    texts: Mapping[str | None, str]

    def text(self, each: str | None, given: Mapping[str, Any]) -> str:
        """The Cypher to send, once it is sure that these parameters fit it."""
        if missing := sorted(self.parameters - given.keys()):
            raise CatalogueError(f"{self.name} lacks its parameter {', '.join(missing)}")
        if unknown := sorted(given.keys() - self.parameters):
            raise CatalogueError(f"{self.name} has no parameter {', '.join(unknown)}")
        try:
            return self.texts[each]
        except KeyError:
            raise CatalogueError(f"{self.name} has no statement for {each!r}") from None


class Catalogue:
    """Statements by name, the file's path without its ending: `read/entities`."""

    def __init__(self, folder: Path) -> None:
        files = {f"{file.parent.name}/{file.stem}": file for file in sorted(folder.glob("*/*.cypher"))}
        self._statements = {name: parse(name, file.read_text("utf-8")) for name, file in files.items()}

    def __getitem__(self, name: str) -> Statement:
        try:
            return self._statements[name]
        except KeyError:
            raise CatalogueError(f"there is no statement {name} in cypher/") from None

    def __iter__(self) -> Iterator[str]:
        return iter(self._statements)

    def of(self, folder: str) -> list[Statement]:
        return [statement for name, statement in self._statements.items() if name.startswith(f"{folder}/")]


@cache
def catalogue() -> Catalogue:
    return Catalogue(resource("cypher"))


def parse(name: str, content: str) -> Statement:
    """Read one file. Raises CatalogueError where header and statement do not agree."""
    header, cypher = _split(content)
    declared, purpose = _declarations(name, header)
    bare, used = _bare(cypher)
    parameters = frozenset(_names(declared.get("parameters", "")))
    if parameters != used:
        raise CatalogueError(f"{name} declares the parameters {sorted(parameters)} and uses {sorted(used)}")
    if not purpose or not bare:
        raise CatalogueError(f"{name} needs a first line that says what it is for, and a statement")
    return Statement(name, purpose, parameters, tuple(_names(declared.get("returns", ""))), declared.get("order"), _expand(name, bare, declared.get("each")))


def _names(list_: str) -> list[str]:
    return [name.strip() for name in list_.split(",") if name.strip()]


def _split(content: str) -> tuple[list[str], str]:
    lines = content.strip().splitlines()
    end = next((number for number, line in enumerate(lines) if not line.startswith("//")), len(lines))
    return [line.removeprefix("//").strip() for line in lines[:end]], "\n".join(lines[end:])


def _declarations(name: str, header: list[str]) -> tuple[dict[str, str], str]:
    declared: dict[str, str] = {}
    purpose: list[str] = []
    for line in header:
        key, colon, value = line.partition(": ")
        if not colon or key not in _DECLARED:
            purpose.append(line)
        elif key in declared:
            raise CatalogueError(f"{name} says twice what its {key} are")
        else:
            declared[key] = value
    return declared, " ".join(purpose)


def _bare(cypher: str) -> tuple[str, frozenset[str]]:
    """The statement without its comments, and the parameters it uses."""
    used = frozenset(match["parameter"] for match in _TOKEN.finditer(cypher) if match["parameter"])
    return _TOKEN.sub(lambda match: " " if match["comment"] else match[0], cypher).strip(), used


def _expand(name: str, cypher: str, each: str | None) -> Mapping[str | None, str]:
    vocabulary, joined = (each.removesuffix(_JOINED), each.endswith(_JOINED)) if each else ("", False)
    places = set(re.findall(r"\{\{(\w*)\}\}", cypher))
    if places != ({vocabulary} if each else set()) or (each and vocabulary not in EXPANSIONS):
        raise CatalogueError(f"{name} is for each {each!r} and has places for {sorted(places)}; there can be {' or '.join(EXPANSIONS)}")
    if not each:
        return {None: cypher}
    texts: dict[str | None, str] = {key: cypher.replace(f"{{{{{vocabulary}}}}}", text) for key, text in EXPANSIONS[vocabulary].items()}
    return {None: "\nUNION ALL\n".join(texts.values())} if joined else texts
