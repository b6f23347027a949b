"""A file that is not a whole backup, byte for byte, is refused before anybody acts on it."""

import gzip
import io
import json
import random
import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from explorer.services import backup_file
from explorer.services.backup_file import BadBackup, Reading, Rules, Writer

ROWS: list[tuple[str, dict[str, Any]]] = [
    ("entity", {"labels": ["Company", "Entity"], "properties": {"id": "a", "name": "A", "aliases": ["x", "y"], "turnover": 1.5, "evidence": "é\n𝔘"}}),
    ("entity", {"labels": ["Entity", "Person"], "properties": {"id": "p", "name": "P", "objects": False}}),
    ("relationship", {"type": "WORKS_AT", "source": "p", "target": "a", "properties": {"id": "w", "since": "2019"}}),
    ("change", {"properties": {"sequence": 1, "what": "create node", "kind": "node", "id": "a", "after": "{}"}}),
    ("change", {"properties": {"sequence": 4, "what": "create node", "kind": "node", "id": "p", "after": "{}"}}),
]


def packed(rows: list[tuple[str, Any]] = ROWS, header: dict[str, Any] | None = None, counts: dict[str, int] | None = None) -> bytes:
    file = io.BytesIO()
    writer = Writer(file, {"sequence": 4} if header is None else header)
    for kind, row in rows:
        writer.row(kind, row)
    kinds = [kind for kind, _ in rows]
    writer.end({kind: kinds.count(kind) for kind in backup_file.KINDS} if counts is None else counts)
    return file.getvalue()


def read(content: bytes, folder: Path) -> Reading:
    file = folder / "backup.gz"
    file.write_bytes(content)
    reading = Reading(file)
    for _ in reading:
        pass
    return reading


def reason(content: bytes, folder: Path) -> str:
    with pytest.raises(BadBackup) as refused:
        read(content, folder)
    return refused.value.reason


def changed(rows: list[tuple[str, Any]], place: int, **other: Any) -> list[tuple[str, Any]]:
    kind, row = rows[place]
    return [*rows[:place], (kind, row | other), *rows[place + 1 :]]


def test_what_was_written_is_read(tmp_path: Path) -> None:
    reading = read(packed(), tmp_path)
    assert [(line.kind, line.row) for line in reading] == ROWS
    assert (reading.sequence, dict(reading.counts), len(reading.checksum)) == (4, {"entity": 2, "relationship": 1, "change": 2}, 64)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"id,label,name\n",
        b"PK\x03\x04zip",
        gzip.compress(b""),
        gzip.compress(b"id,label\n"),
        gzip.compress(b"[]\n"),
        gzip.compress(b'{"format":"other"}\n'),
    ],
    ids=["empty", "csv", "zip", "gzip of nothing", "gzip of csv", "gzip of a list", "another format"],
)
def test_foreign_files(content: bytes, tmp_path: Path) -> None:
    assert reason(content, tmp_path) == "foreign"


def test_a_newer_format(tmp_path: Path) -> None:
    assert reason(packed(header={"sequence": 4, "version": 3}), tmp_path) == "newer"


def test_every_shortening_is_seen(tmp_path: Path) -> None:
    whole = packed()
    for length in range(len(whole)):
        assert reason(whole[:length], tmp_path) in ("foreign", "damaged"), length


def test_every_changed_byte_of_the_file_is_seen(tmp_path: Path) -> None:
    """But for the ten bytes gzip starts with, some of which say nothing."""
    whole = packed()
    rng = random.Random(5)
    for place in range(10, len(whole)):
        damaged = bytearray(whole)
        damaged[place] ^= rng.randrange(1, 256)
        reason(bytes(damaged), tmp_path)


def test_a_changed_text_is_seen_though_gzip_is_whole(tmp_path: Path) -> None:
    lines = gzip.decompress(packed())
    assert reason(gzip.compress(lines.replace(b'"A"', b'"B"')), tmp_path) == "damaged"
    assert reason(gzip.compress(lines.replace(b'"sequence":4,', b'"sequence":5,', 1)), tmp_path) == "damaged"
    assert reason(gzip.compress(b"".join(lines.splitlines(keepends=True)[:-1])), tmp_path) == "damaged"
    assert reason(gzip.compress(lines + b"\n"), tmp_path) == "damaged"
    assert reason(packed() + packed(), tmp_path) == "damaged"


def test_wrong_counts_are_seen(tmp_path: Path) -> None:
    assert reason(packed(counts={"entity": 3}), tmp_path) == "damaged"


ENTITY, RELATIONSHIP, CHANGE = 0, 2, 4


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param(changed(ROWS, ENTITY, labels=["Company", "Evil"]), id="unknown label"),
        pytest.param(changed(ROWS, ENTITY, labels=["Company", "City"]), id="two main labels"),
        pytest.param(changed(ROWS, ENTITY, labels=["Company:Counter"]), id="label with more Cypher"),
        pytest.param(changed(ROWS, ENTITY, labels="Company"), id="labels as text"),
        pytest.param(changed(ROWS, ENTITY, properties={"id": "p", "name": "twice"}), id="same id"),
        pytest.param(changed(ROWS, ENTITY, properties={"name": "A"}), id="no id"),
        pytest.param(changed(ROWS, ENTITY, properties={"id": "x" * 1001}), id="long id"),
        pytest.param(changed(ROWS, ENTITY, properties={"id": "a", "x": {"a": 1}}), id="nested value"),
        pytest.param(changed(ROWS, ENTITY, properties={"id": "a", "x": None}), id="null"),
        pytest.param(changed(ROWS, ENTITY, properties={"id": "a", "x": 2**63}), id="large number"),
        pytest.param(changed(ROWS, ENTITY, properties={"id": "a", "x": [["a"]]}), id="list in a list"),
        pytest.param(changed(ROWS, ENTITY, properties={"id": "a", "x y": 1}), id="odd property"),
        pytest.param(changed(ROWS, ENTITY, properties=["id"]), id="properties as list"),
        pytest.param(changed(ROWS, RELATIONSHIP, type="DROP"), id="unknown type"),
        pytest.param(changed(ROWS, RELATIONSHIP, target="nobody"), id="unknown end"),
        pytest.param(changed(ROWS, RELATIONSHIP, target=["a"]), id="end as list"),
        pytest.param([*ROWS[:3], ROWS[2], *ROWS[3:]], id="same relationship"),
        pytest.param(changed(ROWS, CHANGE, properties={"sequence": 1}), id="same change"),
        pytest.param(changed(ROWS, CHANGE, properties={"sequence": True}), id="sequence no number"),
        pytest.param([*ROWS, ("entity", {"labels": ["City"], "properties": {"id": "late"}})], id="entity after changes"),
        pytest.param([("index", {"properties": {}})], id="unknown kind"),
        pytest.param([("entity", [])], id="row as list"),
    ],
)
def test_rows_that_no_backup_holds_are_refused_though_all_checksums_agree(rows: list[tuple[str, Any]], tmp_path: Path) -> None:
    assert reason(packed(rows), tmp_path) == "refused"


def test_halves_of_a_character_are_refused(tmp_path: Path) -> None:
    lines = gzip.decompress(packed()).replace(b'"name":"A"', b'"name":"\\ud800"')
    assert reason(gzip.compress(lines), tmp_path) == "refused"


@pytest.mark.parametrize(
    "line", [b"[" * 100_000, b"{", b"12\n", b'"text"\n', b'["entity"]\n', b"9" * 5_000 + b"\n", b"\xff\xfe\n"], ids=lambda line: repr(line[:8])
)
def test_lines_that_are_no_rows(line: bytes, tmp_path: Path) -> None:
    header = gzip.decompress(packed()).splitlines(keepends=True)[0]
    assert reason(gzip.compress(header + line), tmp_path) in ("damaged", "refused")


def test_a_bomb_fills_neither_memory_nor_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backup_file, "LONGEST_LINE", 100_000)
    header = gzip.decompress(packed()).splitlines(keepends=True)[0]
    asked: list[int] = []
    readline: Callable[..., bytes] = gzip.GzipFile.readline

    def counted(file: gzip.GzipFile, size: int = -1) -> bytes:
        asked.append(size)
        return readline(file, size)

    monkeypatch.setattr(gzip.GzipFile, "readline", counted)
    assert reason(gzip.compress(header + b"a" * 50_000_000), tmp_path) == "damaged"
    assert reason(gzip.compress(b" " * 50_000_000), tmp_path) == "foreign"
    same = (json.dumps(["entity", ROWS[0][1]]) + "\n").encode() * 100_000
    assert reason(gzip.compress(header + same), tmp_path) == "refused", "rows that compress well are rows of one id"
    assert max(asked) == 100_000
    assert len(asked) < 15


def test_a_length_that_lies_is_seen(tmp_path: Path) -> None:
    whole = packed()
    assert reason(whole[:-4] + struct.pack("<I", 7), tmp_path) == "damaged"


def test_rules_say_why() -> None:
    rules = Rules()
    assert rules.broken("entity", {"labels": ["Ghost"], "properties": {"id": "g"}}) == "unknown_label"
    assert rules.broken("relationship", {"type": "KNOWS", "source": "g", "target": "g", "properties": {"id": "k"}}) == "unknown_end"
    assert not rules.counts
