"""Draft."""

from explorer.domain.records import Entity
from explorer.graphdb import Database, reads, writes


def test_what_was_saved_is_read_back(embedded: Database) -> None:
    writes.save(embedded, [Entity("city:a", "City", "A")], [], who="test", batch="b")
    assert reads.snapshot(embedded).entities["city:a"].name == "A"
