"""Signs of the legend of Explore, in words: what it can leave out."""

from collections.abc import Collection, Mapping
from typing import Final

from explorer.texts import Texts, marked, words

SIGNS: Final[Mapping[str, str]] = {
    "place": marked("Places and markets"),
    "field": marked("Sectors and capabilities"),
    "strong": marked("strong tie"),
    "medium": marked("medium tie"),
    "weak": marked("weak tie"),
    "situates": marked("only situates"),
    "inferred": marked("inferred"),
    "undated": marked("ties without a date"),
}
KINDS: Final[Mapping[str, str]] = {
    "person": "Person",
    "company": "Company",
    "group": "GrandGroupe",
    "structure": "Structure",
    "event": "Event",
    "programme": "Programme",
    "project": "Project",
    "need": "Opportunity",
    "figure": "Figure",
}
"""Signs that are called like a label."""
NOTHING: Final[Mapping[str, str]] = {"sector": marked("without a sector"), "city": marked("without a city"), "country": marked("without a country")}
LONGEST_LIST: Final = 12
LONGEST_VALUE: Final = 80


def signs(t: Texts) -> dict[str, str]:
    """Everything the legend has a sign for and can leave out by a word alone."""
    return {kind: words.labels(t, label) for kind, label in KINDS.items()} | {name: t.gettext(message) for name, message in SIGNS.items()}


def sign_words(t: Texts, without: Collection[str]) -> list[str]:
    """What a filter leaves out, in words: the first of it, and how many more."""
    fixed = [word for sign, word in signs(t).items() if sign in without]
    parted = (sign.partition(":") for sign in sorted(without) if ":" in sign)
    found = fixed + [_value_word(t, name, value) for name, _, value in parted]
    more = len(found) - LONGEST_LIST
    return found[:LONGEST_LIST] + ([t.ngettext("and %(n)s more", "and %(n)s more", more)] if more > 0 else [])


def _value_word(t: Texts, name: str, value: str) -> str:
    if name == "type":
        return words.relationship_type(t, value)
    if not value:
        return t.gettext(NOTHING[name])
    called = (t.country(value) if name == "country" else None) or value
    return called if len(called) <= LONGEST_VALUE else f"{called[: LONGEST_VALUE - 1]}…"
