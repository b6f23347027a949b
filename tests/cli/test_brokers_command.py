"""`entremise brokers`: what a person reads, what a program reads, and the exit codes."""

from pathlib import Path

from tests.cli.conftest import Entremise


def test_on_whom_the_example_rests(entremise: Entremise, example: Path) -> None:
    ran = entremise("brokers", "--lang", "en", "--limit", "2")
    assert ran.code == 0
    assert "the whole network" in ran.out
    assert "intermediaries are not listed" in ran.out
    document = entremise("brokers", "--json", "--lang", "en", "--limit", "2").document
    assert document["place"] is None
    assert len(document["results"]) == 2 <= document["total"]
    assert document["results"][0]["lost"] >= document["results"][1]["lost"]
    assert "Sur les " in entremise("brokers", "--lang", "fr").out


def test_what_cannot_be_asked_is_said(entremise: Entremise, example: Path) -> None:
    assert entremise("brokers", "nowhere at all", "--json").code == 2
    assert entremise("brokers", "--limit", "0", "--json").code == 2
