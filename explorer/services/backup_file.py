"""The file of a backup: gzip'd lines of JSON, and the rules that its rows obey.

The first line names the format, its version and the change the network stood at. Then comes a line `["entity", row]`, `["relationship", row]`,
`["change", row]` or `["scene", row]` (since version 2) for each row, in that order, and at the end a line with how many there are and the SHA-256 of all lines
before it: a file that ends too early, or differs in one letter, is seen.
"""

import gzip
import hashlib
import json
import re
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO, Any, Final

from explorer.domain.vocabulary import ENTITY, LABELS, SUB_LABELS, TYPES
from explorer.graphdb.restoring import Line
from explorer.graphdb.whole import Row

FORMAT: Final = "entremise-backup"
VERSION: Final = 2
KINDS: Final = ("entity", "relationship", "change", "scene")
LONGEST_LINE: Final = 64_000_000
"""Bytes. Nothing the product keeps comes near; a line without end would fill the memory."""
LONGEST_HEADER: Final = 10_000
_LONGEST_ID: Final = 1_000
_LARGEST: Final = 2**63
_PROPERTY: Final = re.compile(r"[^\W\d]\w*")


class BadBackup(Exception):
    """`reason`: `foreign`, `newer`, `damaged` or `refused` (a row that no backup holds); `line` where it was found."""

    def __init__(self, reason: str, line: int = 0) -> None:
        super().__init__(f"{reason}, line {line}")
        self.reason = reason
        self.line = line


class Rules:
    """What every backup obeys, seen row by row: whoever writes one leaves out what breaks them, whoever reads one refuses it."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self._entities: set[str] = set()
        self._relationships: set[tuple[str, str]] = set()
        self._scenes: set[str] = set()
        self._sequence = 0

    def broken(self, kind: str, row: Row) -> str | None:
        """Which one the row breaks, as a stable word; None where it may stand, and is taken note of."""
        broken = self._rule(kind, row)
        if broken is None:
            self.counts[kind] += 1
        return broken

    def _rule(self, kind: str, row: Row) -> str | None:
        properties = row["properties"]
        if not all(may_stand(name, value) for name, value in properties.items()):
            return "foreign_value"
        if kind == "change":
            return self._change(properties.get("sequence"))
        id = properties.get("id")
        if not isinstance(id, str) or not 0 < len(id) <= _LONGEST_ID:
            return "without_id"
        if kind == "scene":
            return self._scene(id)
        return self._entity(id, row["labels"]) if kind == "entity" else self._relationship(id, row)

    def _entity(self, id: str, labels: list[str]) -> str | None:
        if sum(label in LABELS for label in labels) != 1 or not all(map(may_bear, labels)):
            return "unknown_label"
        if id in self._entities:
            return "same_id"
        self._entities.add(id)
        return None

    def _relationship(self, id: str, row: Row) -> str | None:
        if row["type"] not in TYPES:
            return "unknown_type"
        if not {row["source"], row["target"]} <= self._entities:
            return "unknown_end"
        if (row["type"], id) in self._relationships:
            return "same_id"
        self._relationships.add((row["type"], id))
        return None

    def _scene(self, id: str) -> str | None:
        if id in self._scenes:
            return "same_id"
        self._scenes.add(id)
        return None

    def _change(self, sequence: Any) -> str | None:
        if type(sequence) is not int or sequence <= self._sequence:
            return "same_id"
        self._sequence = sequence
        return None


def may_stand(name: str, value: Any) -> bool:
    """Whether a backup can hold this property: one the product itself could have written, as far as its kind goes."""
    return _PROPERTY.fullmatch(name) is not None and (all(map(_is_plain, value)) if isinstance(value, list) else _is_plain(value))


def _is_plain(value: Any) -> bool:
    if isinstance(value, str):
        return value.isascii() or value == value.encode("utf-8", "replace").decode()
    return isinstance(value, float) or (isinstance(value, int) and -_LARGEST <= value < _LARGEST)


def may_bear(label: str) -> bool:
    return label in LABELS or label in SUB_LABELS or label == ENTITY


class Writer:
    """Writes one into an open file. Close it with `end`, or the file is not a backup."""

    def __init__(self, file: IO[bytes], header: Mapping[str, Any]) -> None:
        self._packed = gzip.GzipFile(filename="", fileobj=file, mode="wb", compresslevel=6)
        self._digest = hashlib.sha256()
        self._line({"format": FORMAT, "version": VERSION, **header})

    def row(self, kind: str, row: Row) -> None:
        self._line([kind, row])

    def end(self, counts: Mapping[str, int]) -> str:
        """Returns the checksum."""
        checksum = self._digest.hexdigest()
        self._line({"counts": {kind: counts.get(kind, 0) for kind in KINDS}, "sha256": checksum})
        self._packed.close()
        return checksum

    def _line(self, content: object) -> None:
        line = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
        self._digest.update(line)
        self._packed.write(line)


class Reading:
    """One pass over a file: iterate to get its rows. All of it holds together only once the iteration came to its end; raises BadBackup where it does not.

    `sequence` is known from the beginning, `counts` and `checksum` at the end.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self.checksum = ""
        self.rules = Rules()
        self._number = 0
        with self._opened() as packed:
            header = self._header(packed)
        self.sequence: int = header["sequence"]

    @property
    def counts(self) -> Mapping[str, int]:
        return self.rules.counts

    def __iter__(self) -> Iterator[Line]:
        try:
            yield from self._lines()
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            raise BadBackup("damaged", self._number) from error

    def _opened(self) -> gzip.GzipFile:
        return gzip.GzipFile(self._path, mode="rb")

    def _header(self, packed: gzip.GzipFile) -> dict[str, Any]:
        try:
            header = json.loads(packed.readline(LONGEST_HEADER))
            if header["format"] != FORMAT:
                raise BadBackup("foreign")
            if header["version"] > VERSION:
                raise BadBackup("newer")
            if type(header["sequence"]) is not int or not 0 <= header["sequence"] < _LARGEST:
                raise BadBackup("damaged", 1)
        except (EOFError, zlib.error, gzip.BadGzipFile, ValueError, TypeError, LookupError, RecursionError):
            raise BadBackup("foreign") from None
        return dict(header)

    def _lines(self) -> Iterator[Line]:
        """Up to and including the last line, which ends the file."""
        self.rules = Rules()
        latest = 0
        with self._opened() as packed:
            digest = hashlib.sha256(packed.readline(LONGEST_HEADER))
            for self._number, line in enumerate(iter(lambda: packed.readline(LONGEST_LINE), b""), 2):
                content = self._parsed(line)
                if isinstance(content, dict):
                    self._end(content, digest.hexdigest(), packed)
                    return
                kind, row = self._row(content)
                if KINDS.index(kind) < latest:
                    raise BadBackup("refused", self._number)
                latest = KINDS.index(kind)
                digest.update(line)
                yield Line(kind, row, len(line))
        raise BadBackup("damaged", self._number)

    def _parsed(self, line: bytes) -> Any:
        try:
            return json.loads(line)
        except (ValueError, RecursionError):
            raise BadBackup("damaged", self._number) from None

    def _row(self, content: Any) -> tuple[str, Row]:
        try:
            kind, row = content
            if kind not in KINDS or self.rules.broken(kind, row):
                raise BadBackup("refused", self._number)
        except (TypeError, ValueError, AttributeError, LookupError):
            raise BadBackup("refused", self._number) from None
        return kind, row

    def _end(self, content: Mapping[str, Any], checksum: str, packed: gzip.GzipFile) -> None:
        counts = content.get("counts")
        told = {"scene": 0} | counts if isinstance(counts, dict) else None
        if content.get("sha256") != checksum or told != {kind: self.counts[kind] for kind in KINDS} or packed.read(1):
            raise BadBackup("damaged", self._number)
        self.checksum = checksum
