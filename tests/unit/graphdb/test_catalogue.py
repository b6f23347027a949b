"""The statements agree with their headers and with the code that uses them; no server is needed to know."""

import ast
import re
from pathlib import Path

import pytest

import explorer.graphdb
from explorer.domain.vocabulary import LABELS, TYPES
from explorer.graphdb.catalogue import Catalogue, CatalogueError, catalogue, parse

NAME = re.compile(r"(read|write)/\w+")


def names_used() -> set[str]:
    sources = Path(explorer.graphdb.__file__).parent.glob("*.py")
    constants = (node.value for source in sources for node in ast.walk(ast.parse(source.read_text("utf-8"))) if isinstance(node, ast.Constant))
    return {value for value in constants if isinstance(value, str) and NAME.fullmatch(value)}


def test_every_file_is_used_and_every_name_used_is_there() -> None:
    # Those of schema/ are all applied, by folder.
    assert names_used() == {name for name in catalogue() if not name.startswith("schema/")}
    assert catalogue().of("schema")


@pytest.mark.parametrize("name", list(catalogue()))
def test_a_read_returns_something_and_only_reads(name: str) -> None:
    statement = catalogue()[name]
    writes = re.compile(r"\b(CREATE|MERGE|SET|DELETE|REMOVE|DROP)\b")
    assert bool(writes.search(" ".join(statement.texts.values()))) == (not name.startswith("read/"))
    assert bool(statement.returns) == (" RETURN " in f" {' '.join(statement.texts.values())} ".replace("\n", " "))


@pytest.mark.parametrize("name", list(catalogue()))
def test_whoever_is_looked_for_by_id_is_looked_for_where_ids_are_indexed(name: str) -> None:
    """Under a narrower label the embedded server goes through everything that bears it: seconds for each question, at a hundred thousand entities."""
    schema = " ".join(text for name in catalogue() if name.startswith("schema/") for text in catalogue()[name].texts.values())
    indexed = {label for node, label in re.findall(r"FOR \((\w+):(\w+)\)", schema) if re.search(rf"\b{node}\.(id|sequence)\b", schema)}
    assert "Entity" in indexed
    for text in catalogue()[name].texts.values():
        for node in re.findall(r"(\w+)\.id\b", text):
            labels = re.findall(rf"\({node}:(\w+)", text)
            assert set(labels) <= indexed or "CREATE" in text, (name, labels)


def test_a_statement_for_each_label_or_type_has_no_place_left_and_covers_the_vocabulary() -> None:
    assert set(catalogue()["write/create_relationships"].texts) == set(TYPES)
    assert set(catalogue()["write/create_entities"].texts) == {*LABELS, "PME", "GrandGroupe"}
    assert "CREATE (n:Entity:Company:PME)" in catalogue()["write/create_entities"].texts["PME"]
    assert not [name for name in catalogue() for text in catalogue()[name].texts.values() if "{{" in text]


def test_a_joined_statement_is_one_for_all_types() -> None:
    (text,) = catalogue()["read/relationships"].texts.values()
    assert text.count("UNION ALL") == len(TYPES) - 1
    assert all(f"[r:{type_}]" in text for type_ in TYPES)


HEADER = "// Finds it.\n// parameters: id\n// returns: n\n"


def test_a_file_is_read_into_its_parts() -> None:
    statement = parse(
        "read/x",
        "// Finds it,\n// whatever it is.\n// parameters: id, limit\n// returns: n, m\n// order: n\nMATCH (n {id: $id})\nRETURN n, 1 AS m LIMIT $limit\n",
    )
    assert statement.purpose == "Finds it, whatever it is."
    assert statement.parameters == {"id", "limit"}
    assert (statement.returns, statement.order) == (("n", "m"), "n")
    assert statement.text(None, {"id": 1, "limit": 2}) == "MATCH (n {id: $id})\nRETURN n, 1 AS m LIMIT $limit"


@pytest.mark.parametrize(
    ("cypher", "sent"),
    [
        ("RETURN 'https://a.b/c' + $id // tail", "RETURN 'https://a.b/c' + $id"),
        ('RETURN "it\'s // no" + $id', 'RETURN "it\'s // no" + $id'),
        (r"RETURN 'a\'// no' + $id", r"RETURN 'a\'// no' + $id"),
        ("RETURN `a//b` + $id", "RETURN `a//b` + $id"),
        ("RETURN /* one\ntwo $gone */ $id", "RETURN   $id"),
        ("RETURN '$no' + $id", "RETURN '$no' + $id"),
    ],
)
def test_comments_go_and_literals_stay(cypher: str, sent: str) -> None:
    assert parse("read/x", HEADER + cypher).texts[None] == sent


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (HEADER + "RETURN 1 AS n", r"declares the parameters \['id'\] and uses \[\]"),
        (HEADER + "RETURN $id AS n, $more", r"uses \['id', 'more'\]"),
        ("// parameters: id\nRETURN $id", "says what it is for"),
        ("// Nothing.\n", "and a statement"),
        (HEADER + "// returns: m\nRETURN $id AS n", "says twice"),
        ("// All.\n// each: label\nMATCH (n) RETURN n", "has places for"),
        ("// All.\nMATCH (n:{{label}}) RETURN n", "has places for"),
        ("// All.\n// each: size\nMATCH (n:{{size}}) RETURN n", "there can be label or type"),
        ("// All.\n// each: label\nMATCH (n:{{type}}) RETURN n", "has places for"),
    ],
)
def test_a_file_that_contradicts_itself_is_refused(content: str, said: str) -> None:
    with pytest.raises(CatalogueError, match=said):
        parse("read/x", content)


def test_missing_and_unknown_parameters_are_refused_by_name() -> None:
    statement = parse("read/x", HEADER + "RETURN $id AS n")
    with pytest.raises(CatalogueError, match="read/x lacks its parameter id"):
        statement.text(None, {})
    with pytest.raises(CatalogueError, match="read/x has no parameter more"):
        statement.text(None, {"id": 1, "more": 2})
    with pytest.raises(CatalogueError, match="no statement for 'Company'"):
        statement.text("Company", {"id": 1})


def test_an_unknown_name_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="read/nothing"):
        Catalogue(tmp_path)["read/nothing"]
