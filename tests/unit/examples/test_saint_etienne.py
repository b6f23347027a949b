"""The example network keeps to the vocabulary, says where every row comes from, and copies no sentence."""

import re
from collections import Counter
from itertools import chain
from pathlib import Path

import pytest

from explorer.domain.dates import parse_date
from explorer.domain.identity import plain
from explorer.domain.kinds import Kind
from explorer.domain.vocabulary import TYPES
from explorer.examples import example_folder
from tests.unit.examples.reading import Row, allowed, edge_id, labels, properties, rows, values

ROOT = Path(__file__).parents[3]
SOURCES = sorted((ROOT.parent / "shared" / "sources").glob("*.txt"))
DOCUMENT = re.compile(r"00[0-4]_[0-9a-f]{16}\.txt")
LONGEST_COPY = 40
LONGEST_RUN = 6
NAMES = (
    "RSA Cosmos",
    "Katowice",
    "Neyret",
    "CFL Klozmann",
    "Olivo",
    "Business France Moyen-Orient",
    "My Cyber Royaume",
    "Mécaloire",
    "École des Mines de Saint-Étienne",
    "ID touch",
    "Montréal",
    "Saur",
    "Saint-Étienne Métropole",
    "Bouygues Construction",
    "Fiped",
    "Numélink",
    "Team Hauts-de-France Export",
    "Pacte PME",
    "Pacte International",
    "Production France",
    "Design Elevator",
    "Unesco Elevator",
    "Rip Elevator",
)
FIGURES = {
    "figure:fiped-structures": ("38", "observed"),
    "figure:fiped-entreprises": ("10", "achieved"),
    "figure:dubai-entreprises": ("11", "achieved"),
    "figure:dubai-resultats": ("6", "achieved"),
    "figure:mobilites-jeunes": ("60", "achieved"),
    "figure:mobilites-enseignants": ("30", "achieved"),
    "figure:fonds-eau-dotation": ("50000", "planned"),
    "figure:team-hdf-accompagnees": ("500", "achieved"),
    "figure:team-hdf-objectif": ("600", "target"),
    "figure:production-france-depenses-2022": ("75000", "planned"),
    "figure:production-france-depenses-2023": ("100000", "planned"),
    "figure:production-france-depenses-2024": ("120000", "planned"),
    "figure:production-france-taux-2022": ("80", "planned"),
    "figure:production-france-taux-2023": ("60", "planned"),
    "figure:production-france-taux-2024": ("50", "planned"),
    "figure:portages": ("350", "achieved"),
    "figure:pme-collaboration": ("5", "observed"),
    "figure:lancement-participants": ("150", "achieved"),
    "figure:emplois-numeriques": ("4000", "target"),
}
FUNDING = {
    ("structure:saint-etienne-metropole", "2022", "60000", "inferred"),
    ("structure:saint-etienne-metropole", "2023", "60000", "stated"),
    ("structure:saint-etienne-metropole", "2024", "60000", "inferred"),
    ("structure:mecaloire", "2022", "15000", "stated"),
    ("structure:mecaloire", "2023", "40000", "stated"),
    ("structure:mecaloire", "2024", "60000", "stated"),
}


def every_row() -> tuple[Row, ...]:
    return (*rows("nodes"), *rows("edges"))


def repeated(things: list[str]) -> list[str]:
    return [thing for thing, times in Counter(things).items() if times > 1]


def test_no_id_stands_twice() -> None:
    assert not repeated([row["id"] for row in rows("nodes")])
    assert not repeated([edge_id(row) for row in rows("edges")])


def test_no_name_means_two_things() -> None:
    assert not repeated([name for row in rows("nodes") for name in {plain(n) for n in (row["name"], *row.get("aliases", row["name"]).split("|"))}])


def test_every_end_is_there_and_allowed() -> None:
    known = labels()
    wrong = [row for row in rows("edges") if not TYPES[row["type"]].allows(known.get(row["source"], "nothing"), known.get(row["target"], "nothing"))]
    assert not wrong


def test_every_node_is_connected_to_something() -> None:
    ends = {row[end] for row in rows("edges") for end in ("source", "target")}
    assert not labels().keys() - ends


@pytest.mark.parametrize("table", ["nodes", "edges"])
def test_every_cell_is_a_property_of_its_row_and_can_be_read(table: str) -> None:
    for row in rows(table):
        for name, value in values(row).items():
            known = allowed(row)[name]
            assert not known.choices or set(value if isinstance(value, tuple) else [value]) <= set(known.choices), (row, name)
            if known.kind in (Kind.FIRST_DAY, Kind.LAST_DAY):
                parse_date(row[name])


def test_every_row_says_where_it_comes_from() -> None:
    assert not [row for row in every_row() if not DOCUMENT.fullmatch(row.get("source_document", ""))]
    assert not [row for row in every_row() if len(row.get("evidence", "")) < 10]


def test_each_source_gives_something() -> None:
    assert len({row["source_document"] for row in every_row()}) == 5


@pytest.mark.parametrize("name", NAMES)
def test_the_names_a_reader_types_are_there(name: str) -> None:
    assert sum(row["name"] == name for row in rows("nodes")) == 1


@pytest.mark.parametrize("id", FIGURES)
def test_numbers_are_figures_about_something(id: str) -> None:
    figure = next(row for row in rows("nodes") if row["id"] == id)
    assert (figure["value"], figure["status"]) == FIGURES[id]
    assert any(row["source"] == id and row["type"] == "ABOUT" for row in rows("edges"))


def test_the_funding_plan_tells_the_vote_from_what_is_only_asked_for() -> None:
    funded = [row for row in rows("edges") if row["type"] == "FUNDS" and "amount" in row]
    assert {(row["source"], row["year"], row["amount"], row.get("status", "stated")) for row in funded} == FUNDING
    assert [row["target"] for row in funded if "votée" in row["role"]] == ["structure:mecaloire"]


def test_people_stand_there_for_their_post_only() -> None:
    people = {row["id"]: row for row in rows("nodes") if row["label"] == "Person"}
    employed = {row["source"] for row in rows("edges") if row["type"] == "WORKS_AT" and "role" in row}
    assert people.keys() == employed
    for row in people.values():
        assert properties(row).keys() == {"headline", "legal_basis", "collected_at", "retain_until", "evidence", "source_document"}


def test_nobody_is_made_up_and_nothing_is_added_from_elsewhere() -> None:
    assert not {"synthetic", "population", "siren", "insee_code", "email", "phone"} & set(chain.from_iterable(every_row()))
    abroad = {row["source"] for row in rows("edges") if row["type"] == "LOCATED_IN" and row["target"] == "city:montreal"}
    assert not abroad, "no source names anybody in Montréal"


def test_only_cities_lie_somewhere_on_the_map_and_all_of_them() -> None:
    placed = {row["id"] for row in rows("nodes") if "lat" in row or "lon" in row}
    assert placed == {row["id"] for row in rows("nodes") if row["label"] == "City"}


def words(text: str) -> list[str]:
    return re.findall(r"\w+", plain(text))


@pytest.mark.skipif(not SOURCES, reason="the sources are not beside the repository")
def test_no_sentence_is_copied() -> None:
    texts = [source.read_text(encoding="utf-8") for source in SOURCES]
    runs = {tuple(told[i : i + LONGEST_RUN]) for told in map(words, texts) for i in range(len(told) - LONGEST_RUN + 1)}
    for row in every_row():
        assert not [cell for cell in row.values() if len(cell) > LONGEST_COPY and any(cell in text for text in texts)]
        for column in ("evidence", "role", "result", "summary", "outcome", "measure"):
            told = words(row.get(column, ""))
            assert not [run for i in range(len(told)) if (run := tuple(told[i : i + LONGEST_RUN])) in runs], row


@pytest.mark.skipif(not SOURCES, reason="the sources are not beside the repository")
def test_sources_are_called_by_their_names() -> None:
    assert {row["source_document"] for row in every_row()} == {source.name for source in SOURCES}


def test_the_documentation_counts_what_is_there() -> None:
    told = (ROOT / "docs" / "example-network.md").read_text(encoding="utf-8")
    assert f"{len(rows('nodes'))} nodes and {len(rows('edges'))} relationships" in told
    for name, count in sorted(Counter(row["label"] for row in rows("nodes")).items()):
        assert f"| `{name}` | {count} |" in told
    for name, count in sorted(Counter(row["type"] for row in rows("edges")).items()):
        assert f"| `{name}` | {count} |" in told
    for document in sorted({row["source_document"] for row in every_row()}):
        per_table = [sum(row["source_document"] == document for row in rows(table)) for table in ("nodes", "edges")]
        assert f"| `{document}` | {per_table[0]} | {per_table[1]} |" in told
    inferred = sum(row.get("status") == "inferred" for row in rows("edges"))
    assert f"{inferred} relationships are marked `inferred`" in told


def test_the_folder_holds_the_two_files() -> None:
    assert {"nodes.csv", "edges.csv"} <= {path.name for path in example_folder().iterdir()}
