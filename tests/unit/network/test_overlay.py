"""Arrays brought up from change to change hold what arrays made anew hold."""

from random import Random

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from explorer.domain.facts import Facts
from explorer.domain.records import Relationship
from explorer.domain.vocabulary import INTRODUCING_TYPES
from explorer.network import IntroductionNetwork, overlay
from explorer.network.building import tie_arrays
from explorer.network.evidence import touched_by
from explorer.network.overlay import rebuild_is_due, with_changes
from tests.forms import mapped
from tests.networks import AS_OF, networks, told
from tests.unit.network.changing import Changing
from tests.unit.network.crowds import crowded
from tests.unit.network.test_arrays import assert_holds

TYPES = st.none() | st.frozensets(st.sampled_from(sorted(INTRODUCING_TYPES)), min_size=3)


@pytest.mark.parametrize(("full_list", "files"), [(0, False), (overlay.FULL_LIST, False), (0, True), (overlay.FULL_LIST, True)])
@given(facts=networks() | crowded(), types=TYPES, random=st.randoms(use_true_random=False), rounds=st.integers(1, 5))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_brought_up_is_as_made_anew(
    monkeypatch: pytest.MonkeyPatch, full_list: int, files: bool, facts: Facts, types: frozenset[str] | None, random: Random, rounds: int
) -> None:
    monkeypatch.setattr(overlay, "FULL_LIST", full_list)
    changing = Changing.of(facts, random)
    before = mapped(facts.entities.values(), facts.relationships) if files else facts
    arrays = tie_arrays(before, AS_OF, types)
    base = arrays.others, arrays.costs
    for _ in range(rounds):
        for _ in range(random.randint(1, 3)):
            changing.change()
        after, entities, relationships = changing.taken(before if files else None)
        arrays = with_changes(arrays, before, after, touched_by(before, after, AS_OF, entities, relationships))
        assert_holds(arrays, after, IntroductionNetwork.build(after, AS_OF, types), types)
        before = after
    assert all(now is then for now, then in zip((arrays.others.base, arrays.costs.base), (whole.base for whole in base), strict=True))


def test_what_is_no_longer_needed_is_left_behind() -> None:
    facts = told("Person a\nPerson b\nPerson c\na KNOWS b")
    arrays = tie_arrays(facts, AS_OF)
    for sequence in range(1, 20):
        after = facts.with_changes({}, {"new": Relationship("new", "KNOWS", "a", "c") if sequence % 2 else None}, sequence)
        arrays, facts = with_changes(arrays, facts, after, {"a", "c"}), after
    assert len(arrays.more_others) == 3
    assert set(arrays.overlaid) == {0, 2}


def test_facts_must_be_those_the_arrays_stand_for() -> None:
    facts = told("Person a")
    with pytest.raises(ValueError, match="of change 0 cannot be brought up from change 5"):
        with_changes(tie_arrays(facts, AS_OF), facts.with_changes({}, {}, 5), facts, ())


def test_a_rebuild_is_due_in_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(overlay, "MOST_OVERLAID", 1)
    facts = told("Person a\nPerson b\na KNOWS b")
    arrays = tie_arrays(facts, AS_OF)
    assert not rebuild_is_due(with_changes(arrays, facts, facts, {"a"}))
    assert not rebuild_is_due(arrays, {"a"})
    assert rebuild_is_due(arrays, {"a", "b"})
    assert rebuild_is_due(with_changes(arrays, facts, facts, {"a", "b"}))


def test_many_between_two() -> None:
    facts = told("Person a\nPerson b")
    arrays = tie_arrays(facts, AS_OF)
    for id in ("aa", "ab", "a'", "0", "c", "a!"):
        after = facts.with_changes({id: told(f"Person {id}").entities[id]}, {}, facts.sequence + 1)
        arrays, facts = with_changes(arrays, facts, after, {id}), after
    ids = [arrays.id(number) for number in np.argsort(arrays.order)]
    assert ids == sorted(facts.entities)
