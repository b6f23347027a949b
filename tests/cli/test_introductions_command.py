"""`entremise introductions`: what a person reads, what a program reads, and the exit codes both rely on."""

from pathlib import Path

import pytest

from tests.cli.conftest import Entremise

QUESTIONS = {
    ("RSA Cosmos", "Katowice"): 0,
    ("Neyret", "CFL Klozmann"): 0,
    ("Olivo", "Business France Moyen-Orient"): 0,
    ("My Cyber Royaume", "Irlande"): 0,
    ("Mécaloire", "École des Mines de Saint-Étienne"): 0,
    ("ID touch", "Montréal"): 1,
    ("Olivo", "Bouygues Construction"): 0,
}


def test_the_example_answers_what_it_should(entremise: Entremise, example: Path) -> None:
    for (source, target), code in QUESTIONS.items():
        ran = entremise("introductions", source, target, "--json", "--lang", "fr")
        assert ran.code == code, (source, target, ran.err)
        document = ran.document
        assert bool(document["paths"]) == (code == 0)
        for path in document["paths"]:
            for step in path["steps"]:
                assert all(tie["source_document"] for tie in step["ties"]), step["sentence"]


def test_a_person_reads_the_evidence_of_every_step_in_their_language(entremise: Entremise, example: Path) -> None:
    english = entremise("introductions", "RSA Cosmos", "Katowice", "--lang", "en")
    assert "000_2eba67a3858b7edd.txt" in english.out
    assert "medium tie" in english.out
    french = entremise("introductions", "rsa cosmos", "KATOWICE", "--lang", "fr")
    assert "lien moyen" in french.out
    assert "maillon faible" in french.out


def test_none_is_an_answer_with_exit_code_1(entremise: Entremise, example: Path) -> None:
    ran = entremise("introductions", "ID touch", "Montréal", "--lang", "en")
    assert ran.code == 1
    assert "Nobody in the network can introduce ID touch to Montréal" in ran.out
    assert "The network knows no actor for Montréal." in ran.out


def test_avoid_and_the_reverse_question(entremise: Entremise, example: Path) -> None:
    there = entremise("introductions", "Mécaloire", "Fiped", "--json").document
    first = there["paths"][0]
    back = entremise("introductions", "Fiped", "Mécaloire", "--json").document
    assert back["paths"][0]["score"] == pytest.approx(first["score"])
    between = [step["to"]["id"] for step in first["steps"][:-1]]
    if between:
        around = entremise("introductions", "Mécaloire", "Fiped", "--json", "--avoid", between[0]).document
        assert all(step["to"]["id"] != between[0] for path in around["paths"] for step in path["steps"])


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("nobody of that name", "Katowice"), "not_found"),
        (("RSA Cosmos",), "bad_input"),
        (("RSA Cosmos", "RSA Cosmos"), "bad_input"),
        (("RSA Cosmos", "Katowice", "--max-hops", "9"), "bad_input"),
        (("RSA Cosmos", "Katowice", "--max-hops", "many"), "bad_input"),
        (("RSA Cosmos", "Katowice", "--as-of", "yesterday"), "bad_input"),
        (("RSA Cosmos", "Katowice", "--no-such-option"), "bad_input"),
    ],
)
def test_bad_input_is_one_object_a_sentence_and_exit_code_2(entremise: Entremise, example: Path, arguments: tuple[str, ...], code: str) -> None:
    ran = entremise("introductions", *arguments, "--json")
    assert ran.code == 2
    assert set(ran.document) == {"code", "status", "message", "errors"}
    assert ran.document["code"] == code
    assert ran.err.strip()


def test_without_json_standard_output_stays_empty_on_bad_input(entremise: Entremise, example: Path) -> None:
    ran = entremise("introductions", "Katowize", "RSA Cosmos", "--lang", "fr")
    assert (ran.code, ran.out) == (2, "")
    assert "Vouliez-vous dire : Katowice" in ran.err


def test_what_cannot_be_read_is_told_in_french_too(entremise: Entremise) -> None:
    told = {
        ("introductions", "--lang", "fr"): "Il manque SOURCE.",
        ("introductions", "a", "b", "--max-hops", "x", "--lang", "fr"): "La valeur de max_hops ne peut être comprise.",
        ("introductions", "a", "--no-such", "--lang", "fr"): "L’option --no-such n’existe pas.",
        ("nosuch", "--lang", "fr"): "Cette commande ne peut être comprise.",
    }
    for arguments, message in told.items():
        ran = entremise(*arguments)
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.startswith(message), ran.err
