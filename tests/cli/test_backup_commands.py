"""`entremise backup` and `entremise restore` as an operator uses them; what they leave behind when something is wrong."""

import errno
import os
import stat
from pathlib import Path

import pytest

from explorer.graphdb import Database, reads
from explorer.services import backup_file
from tests.cli.conftest import Entremise
from tests.emptying import empty


def test_there_and_back(entremise: Entremise, example: Path, embedded: Database, tmp_path: Path) -> None:
    file = tmp_path / "network.gz"
    kept = entremise("backup", str(file), "--json")
    assert kept.code == 0
    labels = reads.counts(embedded).labels
    assert kept.document["entities"] == sum(number for label, number in labels.items() if label not in ("PME", "GrandGroupe"))
    assert kept.document["left_out"] == {"number": 0, "first": []}
    assert kept.document["size"] == file.stat().st_size
    asked = ("introductions", "RSA Cosmos", "Katowice", "--json", "--lang", "fr")
    before = entremise(*asked).out
    empty(embedded)
    told = entremise("restore", str(file), "--lang", "fr")
    assert (told.code, told.err) == (0, "")
    assert "Le réseau contient" in told.out
    assert entremise(*asked).out == before


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_only_its_owner_can_read_it(entremise: Entremise, tmp_path: Path) -> None:
    assert entremise("backup", str(tmp_path / "network.gz")).code == 0
    assert stat.S_IMODE((tmp_path / "network.gz").stat().st_mode) == 0o600


def test_a_file_that_is_there_is_left_alone(entremise: Entremise, tmp_path: Path) -> None:
    (tmp_path / "contacts.csv").write_text("years of work")
    ran = entremise("backup", str(tmp_path / "contacts.csv"), "--json")
    assert (ran.code, ran.document["code"]) == (2, "bad_input")
    assert (tmp_path / "contacts.csv").read_text() == "years of work"


def test_a_full_disk_is_said_and_leaves_nothing(entremise: Entremise, example: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(backup_file.Writer, "row", full)
    ran = entremise("backup", str(tmp_path / "network.gz"), "--lang", "en")
    assert (ran.code, ran.out) == (2, "")
    assert "No space left" in ran.err.replace("\n", " ")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_said(entremise: Entremise, tmp_path: Path) -> None:
    assert entremise("backup", str(tmp_path / "nowhere" / "network.gz")).code == 2
    ran = entremise("restore", str(tmp_path / "nowhere.gz"), "--json", "--lang", "en")
    assert ran.code == 2
    assert "nowhere.gz cannot be read" in ran.document["message"]


def test_damaged_and_foreign_files_and_full_databases_are_refused(entremise: Entremise, embedded: Database, example: Path, tmp_path: Path) -> None:
    file = tmp_path / "network.gz"
    entremise("backup", str(file))
    full = entremise("restore", str(file), "--json", "--lang", "fr")
    assert (full.code, full.document["errors"]["reason"]) == (2, "not_empty")
    assert "La base n’est pas vide" in full.document["message"]
    empty(embedded)
    for name, content, reason in (("short.gz", file.read_bytes()[:-100], "damaged"), ("nodes.csv", b"id,label,name\n", "foreign")):
        (tmp_path / name).write_bytes(content)
        ran = entremise("restore", str(tmp_path / name), "--json", "--lang", "en")
        assert (ran.code, ran.document["errors"]["reason"]) == (2, reason)
        assert name in ran.document["message"]
    assert (reads.sequence(embedded), reads.counts(embedded).labels) == (0, {})


def test_check_says_what_it_found_and_ends_with_1(entremise: Entremise, example: Path, embedded: Database) -> None:
    clean = entremise("check", "--lang", "fr")
    assert (clean.code, clean.out.rstrip().endswith("Rien ne se contredit.")) == (0, True)
    embedded._driver.execute_query("MATCH (n:City) SET n.lat = 99.5", database_=embedded._name)
    program = entremise("check", "--json", "--lang", "en")
    cities = reads.counts(embedded).labels["City"]
    assert program.code == 1
    assert program.document["counts"] == {"bad_value": cities, "differs_from_log": cities}
    person = entremise("check", "--lang", "en")
    assert person.code == 1
    assert "lat cannot be 99.5." in person.out
    assert f"{2 * cities} inconsistencies." in person.out
    assert person.out.count("lat cannot be") == min(cities, 20)
