"""A database that has something to lose."""

import pytest

from explorer.domain.records import Entity, Relationship
from explorer.graphdb import Database
from tests.contract.networks import put

KEPT = [Entity("kept:1", "Company", "Kept", {"evidence": "before"}), Entity("kept:2", "Person", "Guardian", {"objects": True})]
KEPT_TIES = [Relationship("kept:3", "WORKS_AT", "kept:2", "kept:1", status="inferred")]


@pytest.fixture
def kept(embedded: Database) -> Database:
    put(embedded, KEPT, KEPT_TIES)
    return embedded
