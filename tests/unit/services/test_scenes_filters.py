"""What the filters kept with a scene leave, and what they tell apart."""

from typing import Any

import pytest

from explorer.services import scenes_filters
from explorer.services.explore import among
from explorer.services.graph import Graph
from explorer.services.scenes_filters import Filters
from tests.unit.services.village import DAY, ENTITIES, snapshot


@pytest.fixture(scope="module")
def graph() -> Graph:
    return among(snapshot(), [entity.id for entity in ENTITIES], DAY)


def used(**view: Any) -> Filters:
    return scenes_filters.kept(view)[0]


def ids(graph: Graph) -> set[str]:
    return {node.entity.id for node in graph.nodes}


def test_kinds_that_are_left_out_take_their_ties_with_them(graph: Graph) -> None:
    left = used(filters={"without": ["company", "group"]}).leave(graph)
    assert ids(graph) - ids(left) == {"company:lumen", "company:lumen-2", "company:atlas"}
    assert left.ties
    assert all({tie.relationship.source, tie.relationship.target} <= ids(left) for tie in left.ties)


@pytest.mark.parametrize("sign", ["strong", "medium", "weak", "situates"])
def test_weights_that_are_left_out_leave_the_entries(graph: Graph, sign: str) -> None:
    left = used(filters={"without": [sign]}).leave(graph)
    assert ids(left) == ids(graph)
    assert {tie.relationship.id for tie in graph.ties} - {tie.relationship.id for tie in left.ties} == {
        tie.relationship.id for tie in graph.ties if scenes_filters.weight_of(tie) == sign
    }


def test_a_type_of_tie_that_is_left_out_leaves_the_entries(graph: Graph) -> None:
    left = used(filters={"without": ["type:KNOWS"]}).leave(graph)
    assert ids(left) == ids(graph)
    assert {tie.relationship.type for tie in graph.ties} - {tie.relationship.type for tie in left.ties} == {"KNOWS"}


def test_what_has_no_date_is_left_out_by_its_own_sign(graph: Graph) -> None:
    left = used(filters={"without": ["undated"]}).leave(graph)
    assert ids(left) == ids(graph)
    assert {tie.relationship.id for tie in left.ties} == {tie.relationship.id for tie in graph.ties if tie.years != (None, None)}
    assert 0 < len(left.ties) < len(graph.ties)


def test_what_entries_have_in_common_is_left_out_with_the_last_of_it(graph: Graph) -> None:
    def gone(*without: str) -> set[str]:
        return ids(graph) - ids(used(filters={"without": list(without)}).leave(graph))

    assert gone("city:Feurs") == {"company:lumen", "city:forez"}
    assert gone("country:NO") == {"city:oslo"}
    assert gone("sector:Eau") == {"company:atlas", "sector:water"}
    assert "company:lumen" not in gone("city:")
    assert {"company:atlas", "person:ana"} <= gone("city:")
    assert gone("sector:Eau", "sector:") == ids(graph)


@pytest.mark.parametrize("text", ["", "weaker", "type:", "type:LIKES", "colour:red", ":", "typeKNOWS"])
def test_what_is_no_sign_leaves_nothing_out(graph: Graph, text: str) -> None:
    assert not scenes_filters.is_sign(text)
    assert used(filters={"without": [text]}).leave(graph) == graph


def test_what_began_and_ended_in_a_period(graph: Graph) -> None:
    ties = {(tie.relationship.type, tie.relationship.source): tie for tie in graph.ties}
    period = used(time=[2019, 2020])
    assert period.leave(graph) == graph, "a period tells apart and leaves nothing out"
    assert period.is_new(ties["MEMBER_OF", "company:lumen"])
    assert period.holds(ties["MEMBER_OF", "company:lumen"])
    assert not period.holds(ties["PARTNER_OF", "structure:cci"])
    assert not period.is_new(ties["PARTNER_OF", "structure:cci"])
    assert period.holds(ties["ACTIVE_IN", "company:atlas"]), "what has no date always holds"
    assert not period.is_over(ties["MEMBER_OF", "company:lumen"])
    open_ended = used(time=[2022, None])
    assert open_ended.years == ("2022", "…")
    assert open_ended.is_new(ties["PARTNER_OF", "structure:cci"])


def test_those_with_a_name_come_after_those_in_use() -> None:
    found = scenes_filters.kept({"filters": {"without": ["weak"], "as_of": "2024-05-31"}, "filter_sets": [{"name": "A", "time": [2000, 2001]}]})
    assert [one.name for one in found] == ["", "A"]
    assert found[0].without == {"weak"}
    assert str(found[0].as_of) == "2024-05-31"
    assert (found[1].without, found[1].period) == (frozenset(), (2000, 2001))


@pytest.mark.parametrize("view", [{}, {"filters": None}, {"filters": {"without": 3, "as_of": 7}}, {"filters": {"without": [["x"]]}}, {"time": [None, None]}])
def test_what_makes_no_sense_filters_nothing(graph: Graph, view: dict[str, Any]) -> None:
    (found,) = scenes_filters.kept(view)
    assert found == Filters("", frozenset(), None, None)
    assert found.leave(graph) == graph
