"""Words typed again and again, or in part, are looked for once."""

from explorer.domain.facts import Facts
from explorer.domain.records import Entity
from explorer.network.names import NameIndex, telling


def test_only_words_that_say_something_are_looked_for() -> None:
    assert telling(["a", "a", "aciers", "ac", "nord"]) == ["aciers", "nord"]
    assert telling(["m"] * 100) == ["m"]


def test_what_is_found_stays_the_same() -> None:
    index = NameIndex(Facts([Entity("a", "Company", "Aciers du Nord"), Entity("b", "Company", "Nord Export")], []))
    assert {entity.id for entity in index.search("nord n no")} == {"a", "b"}
    assert [entity.id for entity in index.search("a ac aciers nord")] == ["a"]
