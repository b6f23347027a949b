"""What a relationship says, with when and as what."""

import pytest

from explorer.domain.records import Entity, Relationship, Value
from explorer.texts import sentences, steps, texts
from tests.unit.services.village import DAY


def told(language: str, type: str, **values: Value) -> str:
    return sentences.fact(texts(language), Relationship.from_properties("r", type, "a", "b", values), "Ana", "Ben", DAY)


@pytest.mark.parametrize(
    ("language", "type", "values", "sentence"),
    [
        ("en", "KNOWS", {}, "Ana and Ben know each other."),
        ("en", "KNOWS", {"until": "2020"}, "Ana and Ben knew each other (until 2020)."),
        ("fr", "KNOWS", {"until": "2020-03-01"}, "Ana et Ben se sont connus (jusqu’au 1er mars 2020)."),
        ("en", "MET", {"since": "2019-08-30"}, "Ana and Ben met (30 August 2019)."),
        ("en", "SUPPORTED_BY", {"since": "2021-11", "until": "2021-11"}, "Ana was supported by Ben (November 2021)."),
        ("fr", "MEMBER_OF", {"since": "2019", "role": "partenaire", "status": "inferred"}, "Ana est membre de Ben (partenaire, depuis 2019, déduit)."),
        ("fr", "FUNDS", {"amount": 60000, "currency": "EUR", "observed_on": "2023-09"}, "Ana finance Ben (septembre 2023, 60\u202f000 EUR)."),
        ("en", "PARTICIPATES_IN", {"role": "speaker", "observed_on": "2020"}, "Ana takes part in Ben (speaker, 2020)."),
    ],
)
def test_when_and_as_what(language: str, type: str, values: dict[str, Value], sentence: str) -> None:
    assert told(language, type, **values) == sentence


def test_french_elides_before_vowels() -> None:
    assert told("fr", "MEMBER_OF").endswith("de Ben.")
    assert sentences.fact(texts("fr"), Relationship("r", "MEMBER_OF", "a", "b"), "Ana", "Agence", DAY) == "Ana est membre d’Agence."


def test_nobody_is_introduced_to_themselves() -> None:
    """Who is asked at the first organisation may be the next on the path."""
    firm, ana, ben = Entity("c", "Company", "Firm"), Entity("a", "Person", "Ana"), Entity("b", "Person", "Ben")
    me = Entity("m", "Company", "Mine")
    told = [
        steps.next_action(texts("en"), stops, colleague=False, contact=ana, to_confirm=None)
        for stops in ([me, firm, ana, ben], [me, firm, ana], [me, firm, ben])
    ]
    assert told == [
        "Ask Ana, at Firm, to introduce you to Ben.",
        "You already have a tie: write to Ana, at Firm, and recall it.",
        "Ask Ana, at Firm, to introduce you to Ben.",
    ]
