"""A load of the size that is promised to be quick. The time is printed (`pytest -s`), not judged: machines differ."""

import time

import pytest

from explorer.domain.dates import parse_date
from explorer.domain.records import Relationship
from explorer.errors import BadInput
from explorer.graphdb import Database, reads
from explorer.graphdb.writes import Tally
from tests.contract.networks import company, put

HALF = 10_000


def test_twenty_thousand_rows(database: Database) -> None:
    companies = [company(f"c{n}", size_class="pme", country="FR", headcount=n, evidence="Annual report, page 12") for n in range(HALF)]
    ties = [Relationship(f"t{n}", "SUPPLIES", f"c{n}", f"c{(n * 7 + 1) % HALF}", since=parse_date("2020"), role=f"part {n}") for n in range(HALF)]
    began = time.monotonic()
    saved = put(database, companies, [tie for tie in ties if tie.source != tie.target])
    loaded = time.monotonic()
    facts = reads.snapshot(database)
    read = time.monotonic()
    again = put(database, companies, list(facts.relationships))
    print(f"\n{database.address}: saved in {loaded - began:.1f} s, read in {read - loaded:.1f} s, saved again in {time.monotonic() - read:.1f} s")
    assert saved.nodes == Tally(created=HALF)
    assert len(facts.entities) == HALF
    assert (again.nodes.unchanged, again.edges.unchanged, again.sequence) == (HALF, len(facts.relationships), saved.sequence)


def test_long_values_are_split_over_several_messages(database: Database) -> None:
    put(database, [company(f"c{n}", evidence="é" * 300_000) for n in range(40)])
    assert len(reads.snapshot(database).entities) == 40


def test_the_largest_thing_is_saved_and_a_larger_one_is_refused(database: Database) -> None:
    """Of control characters, each of which is six in the log."""
    for end in "ab":
        put(database, [company("large", evidence="\x01" * 1_150_000 + end)])
    with pytest.raises(BadInput, match=r"large.* is too long"):
        put(database, [company("larger", evidence="\x01" * 1_200_000)])
    assert set(reads.snapshot(database).entities) == {"large"}
