"""`entremise capabilities`: what a person reads, what a program reads, and the exit codes both rely on."""

from pathlib import Path

from tests.cli.conftest import Entremise


def test_the_map_of_a_cluster(entremise: Entremise, example: Path) -> None:
    ran = entremise("capabilities", "Mécaloire", "--json")
    assert ran.code == 0
    alone = [held["capability"]["name"] for held in ran.document["capabilities"] if held["only_one"]]
    assert "Fonderie d’aluminium" in alone
    english = entremise("capabilities", "Mécaloire", "--lang", "en").out
    assert "the only one" in english
    assert "nucléaire" in english
    assert "le seul" in entremise("capabilities", "Mécaloire", "--lang", "fr").out


def test_none_and_bad_input(entremise: Entremise, example: Path) -> None:
    assert entremise("capabilities", "Loire Hydro", "--json").code == 1
    assert entremise("capabilities", "Gier Tôlerie", "--json").document["code"] == "bad_input"
    ran = entremise("capabilities", "nobody of that name", "--json")
    assert (ran.code, ran.document["code"]) == (2, "not_found")
