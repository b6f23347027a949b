"""Whatever bytes a file holds, reading it ends in entities or in problems that have words, never in an error."""

from pathlib import Path

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from explorer.ingest import read_files
from explorer.ingest.columns import EDGE_NAMES, NODE_NAMES
from explorer.texts import texts
from explorer.texts.problems import note_words, problem_words
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


def survives(folder: Path, *contents: bytes) -> None:
    paths = []
    for number, content in enumerate(contents):
        paths.append(folder / f"{number}.csv")
        paths[-1].write_bytes(content)
    reading = read_files(paths, held({"a": "Company"}))
    for language in ("fr", "en"):
        for problem in (*reading.problems, *reading.waiting):
            assert all(problem_words(texts(language), problem.code, problem.details))
            assert problem.value is None or (problem.value.isprintable() and len(problem.value) <= 81)
        for note in reading.notes:
            assert note_words(texts(language), note.code, note.details)


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
