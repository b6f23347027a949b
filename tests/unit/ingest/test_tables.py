"""Tables as other programs write them: delimiters, encodings, headers."""

import os
from pathlib import Path

import pytest

from explorer.domain.identity import slug
from explorer.domain.vocabulary import LABELS, REVERSED_TYPES, SUB_LABELS, TYPES, node_properties, relationship_properties
from explorer.ingest import opening, read_files, tables
from explorer.ingest.columns import EDGE_COLUMNS, EDGE_NAMES, NODE_COLUMNS, NODE_NAMES
from explorer.ingest.decoding import NotText
from explorer.ingest.opening import file_bytes
from explorer.ingest.values import LONGEST_NAME
from explorer.ingest.words import REVERSED_WORDS, written_label, written_type
from tests.unit.ingest.conftest import Read, held


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_delimiters_marks_and_line_ends(read: Read, delimiter: str, mark: str, ending: str) -> None:
    lines = [["id", "label", "name", "lat"], ["c", "City", "Saint-Étienne, ville; cité", "45.4"]]
    text = mark + ending.join(delimiter.join(f'"{cell}"' for cell in line) for line in lines) + ending
    reading = read(text)
    assert reading.problems == ()
    assert [(e.id, e.name, e.properties["lat"]) for e in reading.entities] == [("c", "Saint-Étienne, ville; cité", 45.4)]


def test_the_separator_line_of_spreadsheets_is_no_header(read: Read) -> None:
    reading = read("sep=;\r\nid;label;name\r\na;Company;A\r\nb;Shop;B\r\n")
    assert [e.id for e in reading.entities] == ["a"]
    assert [problem.row for problem in reading.problems] == [4]


def test_french_headers_and_words(read: Read) -> None:
    reading = read(
        "Identifiant;Libellé;Nom;Pays\np1;Personne;Anne;\ne1;Entreprise;Neyret;FR\nv1;Ville;Lyon;FR\ng1;Grand groupe;Saur;FR\n",
        "De;Vers;Type;Depuis;Jusqu'à;Rôle\np1;e1;travaille à;2020;2022-03;directrice\ne1;v1;est situé à;;;\ng1;e1;est cliente de;2021;;\n",
    )
    assert reading.problems == ()
    assert [(e.label, e.name) for e in reading.entities] == [("Person", "Anne"), ("Company", "Neyret"), ("City", "Lyon"), ("Company", "Saur")]
    works, located, supplies = reading.relationships
    assert works.type == "WORKS_AT"
    assert (str(works.since), str(works.until), works.role) == ("2020", "2022-03", "directrice")
    assert located.type == "LOCATED_IN"
    assert (supplies.type, supplies.source, supplies.target) == ("SUPPLIES", "e1", "g1")


def test_kumu(read: Read) -> None:
    """Kumu gives no ids: connections name the elements."""
    reading = read(
        "Label,Type,Tags,Description\nNeyret,Company,textile|ribbon,Ribbon weaver\nCLF,Structure,,\n",
        "From,To,Type,Tags,Description\nNeyret,CLF,MEMBER_OF,x,Since the founding\n",
    )
    assert reading.problems == ()
    assert [(e.id, e.label, e.name) for e in reading.entities] == [("company:neyret", "Company", "Neyret"), ("structure:clf", "Structure", "CLF")]
    (member,) = reading.relationships
    assert (member.source, member.target, member.evidence) == ("company:neyret", "structure:clf", "Since the founding")
    assert [note.column for note in reading.notes] == ["Tags", "Tags"]


def test_gephi(read: Read) -> None:
    """Gephi's own `Type` says whether an edge is directed; its Label says the rest."""
    reading = read(
        "Id,Label,Type\na,Neyret,Company\nb,Saur,GrandGroupe\n",
        "Source,Target,Type,Id,Label,Weight\na,b,Directed,1,SUPPLIES,1.0\nb,a,Undirected,2,PARTNER_OF,1.0\n",
    )
    assert reading.problems == ()
    assert [(e.id, e.name, e.labels) for e in reading.entities] == [("a", "Neyret", ("Company",)), ("b", "Saur", ("Company", "GrandGroupe"))]
    assert [(r.id, r.type) for r in reading.relationships] == [("1", "SUPPLIES"), ("2", "PARTNER_OF")]
    assert [note.column for note in reading.notes] == ["Type", "Weight"]


def test_a_name_that_two_rows_have_is_no_end(read: Read) -> None:
    reading = read("label,name,country\nCompany,Neyret,FR\nCompany,Neyret,BE\nStructure,CLF,\n", "From,To,Type\nNeyret,CLF,MEMBER_OF\n")
    assert [(problem.code, problem.value) for problem in reading.problems] == [("end_unknown", "Neyret")]


def test_unknown_columns_are_named_once_and_left_out(read: Read) -> None:
    reading = read("id,label,name,colour,origin,\na,Company,A,red,elsewhere,x\nb,Company,B,blue,elsewhere,y\n")
    assert reading.problems == ()
    assert [(note.code, note.column) for note in reading.notes] == [("unknown_column", "colour"), ("unnamed_columns", None), ("own_column", "origin")]
    assert reading.entities[0].properties == {}


def test_a_property_of_another_label_or_type_is_left_out_and_told_once(read: Read) -> None:
    reading = read(
        "id,label,name,siren\nc,City,C,732829320\nd,City,D,732829320\na,Company,A,732829320\n",
        "source,target,type,lot\na,c,LOCATED_IN,2\n",
    )
    assert reading.problems == ()
    assert [(note.code, note.row, note.column, note.details["count"]) for note in reading.notes] == [
        ("not_for_label", 2, "siren", 2),
        ("not_for_type", 2, "lot", 1),
    ]


def test_short_rows_count_as_empty_and_are_told_once(read: Read) -> None:
    """Spreadsheets leave out the delimiters of empty last cells."""
    reading = read("id,label,name,country\na,Company,A\nb,Company,B,FR\nc,Company\n")
    assert [e.id for e in reading.entities] == ["a", "b"]
    assert [(problem.row, problem.code) for problem in reading.problems] == [(4, "missing")]
    assert [(note.code, note.row, note.details["count"]) for note in reading.notes] == [("short_rows", 2, 2)]


def test_surplus_empty_cells_do_no_harm(read: Read) -> None:
    assert read("id,label,name\na,Company,A,,, \n").problems == ()


def test_a_header_alone_is_an_empty_table(read: Read) -> None:
    reading = read("id,label,name\n", "source,target,type\n")
    assert (reading.entities, reading.relationships, reading.problems) == ((), (), ())


def test_a_folder_means_the_tables_in_it(tmp_path: Path) -> None:
    folder = tmp_path / "réseau"
    folder.mkdir()
    (folder / "firms.csv").write_text("id,label,name\na,Company,A\n")
    (folder / "ties.CSV").write_text("source,target,type\na,b,SUPPLIES\n")
    (folder / "more.tsv").write_text("id\tlabel\tname\nb\tCompany\tB\n")
    (folder / "prices.csv").write_text("item,price\nx,1\n")
    (folder / "README.txt").write_text("nothing")
    reading = read_files([folder, folder / "firms.csv", folder / ".." / folder.name / "firms.csv"], held({}))
    assert reading.problems == ()
    assert reading.files == ("réseau/firms.csv", "réseau/more.tsv", "réseau/ties.CSV")
    assert [(note.code, note.file) for note in reading.notes] == [("neither", "réseau/prices.csv")]
    assert (len(reading.entities), len(reading.relationships)) == (2, 1)
    assert reading.relationships[0].origin == "réseau/ties.CSV, row 2"


def test_names_in_reports_do_not_depend_on_where_the_load_is_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "net"
    folder.mkdir()
    (folder / "nodes.csv").write_text("id,label,name\na,Company,A\n")
    absolute = read_files([folder], held({}))
    monkeypatch.chdir(folder)
    assert read_files([Path()], held({})) == absolute
    assert absolute.files == ("net/nodes.csv",)


def test_two_files_of_one_name_are_told_apart(tmp_path: Path) -> None:
    paths = [tmp_path / folder / "nodes.csv" for folder in ("x", "y")]
    for path in paths:
        path.parent.mkdir()
        path.write_text(f"id,label,name\n{path.parent.name},Company,A\n")
    assert read_files(paths, held({})).files == ("x/nodes.csv", "y/nodes.csv")


def test_what_is_not_there_is_told(tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    reading = read_files([tmp_path / "none.csv", empty, Path("nul\0.csv")], held({}))
    assert [(problem.code, problem.file) for problem in reading.problems] == [("no_file", "none.csv"), ("no_tables", "empty"), ("no_file", "nul�.csv")]


def test_ends_that_may_stand_in_a_file_that_is_not_there_are_not_called_missing(tmp_path: Path) -> None:
    (tmp_path / "edges.csv").write_text("source,target,type\na,b,SUPPLIES\n")
    reading = read_files([tmp_path / "edges.csv", tmp_path / "nodes.csv"], held({}))
    assert [problem.code for problem in reading.problems] == ["no_file"]
    assert [problem.code for problem in reading.waiting] == ["end_not_read", "end_not_read"]


def test_a_file_that_may_not_be_opened_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path, *, packed: bool) -> bytes:
        raise PermissionError(path)

    (tmp_path / "nodes.csv").write_text("id,label,name\n")
    monkeypatch.setattr(tables, "file_bytes", refuse)
    assert [(problem.code, problem.file) for problem in read_files([tmp_path / "nodes.csv"], held({})).problems] == [("unreadable", "nodes.csv")]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with a name here")
@pytest.mark.parametrize("make", ["pipe", "folder", "loop", "nowhere"])
def test_what_is_no_regular_file_is_told_and_never_waited_for(tmp_path: Path, make: str) -> None:
    path = tmp_path / "nodes.csv"
    if make == "pipe":
        os.mkfifo(path)
    elif make == "folder":
        path.mkdir()
    else:
        path.symlink_to(path if make == "loop" else tmp_path / "gone.csv")
    reading = read_files([tmp_path], held())
    assert [(problem.code, problem.file) for problem in reading.problems] == [("not_a_file", f"{tmp_path.name}/nodes.csv")]
    by_name = read_files([path], held()).problems
    assert [(problem.code, problem.file) for problem in by_name] == [("no_tables" if make == "folder" else "not_a_file", "nodes.csv")]


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="there is no endless device here")
def test_an_endless_device_is_told(tmp_path: Path) -> None:
    (tmp_path / "edges.csv").symlink_to("/dev/zero")
    assert [problem.code for problem in read_files([Path("/dev/zero"), tmp_path], held()).problems] == ["not_a_file", "not_a_file"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with a name here")
def test_a_file_that_became_a_pipe_meanwhile_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(NotText, match="not_a_file"):
        file_bytes(tmp_path / "pipe")


def test_a_file_too_large_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "LARGEST_FILE", 1_000_000)
    (tmp_path / "most.csv").write_text("id,label,name\na,Company,".ljust(1_000_000, "A"))
    (tmp_path / "more.csv").write_text("id,label,name\nb,Company,".ljust(1_000_001, "B"))
    reading = read_files([tmp_path / "most.csv", tmp_path / "more.csv"], held())
    assert [(problem.code, problem.file, dict(problem.details)) for problem in reading.problems] == [
        ("name_long", "most.csv", {"longest": LONGEST_NAME}),
        ("too_large", "more.csv", {"largest": 1}),
    ]


def test_no_more_rows_are_read_than_a_sheet_has(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "MOST_ROWS", 2)
    header, *rows = "id,label,name", "a,Company,A", "b,Company,B", "c,Company,C", "d,Company,D"
    assert read("\n".join([header, *rows[:2]])).problems == ()
    (problem,) = read("\n".join([header, *rows])).problems
    assert (problem.code, problem.row) == ("too_many_rows", 4)


def test_a_spreadsheet_named_like_a_table_is_not_passed_over(tmp_path: Path) -> None:
    (tmp_path / "nodes.csv").write_text("id,label,name\n")
    (tmp_path / "edges.xlsx").write_bytes(b"PK\x03\x04")
    (tmp_path / "budget.xlsx").write_bytes(b"PK\x03\x04")
    assert [(p.code, p.file) for p in read_files([tmp_path], held()).problems] == [("spreadsheet", f"{tmp_path.name}/edges.xlsx")]


@pytest.mark.parametrize("header", ["," * 300_000, "label," * 100_000, ",".join(f"c{n}" for n in range(100_000)), "origin," * 100_000])
def test_very_many_columns_give_a_short_report_at_once(read: Read, header: str) -> None:
    reading = read(f"id,label,name,{header}\na,Company,A\n")
    assert len(reading.problems) + len(reading.notes) < 30


def test_every_property_has_a_column_and_no_other_exists() -> None:
    nodes = {name for label in LABELS for name in node_properties(label)}
    edges = {name for type_ in TYPES for name in relationship_properties(type_)}
    assert set(NODE_COLUMNS) - {"id", "label", "name"} >= nodes
    assert set(EDGE_COLUMNS) - {"id", "source", "target", "type"} >= edges
    assert set(NODE_NAMES.values()) == {"id", "label", "name"} | nodes
    assert set(EDGE_NAMES.values()) == {"id", "source", "target", "type"} | edges


@pytest.mark.parametrize("columns", [NODE_COLUMNS, EDGE_COLUMNS])
def test_no_name_stands_for_two_columns(columns: dict[str, tuple[str, ...]]) -> None:
    owner: dict[str, str] = {}
    for column, names in columns.items():
        for name in {slug(name) for name in (column, *names)}:
            assert owner.setdefault(name, column) == column


def test_words_of_the_vocabulary_are_understood_each_as_itself() -> None:
    for name, label in LABELS.items():
        for word in (name, name.upper(), *label.singular, *label.plural):
            assert written_label(word) == (name, None)
    for name, label in SUB_LABELS.items():
        for word in (name, *label.singular, *label.plural):
            assert written_label(word) == ("Company", name)
    for name, type_ in TYPES.items():
        for word in (name, name.lower(), name.replace("_", " "), *type_.words):
            assert written_type(word) == (name, False)
    assert set(REVERSED_WORDS) == set(REVERSED_TYPES)
    assert written_type("client_of") == ("SUPPLIES", True)
