"""The introduction network, and the ties read from the facts around them, are the same whatever form the facts have."""

from random import Random

import pytest

from explorer.network import IntroductionNetwork
from explorer.network.evidence import tie_between, ties_of
from tests.forms import FORMS
from tests.networks import AS_OF, random_facts


@pytest.mark.parametrize("form", ["mapped", "changed"])
@pytest.mark.parametrize("seed", range(8))
def test_the_form_of_the_facts_changes_nothing(form: str, seed: int) -> None:
    plain = random_facts(Random(seed), 14, 50)
    facts = FORMS[form](plain.entities.values(), plain.relationships)
    expected, network = IntroductionNetwork.build(plain, AS_OF), IntroductionNetwork.build(facts, AS_OF)
    assert network.ids == expected.ids
    assert network.tolls == expected.tolls
    for id in expected.ids:
        assert network.ties_of(id) == expected.ties_of(id)
        assert ties_of(facts, id, AS_OF) == expected.ties_of(id)
        assert all(tie_between(facts, id, other, AS_OF) == tie for other, tie in expected.ties_of(id).items())
