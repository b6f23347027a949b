"""Questions and paths refuse what cannot be, and say what follows from them."""

from math import exp
from typing import Any

import pytest

from explorer.domain.answers import Found, Part, Path, Question
from explorer.domain.strength import Tie
from tests.networks import AS_OF


def tie(a: str, b: str, strength: float = 0.5, validity: float = 0.5) -> Tie:
    return Tie(a, b, strength, validity, open_post=False, contributions=())


def path(ids: str, *ties: Tie, cost: int = 0) -> Path:
    return Path(tuple(ids), ties or tuple(tie(a, b) for a, b in zip(ids, ids[1:], strict=False)), cost)  # noqa: RUF007 (text, not a list)


@pytest.mark.parametrize(("name", "value"), [("max_hops", 0), ("max_hops", 7), ("limit", 0), ("limit", 101)])
def test_bounds_of_a_question(name: str, value: int) -> None:
    bounds: dict[str, Any] = {name: value}
    with pytest.raises(ValueError, match=f"{name} {value} is not within"):
        Question(frozenset("a"), frozenset("b"), AS_OF, **bounds)


@pytest.mark.parametrize(("ids", "ties"), [("aba", (tie("a", "b"), tie("b", "a"))), ("abc", (tie("a", "b"),)), ("abc", (tie("a", "b"), tie("a", "c")))])
def test_what_is_no_path_is_refused(ids: str, ties: tuple[Tie, ...]) -> None:
    with pytest.raises(ValueError, match=r"no path|do not join"):
        Path(tuple(ids), ties, 0)


def test_the_order_of_answers_is_cost_then_ties_then_code_points() -> None:
    paths = [path("ab", cost=2), path("aéb", cost=1), path("aZb", cost=1), path("azb", cost=1), path("az", cost=1)]
    assert ["".join(p.ids) for p in sorted(paths, key=lambda p: p.order)] == ["az", "aZb", "azb", "aéb", "ab"]


def test_the_score_is_what_the_cost_says() -> None:
    assert path("ab", cost=10**8).score == exp(-1)


def test_who_comes_first() -> None:
    assert path("abc").first_intermediary == "b"
    assert path("ab").first_intermediary is None
    assert path("abcd").intermediaries == ("b", "c")


def test_the_weakest_step_is_the_least_strong_then_the_least_sure_then_the_first() -> None:
    assert path("abcd", tie("a", "b", 0.5), tie("c", "b", 0.4), tie("c", "d", 0.6)).weakest == 1
    assert path("abcd", tie("a", "b", 0.5, 0.5), tie("c", "b", 0.5, 0.4), tie("c", "d", 0.5, 0.4)).weakest == 1
    assert path("abcd").weakest == 0


def test_chokepoints_are_on_more_than_half() -> None:
    def chokepoints(*paths: str) -> dict[str, int]:
        part = Part(1, 1)
        return dict(Found(tuple(map(path, paths)), (), part, part).chokepoints)

    assert chokepoints("acb", "adb") == {}
    assert chokepoints("acb", "acdb", "adb") == {"c": 2, "d": 2}
    assert list(chokepoints("adcb", "acb", "acdb", "aceb")) == ["c"]
    assert list(chokepoints("azcb", "aczb", "acb", "azb", "aczeb")) == ["c", "z"]
    assert chokepoints("ab") == {}
