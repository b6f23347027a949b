"""`entremise opportunities`: what a person reads, what a program reads, and the exit codes both rely on."""

from pathlib import Path

import pytest

from tests.cli.conftest import Entremise


def test_the_example_knows_two_prospects(entremise: Entremise, example: Path) -> None:
    ran = entremise("opportunities", "--json")
    assert ran.code == 0
    assert {found["opportunity"]["id"] for found in ran.document["results"]} >= {"opportunity:prochaines-missions", "opportunity:rapprochement-lyon"}
    english = entremise("opportunities", "--lang", "en")
    assert "Followed: prospects, and answers that wait" in english.out
    assert "Published by Saint-Étienne Métropole." in english.out
    assert "Suivis" in entremise("opportunities", "--lang", "fr").out


def test_filters_and_pages_are_options(entremise: Entremise, example: Path) -> None:
    ran = entremise("opportunities", "--json", "--sector", "Optique", "--publisher", "Saint-Étienne Métropole", "--page-size", "1")
    assert [found["opportunity"]["id"] for found in ran.document["results"]] == ["opportunity:rapprochement-lyon"]
    assert ran.document["page_size"] == 1


def test_none_is_an_answer_with_exit_code_1(entremise: Entremise, example: Path) -> None:
    ran = entremise("opportunities", "--market", "JP", "--lang", "en")
    assert ran.code == 1
    assert "No need fits these filters" in ran.out


@pytest.mark.parametrize("options", [("--market", "ZZ"), ("--status", "pending"), ("--page", "0"), ("--page-size", "101"), ("--publisher", "nobody at all")])
def test_bad_input_is_one_object_a_sentence_and_exit_code_2(entremise: Entremise, example: Path, options: tuple[str, ...]) -> None:
    ran = entremise("opportunities", *options, "--json")
    assert ran.code == 2
    assert set(ran.document) == {"code", "status", "message", "errors"}
    assert ran.err.strip()


def test_matches_say_why_there_is_none(entremise: Entremise, example: Path) -> None:
    ran = entremise("matches", "Monastir", "--lang", "en")
    assert ran.code == 1
    assert "small compan" in ran.out
    assert entremise("matches", "nowhere at all", "--json").code == 2
    assert entremise("matches", "Fiped", "--limit", "0", "--json").code == 2
