"""`entremise coexport`: what a person reads, what a program reads, and the exit codes both rely on."""

from pathlib import Path

import pytest

from tests.cli.conftest import Entremise

BUILDING = ("coexport", "CFL Klozmann", "--market", "AE", "--product", "BTP")


def test_the_example_knows_a_group_of_the_trade_and_says_what_it_does_not_know(entremise: Entremise, example: Path) -> None:
    ran = entremise(*BUILDING, "--json", "--lang", "en")
    assert ran.code == 0
    (result,) = [result for result in ran.document["results"] if result["group"]["id"] == "company:bouygues-construction"]
    assert result["tier"] == "product"
    facts = [tie for factor in result["factors"] for tie in factor["facts"]]
    assert facts
    assert all(tie["source_document"] for tie in facts)
    assert "We do not know whether Bouygues Construction is on the market United Arab Emirates: ask." in result["missing"]
    assert [step["to"]["id"] for step in result["path"]["steps"]][-1] == "company:bouygues-construction"


def test_the_example_shows_a_group_that_looks_for_just_that_before_one_that_is_only_there(entremise: Entremise, example: Path) -> None:
    ran = entremise("coexport", "Olivo", "--market", "AE", "--json")
    told = [(result["group"]["id"], result["tier"], result["path"] is not None) for result in ran.document["results"]]
    assert told == [("company:norvanel", "product_and_market", True), ("company:arvelle", "market", False)]


def test_a_person_reads_it_in_their_language(entremise: Entremise, example: Path) -> None:
    english = entremise(*BUILDING, "--lang", "en")
    assert "The product only" in english.out
    assert "004_b4229415c6685679.txt" in english.out
    french = entremise(*BUILDING, "--lang", "fr")
    assert "Le produit seulement" in french.out
    assert "On ne sait pas si Bouygues Construction porte des PME" in french.out


def test_none_is_an_answer_with_exit_code_1(entremise: Entremise, example: Path) -> None:
    ran = entremise("coexport", "Neyret", "--market", "CA", "--lang", "en")
    assert ran.code == 1
    assert "No large group that could carry Neyret is known" in ran.out
    assert entremise("coexport", "Neyret", "--market", "CA", "--json").document["results"] == []


def test_weights_are_options(entremise: Entremise, example: Path) -> None:
    ran = entremise(*BUILDING, "--json", "--weight-path", "0", "--weight-capability-fit", "50")
    weights = {factor["name"]: factor["weight"] for factor in ran.document["results"][0]["factors"]}
    assert (weights["path"], weights["capability_fit"], weights["proximity"]) == (0, 50, 5)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("nobody of that name", "--market", "AE"), "not_found"),
        (("Olivo",), "bad_input"),
        (("Olivo", "--market", "ZZ"), "bad_input"),
        (("Olivo", "--market", "AE", "--product", "unicorns"), "not_found"),
        (("Fiped", "--market", "AE"), "bad_input"),
        (("Olivo", "--market", "AE", "--limit", "0"), "bad_input"),
        (("Olivo", "--market", "AE", "--weight-path", "101"), "bad_input"),
    ],
)
def test_bad_input_is_one_object_a_sentence_and_exit_code_2(entremise: Entremise, example: Path, arguments: tuple[str, ...], code: str) -> None:
    ran = entremise("coexport", *arguments, "--json")
    assert ran.code == 2
    assert set(ran.document) == {"code", "status", "message", "errors"}
    assert ran.document["code"] == code
    assert ran.err.strip()


def test_the_other_way_round(entremise: Entremise, example: Path) -> None:
    """No document says the size of a company of the trade: none is the honest answer."""
    ran = entremise("suited", "Bouygues Construction", "--lang", "en")
    assert ran.code == 1
    assert "No small company is known that suits Bouygues Construction, which is about: Bâtiment et travaux publics." in ran.out
    document = entremise("suited", "Bouygues Construction", "--json").document
    assert document["results"] == []
    assert document["products"][0]["id"] == "sector:btp"
    assert entremise("suited", "nobody of that name", "--json").code == 2


def test_who_is_of_unknown_size_is_named_apart(entremise: Entremise, example: Path) -> None:
    asked = ("suited", "opportunity:froid-hopitaux-golfe")
    assert "Of unknown size: Olivo" in entremise(*asked, "--lang", "en").out
    document = entremise(*asked, "--json").document
    assert ([one["id"] for one in document["unknown_size"]], document["results"]) == (["company:olivo"], [])
