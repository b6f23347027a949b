"""`entremise consortium`: what a person reads, what a program reads, and the exit codes both rely on."""

from pathlib import Path

import pytest

from tests.calls import BENCH, TANKS
from tests.cli.conftest import Entremise


def test_a_call_with_lots_is_answered(entremise: Entremise, example: Path) -> None:
    ran = entremise("consortium", "--opportunity", "Banc d’essai hydraulique en quatre lots", "--json", "--limit", "2")
    assert ran.code == 0
    assert [team["complete"] for team in ran.document["teams"]] == [True, True]
    assert [need["lot"] for need in ran.document["needs"]] == ["1", "2", "2", "3", "4"]


def test_a_person_reads_it_in_their_language(entremise: Entremise, example: Path) -> None:
    english = entremise("consortium", "--opportunity", TANKS, "--lang", "en")
    assert "nobody: a gap" in english.out
    assert "1. Team led by" in english.out
    assert "Nobody in the network is known to be able to do this" in english.out.replace("\n", " ")
    assert "personne : un manque" in entremise("consortium", "--opportunity", TANKS, "--lang", "fr").out


def test_needs_limits_and_none(entremise: Entremise, example: Path) -> None:
    needs = ("consortium", "--needs", "Usinage 5 axes, tolerie fine", "--json")
    ran = entremise(*needs, "--lead", "Mécaloire", "--max-members", "2", "--exclude", "Sorbiers Mécanique", "--one-lot-each")
    assert ran.code == 0
    assert len(ran.document["teams"][0]["uncovered"]) == 1
    assert ran.document["relax"]
    none = entremise(*needs, "--include", "Forez Surfaces")
    assert (none.code, none.document["teams"]) == (1, [])
    assert none.document["relax"]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ((), "bad_input"),
        (("--needs", ","), "bad_input"),
        (("--needs", "Usinage 5 axes", "--opportunity", BENCH), "bad_input"),
        (("--needs", "unicorns"), "not_found"),
        (("--needs", ",".join(map(str, range(10_000)))), "bad_input"),
        (("--opportunity", "nobody of that name"), "not_found"),
        (("--opportunity", BENCH, "--max-members", "0"), "bad_input"),
        (("--opportunity", BENCH, "--limit", "x"), "bad_input"),
    ],
)
def test_bad_input_is_one_object_a_sentence_and_exit_code_2(entremise: Entremise, example: Path, arguments: tuple[str, ...], code: str) -> None:
    ran = entremise("consortium", *arguments, "--json")
    assert ran.code == 2
    assert set(ran.document) == {"code", "status", "message", "errors"}
    assert ran.document["code"] == code
    assert ran.err.strip()
