"""`entremise absence`: what a person reads, what a program reads, and the exit codes."""

from pathlib import Path

from tests.cli.conftest import Entremise


def test_what_the_example_would_lose(entremise: Entremise, example: Path) -> None:
    ran = entremise("absence", "Fiped", "--lang", "en")
    assert ran.code in {0, 1}
    assert "Among the " in ran.out
    document = entremise("absence", "Fiped", "--json", "--lang", "en").document
    assert document["pairs"] >= document["lost"] + document["weaker"] >= len(document["results"])
    assert (ran.code == 0) == bool(document["results"])
    assert "Parmi les " in entremise("absence", "Fiped", "--lang", "fr").out


def test_what_cannot_be_asked_is_said(entremise: Entremise, example: Path) -> None:
    assert entremise("absence", "Dubaï", "--json").code == 2
    assert entremise("absence", "Fiped", "--relationship", "nothing", "--json").document["code"] == "not_found"
