"""`entremise partners`: what a person reads, what a program reads, and the exit codes both rely on."""

from pathlib import Path

import pytest

from tests.cli.conftest import Entremise


def test_the_example_suggests_with_evidence(entremise: Entremise, example: Path) -> None:
    ran = entremise("partners", "Mécaloire", "--limit", "3", "--json", "--lang", "en")
    assert ran.code == 0
    assert len(ran.document["results"]) == 3
    for result in ran.document["results"]:
        assert sum(reason["contribution"] for reason in result["reasons"]) == pytest.approx(result["score"])
        assert all(tie["source_document"] for reason in result["reasons"] for tie in reason["facts"])
        assert result["path"]["source"]["name"] == "Mécaloire"


def test_who_has_what_the_other_seeks_comes_with_the_facts(entremise: Entremise, example: Path) -> None:
    results = entremise("partners", "Atelier du Furan", "--json", "--lang", "en").document["results"]
    offering = {result["entity"]["name"]: [reason for reason in result["reasons"] if reason["name"] == "offers"] for result in results}
    (reason,) = offering["Forez Surfaces"]
    assert reason["sentence"] == "Forez Surfaces has what Atelier du Furan seeks: Traitement de surface."
    assert {tie["type"] for tie in reason["facts"]} == {"SEEKS", "OFFERS"}


def test_a_person_reads_it_in_their_language(entremise: Entremise, example: Path) -> None:
    assert "Shared ties" in entremise("partners", "RSA Cosmos", "--lang", "en").out
    french = entremise("partners", "RSA Cosmos", "--lang", "fr").out
    assert "Relations communes" in french
    assert "000_2eba67a3858b7edd.txt" in french


def test_before_anything_was_known_none_is_an_answer_with_exit_code_1(entremise: Entremise, example: Path) -> None:
    ran = entremise("partners", "Contact n° 1 de CFL Klozmann au Moyen-Orient (nom non publié)", "--as-of", "1990", "--json", "--lang", "en")
    assert ran.code == 1
    assert ran.document["results"] == []
    assert "Nobody" in ran.document["explanation"]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("nobody of that name",), "not_found"),
        (("Saint-Étienne",), "bad_input"),
        (("Olivo", "--limit", "0"), "bad_input"),
        (("Olivo", "--as-of", "soon"), "bad_input"),
        ((), "bad_input"),
    ],
)
def test_bad_input_is_one_object_a_sentence_and_exit_code_2(entremise: Entremise, example: Path, arguments: tuple[str, ...], code: str) -> None:
    ran = entremise("partners", *arguments, "--json")
    assert ran.code == 2
    assert set(ran.document) == {"code", "status", "message", "errors"}
    assert ran.document["code"] == code
    assert ran.err.strip()
