"""Opening, closing, and being told why not."""

import time
from dataclasses import replace

import pytest

from explorer.errors import DatabaseUnavailable
from explorer.graphdb import Database, open_database, reads, schema
from explorer.graphdb.database import Transaction
from explorer.settings import Settings
from tests.contract.networks import COMPANY, PERSON, put


def test_check_answers_quickly(database: Database) -> None:
    database.check()
    began = time.monotonic()
    database.check()
    assert time.monotonic() - began < 1


def test_a_second_connection_sees_what_the_first_one_wrote(database: Database, settings: Settings) -> None:
    put(database, [COMPANY])
    with open_database(settings) as second:
        assert set(reads.entities(second, [COMPANY.id])) == {COMPANY.id}
        put(second, [PERSON])
    assert set(reads.entities(database, [PERSON.id])) == {PERSON.id}


def test_the_schema_is_applied_once_and_again_without_harm(database: Database) -> None:
    put(database, [COMPANY])
    database.write(lambda tx: tx.run("write/set_counter", id="schema", value=0))
    schema.apply(database)
    schema.apply(database)
    assert database.read(lambda tx: tx.value("read/counter", id="schema")) == schema.VERSION
    assert reads.sequence(database) == 1


def test_a_database_of_a_newer_version_is_refused(database: Database, settings: Settings) -> None:
    database.write(lambda tx: tx.run("write/set_counter", id="schema", value=schema.VERSION + 1))
    try:
        with pytest.raises(DatabaseUnavailable, match="newer") as refused:
            open_database(settings)
        assert refused.value.errors["reason"] == "newer_schema"
    finally:
        database.write(lambda tx: tx.run("write/set_counter", id="schema", value=schema.VERSION))


def test_a_wrong_password_is_said(database: Database, settings: Settings) -> None:
    wrong = replace(settings, database_url=database.address, database_password="certainly-wrong")
    with pytest.raises(DatabaseUnavailable, match="ENTREMISE_DATABASE_PASSWORD") as refused:
        open_database(wrong)
    assert refused.value.errors["reason"] == "wrong_password"


def test_a_failing_transaction_leaves_nothing(database: Database) -> None:
    def written_then_broken(tx: Transaction) -> None:
        tx.run("write/create_entities", each="Company", rows=[{"id": "a", "name": "A"}])
        raise ArithmeticError

    with pytest.raises(ArithmeticError):
        database.write(written_then_broken)
    assert reads.entities(database, ["a"]) == {}
