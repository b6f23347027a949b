"""`entremise support`: what a person reads, what a program reads, and the exit codes both rely on."""

from pathlib import Path

import pytest

from tests.cli.conftest import Entremise


def test_the_example_has_support_with_evidence(entremise: Entremise, example: Path) -> None:
    ran = entremise("support", "My Cyber Royaume", "--json", "--lang", "en")
    assert ran.code == 0
    names = [result["entity"]["name"] for result in ran.document["results"]]
    assert "Team Hauts-de-France Export" in names
    assert all(result["reasons"] for result in ran.document["results"])
    assert {"entity", "missing"} == set(ran.document["near_misses"][0])


def test_the_made_up_programmes_show_the_adviser_and_why_not(entremise: Entremise, example: Path) -> None:
    document = entremise("support", "Atelier du Furan", "--market", "CA", "--json", "--lang", "en").document
    best = document["results"][0]
    assert (best["entity"]["name"], best["adviser"]["name"]) == ("Cap Canada mécanique", "Inès Rochas")
    assert [step["to"]["name"] for step in best["path"]["steps"]] == ["Mécaloire", "Appui Furan", "Inès Rochas"]
    near = {miss["entity"]["name"]: miss["missing"] for miss in document["near_misses"]}
    assert near["Élan ETI"] == ["Your size is: SME; it takes: mid-sized company."]
    assert near["Atelier connecté 2024"] == ["It has closed: December 2024."]


def test_a_person_reads_it_in_their_language(entremise: Entremise, example: Path) -> None:
    english = entremise("support", "RSA Cosmos", "--lang", "en").out
    assert "We do not know your stage; it takes start-up: ask." in english
    assert "003_6b146acd7412f328.txt" in english
    assert "On ne sait pas votre stade" in entremise("support", "RSA Cosmos", "--lang", "fr").out


def test_none_is_an_answer_with_exit_code_1(entremise: Entremise, example: Path) -> None:
    ran = entremise("support", "Olivo", "--market", "JP", "--json", "--lang", "en")
    assert ran.code == 1
    assert ran.document["results"] == []
    assert "is known to fit Olivo" in ran.document["explanation"]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("nobody of that name",), "not_found"),
        (("Fiped",), "bad_input"),
        (("Olivo", "--market", "ZZ"), "bad_input"),
        (("Olivo", "--limit", "0"), "bad_input"),
        ((), "bad_input"),
    ],
)
def test_bad_input_is_one_object_a_sentence_and_exit_code_2(entremise: Entremise, example: Path, arguments: tuple[str, ...], code: str) -> None:
    ran = entremise("support", *arguments, "--json")
    assert ran.code == 2
    assert set(ran.document) == {"code", "status", "message", "errors"}
    assert ran.document["code"] == code
    assert ran.err.strip()
