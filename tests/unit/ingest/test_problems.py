"""Every problem there is: what brings it about, where it is said to stand, and that words exist for it."""

import re
from typing import NamedTuple

import pytest

from explorer.ingest.tables import LONGEST_ROW
from explorer.ingest.values import LONGEST_NAME
from explorer.texts import texts
from explorer.texts.problems import NOTES, PROBLEMS, problem_words
from tests.unit.ingest.conftest import Read

N = "id,label,name\n"
ENDS = N + "a,Company,A\nb,Company,B\np,Person,P\nc,City,C\nm,Event,M\n"
E = "source,target,type\n"


class Bad(NamedTuple):
    code: str
    nodes: str | bytes | None
    edges: str | bytes | None
    row: int | None
    column: str | None
    value: str | None


BAD = [
    Bad("spreadsheet", b"PK\x03\x04\x14\x00", None, None, None, None),
    Bad("spreadsheet", b"\x1f\x8b\x08\x00", None, None, None, None),
    Bad("spreadsheet", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00", None, None, None, None),
    Bad("row_long", N + "a,Company," + "A" * LONGEST_ROW + "\n", None, 2, "name", "A" * 80 + "…"),
    Bad("other_encoding", (N + "a,Company,A\n").encode("utf-16"), None, None, None, None),
    Bad("not_utf8", (N + "a,Company,A\nb,Company,Météo\n").encode("latin-1"), None, 3, None, None),
    Bad("not_utf8", (N + "a,Company,A\nb,Company,Météo\n").replace("\n", "\r").encode("latin-1"), None, 3, None, None),
    Bad("zero_byte", b"id,label,name\na,Company,\0A\n", None, 2, None, None),
    Bad("empty", "", None, None, None, None),
    Bad("empty", "\n \n", None, None, None, None),
    Bad("neither", "colour,taste\nred,sweet\n", None, 1, None, "colour, taste"),
    Bad("quotes", N + 'a,Company,A\nb,Company,"B\nc,Company,C\n', None, 3, None, None),
    Bad("quotes", N + 'a,Company,"A"B\n', None, 2, None, None),
    Bad("twin_columns", "id,label,name,Nom\na,Company,A,B\n", None, 1, "Nom", None),
    Bad("twin_columns", "id,label,name,siren,siren\na,Company,A,,\n", None, 1, "siren", None),
    Bad("no_column", "id,name\na,A\n", None, 1, "label", None),
    Bad("no_column", "id,label\na,Company\n", None, 1, "label", None),
    Bad("no_column", ENDS, "source,target\na,b\n", 1, "type", None),
    Bad("long_row", N + "a,Company,A,surplus\n", None, 2, None, "surplus"),
    Bad("missing", N + "a,Company,\n", None, 2, "name", None),
    Bad("missing", N + "a,Company, \t\n", None, 2, "name", None),
    Bad("missing", N + "a,,A\n", None, 2, "label", None),
    Bad("missing", ENDS, E + "a,,SUPPLIES\n", 2, "target", None),
    Bad("missing", ENDS, E + "a,b,\n", 2, "type", None),
    Bad("label_unknown", N + "a,Shop,A\n", None, 2, "label", "Shop"),
    Bad("label_unknown", N + "a,Company`) DETACH DELETE n //,A\n", None, 2, "label", "Company`) DETACH DELETE n //"),
    Bad("label_unknown", N + "a,Entity,A\n", None, 2, "label", "Entity"),
    Bad("type_unknown", ENDS, E + "a,b,LIKES\n", 2, "type", "LIKES"),
    Bad("type_unknown", ENDS, E + "a,b,WORKED_WITH\n", 2, "type", "WORKED_WITH"),
    Bad("id_long", N + "a" * 501 + ",Company,A\n", None, 2, "id", "a" * 80 + "…"),
    Bad("id_characters", N + '"a\nb",Company,A\n', None, 2, "id", "a�b"),
    Bad("id_characters", N + "a\u202eb,Company,A\n", None, 2, "id", "a�b"),
    Bad("name_long", N + "a,Company," + "A" * (LONGEST_NAME + 1) + "\n", None, 2, "name", "A" * 80 + "…"),
    Bad("date", "id,label,name,starts_on\nm,Event,M,13/05/2024\n", None, 2, "starts_on", "13/05/2024"),
    Bad("date", "id,label,name,starts_on\nm,Event,M,2023-02-29\n", None, 2, "starts_on", "2023-02-29"),
    Bad("date", ENDS, "source,target,type,Depuis\na,b,SUPPLIES,0000\n", 2, "Depuis", "0000"),
    Bad("number", "id,label,name,lat\nc,City,C,45.1.2\n", None, 2, "lat", "45.1.2"),
    Bad("number", "id,label,name,turnover\na,Company,A,1e999\n", None, 2, "turnover", "1e999"),
    Bad("number", "id,label,name,turnover\na,Company,A,nan\n", None, 2, "turnover", "nan"),
    Bad("number", 'id,label,name,turnover\na,Company,A,"1,234.5"\n', None, 2, "turnover", "1,234.5"),
    Bad("number", "id,label,name,turnover\na,Company,A,12 €\n", None, 2, "turnover", "12 €"),
    Bad("number", "id,label,name,turnover\na,Company,A,1 2\n", None, 2, "turnover", "1 2"),
    Bad("integer", "id,label,name,headcount\na,Company,A,12.5\n", None, 2, "headcount", "12.5"),
    Bad("integer", 'id,label,name,headcount\na,Company,A,"1,000"\n', None, 2, "headcount", "1,000"),
    Bad("integer", "id,label,name,headcount\na,Company,A,99999999999999999999\n", None, 2, "headcount", "99999999999999999999"),
    Bad("integer", "id,label,name,headcount\na,Company,A,9999999999999999999\n", None, 2, "headcount", "9999999999999999999"),
    Bad("year", "id,label,name,size_year\na,Company,A,24\n", None, 2, "size_year", "24"),
    Bad("range", "id,label,name,lat\nc,City,C,95\n", None, 2, "lat", "95"),
    Bad("range", ENDS, "source,target,type,stated_strength\na,b,SUPPLIES,6\n", 2, "stated_strength", "6"),
    Bad("too_low", "id,label,name,headcount\na,Company,A,-1\n", None, 2, "headcount", "-1"),
    Bad("boolean", "id,label,name,objects\np,Person,P,perhaps\n", None, 2, "objects", "perhaps"),
    Bad("country", "id,label,name,country\na,Company,A,ZZ\n", None, 2, "country", "ZZ"),
    Bad("choice", "id,label,name,size_class\na,Company,A,tiny\n", None, 2, "size_class", "tiny"),
    Bad("choice", "id,label,name,stages\ng,Programme,G,idea|old\n", None, 2, "stages", "idea|old"),
    Bad("siren_invalid", "id,label,name,siren\na,Company,A,732829321\n", None, 2, "siren", "732829321"),
    Bad("siret_invalid", "id,label,name,siret\na,Company,A,73282932000075\n", None, 2, "siret", "73282932000075"),
    Bad("vat_invalid", "id,label,name,vat\na,Company,A,FR00732829320\n", None, 2, "vat", "FR00732829320"),
    Bad("vat_invalid", "id,label,name,vat\na,Company,A,QQ123456\n", None, 2, "vat", "QQ123456"),
    Bad("vat_invalid", "id,label,name,vat\na,Company,A,AEé12345\n", None, 2, "vat", "AEé12345"),
    Bad("lei_invalid", "id,label,name,lei\na,Company,A,213800KUD8LAJWSQ9D16\n", None, 2, "lei", "213800KUD8LAJWSQ9D16"),
    Bad("size_contradicts", "id,label,name,size_class\na,PME,A,grand_groupe\n", None, 2, "size_class", "grand_groupe"),
    Bad("size_contradicts", "id,label,name,size_class\na,GrandGroupe,A,eti\n", None, 2, "size_class", "eti"),
    Bad("dates_reversed", "id,label,name,starts_on,ends_on\nm,Event,M,2024-05,2024-04-30\n", None, 2, "ends_on", "2024-04-30"),
    Bad("dates_reversed", ENDS, "source,target,type,since,until\na,b,SUPPLIES,2024,2023\n", 2, "until", "2023"),
    Bad("dates_reversed", "id,label,name,opens_on,closes_on\ng,Programme,G,2024,2023-12-31\n", None, 2, "closes_on", "2023-12-31"),
    Bad("dates_reversed", "id,label,name,collected_at,retain_until\np,Person,P,2024,2023\n", None, 2, "retain_until", "2023"),
    Bad("person_without_id", "label,name\nPerson,Anne Martin\n", None, 2, "id", None),
    Bad("no_id", "label,name\nCompany,+++\n", None, 2, "id", None),
    Bad("no_id", "label,name\nCompany," + "A" * 600 + "\n", None, 2, "id", None),
    Bad("country_id", N + "france,Country,France\n", None, 2, "id", "france"),
    Bad("country_id", N + "country:fr,Country,France\n", None, 2, "id", "country:fr"),
    Bad("country_id", "label,name\nCountry,Atlantis\n", None, 2, "id", None),
    Bad("reference_unknown", "id,label,name,contact\no,Opportunity,O,nobody\n", None, 2, "contact", "nobody"),
    Bad("id_characters", 'id,label,name,contact\no,Opportunity,O,"p\nq"\n', None, 2, "contact", "p�q"),
    Bad("reference_unknown", ENDS, "source,target,type,event\na,p,MET,nowhere\n", 2, "event", "nowhere"),
    Bad("reference_of_other_label", ENDS, "source,target,type,event\na,p,MET,b\n", 2, "event", "b"),
    Bad("end_unknown", ENDS, E + "a,z,SUPPLIES\n", 2, "target", "z"),
    Bad("self_tie", ENDS, E + "a,a,SUPPLIES\n", 2, "target", "a"),
    Bad("ends_not_allowed", ENDS, E + "c,a,LOCATED_IN\n", 2, "type", "LOCATED_IN"),
    Bad("ends_not_allowed", ENDS, E + "p,a,CLIENT_OF\n", 2, "type", "CLIENT_OF"),
]
BAD_TOGETHER = {
    "same_id",
    "same_made_id",
    "same_edge",
    "same_edge_id",
    "held_under_other_label",
    "held_as_other_relationship",
    "end_not_read",
    "end_is_bad",
    "no_file",
    "no_tables",
    "unreadable",
    "not_a_file",
    "too_large",
    "too_many_rows",
    "not_a_graph",
    "reversed_in_database",
}
"""Those that take more than one small file to bring about; tested elsewhere."""


@pytest.mark.parametrize("bad", BAD, ids=lambda bad: f"{bad.code}-{bad.column}")
def test_each_problem_is_the_only_one_and_stands_where_it_is(read: Read, bad: Bad) -> None:
    reading = read(bad.nodes, bad.edges)
    (problem,) = reading.problems
    file = "nodes.csv" if bad.edges is None else "edges.csv"
    assert (problem.code, problem.file, problem.row, problem.column, problem.value) == (bad.code, file, bad.row, bad.column, bad.value)


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("bad", BAD, ids=lambda bad: f"{bad.code}-{bad.column}")
def test_each_problem_has_whole_sentences(read: Read, bad: Bad, language: str) -> None:
    (problem,) = read(bad.nodes, bad.edges).problems
    message, fix = problem_words(texts(language), problem.code, problem.details)
    assert message.endswith(".")
    assert fix.endswith(".")
    assert "%(" not in message + fix


def test_every_problem_there_are_words_for_is_brought_about_here() -> None:
    assert {bad.code for bad in BAD} | BAD_TOGETHER == set(PROBLEMS)


def test_codes_are_words() -> None:
    assert all(re.fullmatch("[a-z0-9_]+", code) for code in (*PROBLEMS, *NOTES))


def test_all_problems_of_all_files_come_in_one_report(read: Read) -> None:
    reading = read("id,label,name,country\na,Company,A,ZZ\nb,Shop,B,FR\nc,City,,FR\n", E + "a,z,SUPPLIES\nq,r,LIKES\na,a,SUPPLIES\n")
    assert [(problem.file, problem.row, problem.code) for problem in reading.problems] == [
        ("nodes.csv", 2, "country"),
        ("nodes.csv", 3, "label_unknown"),
        ("nodes.csv", 4, "missing"),
        ("edges.csv", 2, "end_unknown"),
        ("edges.csv", 3, "type_unknown"),
        ("edges.csv", 4, "self_tie"),
    ]


def test_several_problems_of_one_row_are_all_told(read: Read) -> None:
    reading = read("id,label,name,country,siren,headcount\na,Company,A,ZZ,12,many\n")
    assert {problem.code for problem in reading.problems} == {"country", "siren_invalid", "integer"}


def test_values_in_a_report_are_short_and_steer_no_terminal(read: Read) -> None:
    (problem,) = read(N + "a,\x1b[31mShop" + "p" * 1000 + ",A\n").problems
    assert problem.value is not None
    assert problem.value.startswith("�[31mShop")
    assert len(problem.value) == 81


def test_names_of_columns_in_a_report_are_short_and_steer_no_terminal(read: Read) -> None:
    column = "\x1b" + "(" * 200 + "Country"
    (problem,) = read(f"id,label,name,{column}\na,Company,A,ZZ\n").problems
    assert problem.column == "�" + "(" * 79 + "…"


def test_the_row_is_the_line_where_it_begins(read: Read) -> None:
    reading = read('id,label,name,evidence\n\na,Company,A,"over\nthree\nlines"\nb,Shop,B,\n')
    assert [(problem.row, problem.code) for problem in reading.problems] == [(6, "label_unknown")]
    assert reading.entities[0].origin == "nodes.csv, row 3"
