"""docs/files.md says the same as the vocabulary: every label, type and column, what it holds and its French name."""

import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from explorer.domain.identity import IDENTIFIERS
from explorer.domain.kinds import Kind, Property, RelationshipType
from explorer.domain.vocabulary import COMMON_PROPERTIES, COMMON_RELATIONSHIP_PROPERTIES, FILE_LABELS, LABELS, REVERSED_TYPES, TYPES
from explorer.ingest.columns import EDGE_COLUMNS, NODE_COLUMNS
from explorer.ingest.schemas import REFERENCES
from explorer.texts.problems import NOTES, PROBLEMS

PAGE = (Path(__file__).resolve().parents[3] / "docs" / "files.md").read_text(encoding="utf-8")
HOLDS = {
    Kind.TEXT: "text",
    Kind.LIST: "list",
    Kind.FIRST_DAY: "date",
    Kind.LAST_DAY: "date",
    Kind.INTEGER: "whole number",
    Kind.NUMBER: "number",
    Kind.BOOLEAN: "yes or no",
    Kind.COUNTRY: "country",
    Kind.YEAR: "year",
}


def holds(p: Property) -> str:
    """What the documentation says that a column holds."""
    if p.name in IDENTIFIERS:
        return "checked number"
    if p.name in REFERENCES:
        return f"id of a {REFERENCES[p.name]}"
    kind = HOLDS[p.kind]
    if p.low is not None:
        kind += f" from {p.low:g}" + (f" to {p.high:g}" if p.high is not None else "")
    choices = ", ".join(f"`{choice}`" for choice in p.choices)
    return (f"list of: {choices}" if p.kind is Kind.LIST else f"one of: {choices}") if choices else kind


def section(heading: str) -> str:
    match = re.search(rf"^###? {re.escape(heading)}\n(.*?)(?=^##|\Z)", PAGE, re.MULTILINE | re.DOTALL)
    assert match, f"there is no section {heading!r}"
    return match[1]


def columns_in(text: str) -> list[list[str]]:
    """The rows of a section's tables: column, French name, what it holds, what it says."""
    rows = [[cell.strip() for cell in line.strip("| ").split(" | ")] for line in text.splitlines() if line.startswith("| `")]
    assert all(len(row) == 4 and row[3] for row in rows)
    return [[row[0].strip("`"), row[1], row[2]] for row in rows]


def expected(properties: Iterable[Property], names: dict[str, tuple[str, ...]]) -> list[list[str]]:
    return [[p.name, names[p.name][0], holds(p)] for p in properties]


def ends(type_: RelationshipType) -> str:
    arrow = "–" if type_.symmetric else "→"
    everything = frozenset(LABELS)

    def side(labels: frozenset[str]) -> str:
        return "anything" if labels == everything else ", ".join(label for label in LABELS if label in labels)

    return "; ".join(f"{side(sources)} {arrow} {side(targets)}" for sources, targets in type_.ends)


@pytest.mark.parametrize("label", LABELS)
def test_the_columns_of_each_label(label: str) -> None:
    heading = f"{label} ({LABELS[label].singular[0]})"
    assert columns_in(section(heading)) == expected(LABELS[label].properties, dict(NODE_COLUMNS))


def test_the_columns_of_all_nodes() -> None:
    rows = columns_in(section("Columns of every node"))
    assert [row[0] for row in rows[:3]] == ["id", "label", "name"]
    assert rows[3:] == expected(COMMON_PROPERTIES, dict(NODE_COLUMNS))


def test_the_columns_of_all_edges() -> None:
    rows = columns_in(section("Columns of every edge"))
    assert [row[0] for row in rows[:4]] == ["id", "source", "target", "type"]
    assert rows[4:] == expected(COMMON_RELATIONSHIP_PROPERTIES, dict(EDGE_COLUMNS))


def test_the_types_and_their_ends() -> None:
    rows = [[cell.strip().strip("`") for cell in line.strip("| ").split(" | ")] for line in section("Types").splitlines() if line.startswith("| `")]
    assert rows == [[name, type_.words[0], ends(type_)] for name, type_ in TYPES.items()]


def test_the_columns_that_only_some_types_have() -> None:
    rows = [[cell.strip() for cell in line.strip("| ").split(" | ")] for line in section("Columns of some types").splitlines() if line.startswith("| `")]
    assert [row[:4] for row in rows] == [
        [f"`{p.name}`", f"`{name}`", EDGE_COLUMNS[p.name][0], holds(p)] for name, type_ in TYPES.items() for p in type_.properties
    ]
    assert all(len(row) == 5 and row[4] for row in rows)


def test_what_else_a_file_may_write_as_label_or_type() -> None:
    assert all(f"`{word}`" in PAGE for word in (*FILE_LABELS, *REVERSED_TYPES))


def test_no_heading_is_of_a_label_that_does_not_exist() -> None:
    assert re.findall(r"^### (\w+) \(", PAGE, re.MULTILINE) == list(LABELS)


def test_problems_and_notes_have_different_codes_but_for_a_file_nobody_asked_for() -> None:
    assert set(PROBLEMS) & set(NOTES) == {"neither"}
