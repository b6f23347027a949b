"""Whatever bytes a file holds, reading it ends in entities or in problems that have words, never in an error."""

import time
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from explorer.ingest import read_files
from explorer.ingest.columns import EDGE_NAMES, NODE_NAMES
from tests.fuzz.damage import DAMAGES
from tests.fuzz.pairs import check, damaged, everything, plain
from tests.unit.ingest.conftest import held

HEADS = [b"id,label,name,country,siren,aliases,lat\n", b"source,target,type,since,until,stated_strength\n", b"From;To;Type\n", b"Label\tType\n", b""]
PIECES = [
    b",",
    b";",
    b"\t",
    b'"',
    b"\n",
    b"\r",
    b"\0",
    b"'",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"=1+1",
    b"a",
    b"b",
    b"Company",
    b"SUPPLIES",
    b"KNOWS",
    b"Person",
    b"2020-13",
    b"|",
    b"%s%(x)s",
]
soup = st.lists(st.one_of(st.sampled_from(PIECES), st.binary(max_size=8), st.text(max_size=8).map(lambda t: t.encode("utf-8", "replace"))), max_size=60).map(
    b"".join
)
files = st.tuples(st.sampled_from(HEADS), st.one_of(soup, st.binary(max_size=200))).map(b"".join)

cells = st.one_of(
    st.sampled_from(["", "a", "b", "Company", "PME", "Person", "City", "SUPPLIES", "CLIENT_OF", "2020", "2019", "x", "1,5", "fr"]), st.text(max_size=6)
)
columns = st.lists(st.sampled_from(sorted({*NODE_NAMES, *EDGE_NAMES, "label", "strange"})), min_size=1, max_size=8)


@st.composite
def tables(draw: st.DrawFn) -> bytes:
    """Well-formed tables of odd columns and odd cells: these get past the parser."""
    head = draw(columns)
    rows = draw(st.lists(st.lists(cells.map(lambda c: '"' + c.replace('"', '""') + '"'), min_size=len(head), max_size=len(head)), max_size=6))
    return "\n".join(",".join(row) for row in [head, *rows]).encode("utf-8", "replace")


KNOWN = {"a": "Company", "person:1": "Person"}
LONGEST_SECONDS = 10
"""A small file takes milliseconds, on a busy machine some more; whatever takes this long grows with more than the size of the file."""


def survives(folder: Path, *contents: bytes) -> None:
    paths = []
    for number, content in enumerate(contents):
        paths.append(folder / f"{number}.csv")
        paths[-1].write_bytes(content)
    begin = time.perf_counter()
    reading = read_files(paths, held(KNOWN))
    assert time.perf_counter() - begin < LONGEST_SECONDS
    check(reading, KNOWN)


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(files, files)
@example(b'id,label,name\na,Company,"', b"source,target,type\n")
@example(b"\xff\xfei\0d\0", b"\0")
def test_any_bytes(tmp_path: Path, one: bytes, other: bytes) -> None:
    survives(tmp_path, one, other)


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(tables(), tables())
def test_any_tables(tmp_path: Path, one: bytes, other: bytes) -> None:
    survives(tmp_path, one, other)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.sampled_from([plain(), plain(), everything()]), st.randoms(use_true_random=False))
def test_any_damage_to_sound_tables(tmp_path: Path, pair: tuple[bytes, bytes], random: Random) -> None:
    survives(tmp_path, *damaged(pair, random)[0])


@pytest.mark.parametrize("way", DAMAGES)
def test_damage_is_real_and_can_be_repeated(way: str) -> None:
    """A way that left every table as it was would test nothing, and what cannot be made again cannot be mended."""
    made = [DAMAGES[way](everything()[0], Random(seed)) for seed in range(20)]
    assert made == [DAMAGES[way](everything()[0], Random(seed)) for seed in range(20)]
    assert any(table != everything()[0] for table in made)
