"""Geometry of drawings: everything is there once, nothing covers anything, and the same network is always drawn the same."""

import re
from datetime import date
from itertools import combinations, pairwise
from math import hypot
from pathlib import Path
from typing import Any

import pytest

from explorer.domain.answers import Path as IntroductionPath
from explorer.domain.facts import Facts
from explorer.domain.records import Entity, Relationship
from explorer.domain.strength import contribution, tie
from explorer.domain.vocabulary import LABELS, SUB_LABELS
from explorer.resources import resource
from explorer.services import scenes_filters
from explorer.services.entity import profile
from explorer.services.explore import among
from explorer.services.overview import overview
from explorer.services.snapshot import Snapshot
from explorer.services.told import Teller, ToldPath
from explorer.texts import texts
from explorer.web import drawing
from explorer.web.drawing.routes import Curve, depth_of_stops
from explorer.web.drawing.sheet import box, overlap, width_of, wrapped

TODAY = date(2026, 11, 22)
WAYS = ("s a b t", "s c t", "s a d t", "s t", "s e f g t", "s b a t")


def told(ways: tuple[str, ...]) -> list[ToldPath]:
    """Paths over made-up structures, one letter each."""
    pairs = sorted({tuple(sorted(pair)) for way in ways for pair in zip(way.split(), way.split()[1:], strict=False)})
    entities = [Entity(id, "Structure", f"Structure {id} au nom assez long") for id in sorted({id for pair in pairs for id in pair})]
    relationships = [Relationship(f"{a}{b}", "PARTNER_OF", a, b) for a, b in pairs]
    teller = Teller(Facts(entities, relationships), texts("fr"), TODAY)
    made = {r.id: tie(r.source, r.target, [c for c in [contribution(r, TODAY)] if c], TODAY) for r in relationships}
    paths = []
    for way in ways:
        ids = tuple(way.split())
        ties = tuple(made["".join(sorted(pair))] for pair in pairwise(ids))
        paths.append(teller.path(IntroductionPath(ids, tuple(t for t in ties if t), 1)))
    return paths


def test_the_map_of_paths_has_each_stop_and_tie_once() -> None:
    picture = drawing.routes(told(WAYS))
    assert picture is not None
    assert sorted(stop.entity.id for stop in picture.stops) == sorted(set("".join(WAYS)) - {" "})
    assert len(picture.lines) == len({frozenset(pair) for way in WAYS for pair in zip(way.split(), way.split()[1:], strict=False)})
    assert sum(line.best for line in picture.lines) == 3
    assert [badge.number for badge in picture.badges] == [1, 2, 3, 4, 5, 6]
    assert len({(badge.x, badge.y) for badge in picture.badges}) == 6, "no number covers another"


def test_stops_and_names_do_not_cover_each_other_and_lie_on_the_sheet() -> None:
    picture = drawing.routes(told(WAYS))
    assert picture is not None
    for a, b in combinations(picture.stops, 2):
        assert not overlap(box(a, 0), box(b, 0)), (a.entity.id, b.entity.id)
    for left, top, right, bottom in map(box, picture.stops):
        assert picture.left <= left
        assert picture.top <= top
        assert right <= picture.left + picture.width
        assert bottom <= picture.top + picture.height


def test_no_line_runs_over_a_stop_that_it_does_not_join() -> None:
    picture = drawing.routes(told(WAYS))
    assert picture is not None
    for line in picture.lines:
        numbers = [float(n) for n in re.findall(r"-?[\d.]+", line.d)]
        curve = Curve(tuple(zip(numbers[::2], numbers[1::2], strict=True)))
        ends = {curve.points[0], curve.points[-1]}
        for stop in picture.stops:
            if (stop.x, stop.y) not in ends:
                assert all(hypot(x - stop.x, y - stop.y) > stop.size / 2 for x, y in (curve.at(i / 40) for i in range(41))), (line.d, stop.entity.id)


def test_paths_run_downwards_even_where_two_go_opposite_ways() -> None:
    depths = depth_of_stops([way.split() for way in WAYS])
    assert depths["s"] == 0
    assert depths["t"] == 1
    assert depths["s"] < depths["a"] < depths["b"] < depths["t"]
    assert depths["e"] < depths["f"] < depths["g"]


def test_drawings_are_the_same_each_time() -> None:
    assert drawing.routes(told(WAYS)) == drawing.routes(told(WAYS))
    snapshot = chain(12)
    assert drawing.overview(overview(snapshot, texts("fr"), TODAY)) == drawing.overview(overview(chain(12), texts("fr"), TODAY))


def chain(n: int) -> Snapshot:
    entities = [Entity(f"s{i}", "Structure", f"Structure {i}") for i in range(n)]
    return Snapshot.of(Facts(entities, [Relationship(f"r{i}", "PARTNER_OF", f"s{i}", f"s{i + 1}") for i in range(n - 1)]))


def test_the_overview_shows_a_path_worth_reading() -> None:
    seen = overview(chain(12), texts("fr"), TODAY)
    assert seen.path is not None
    assert seen.path.path.hops == 3
    picture = drawing.overview(seen)
    assert picture is not None
    assert sum(line.best for line in picture.lines) == 3
    assert len(picture.stops) == 12


def test_a_network_without_ties_has_no_drawing() -> None:
    seen = overview(chain(1), texts("fr"), TODAY)
    assert seen.path is None
    assert drawing.overview(seen) is None
    assert drawing.routes([]) is None


def test_what_is_around_an_entity() -> None:
    picture = drawing.around(profile(chain(3), "s1", texts("fr"), TODAY).ego)
    assert picture is not None
    assert [stop.entity.id for stop in picture.stops] == ["s1", "s0", "s2"]
    assert picture.stops[1].x > 0 > picture.stops[2].x
    assert drawing.around(profile(chain(1), "s0", texts("fr"), TODAY).ego) is None


def of_kept(n: int, **view: Any) -> drawing.Drawing:
    """A scene of so many entities in a row, each tied to the next, rising to the right."""
    graph = among(chain(n), [f"s{i}" for i in range(n)], TODAY)
    kept = {"nodes": [{"id": f"s{i}", "x": 100.0 * i, "y": 50.0 * i, "tint": i % 3} for i in range(n)]} | view
    picture = drawing.scene(graph, kept, scenes_filters.kept(kept)[0])
    assert picture is not None
    return picture


def test_a_scene_is_drawn_as_it_stood() -> None:
    picture = of_kept(5)
    assert [stop.entity.id for stop in picture.stops] == [f"s{i}" for i in range(5)]
    assert [stop.tint for stop in picture.stops] == [0, 1, 2, 0, 1]
    for a, b in pairwise(picture.stops):
        assert b.x - a.x == pytest.approx(275), "to the right"
        assert b.y - a.y == pytest.approx(-137.5), "upwards"
    assert len(picture.lines) == 4
    assert len({stop.size for stop in of_kept(5).stops}) > 1
    assert len({stop.size for stop in of_kept(5, styles={"size": "equal"}).stops}) == 1


@pytest.mark.parametrize(("n", "named"), [(12, 12), (60, 2)])
def test_names_on_a_scene_cover_nothing(n: int, named: int) -> None:
    """Where marks stand too close for a name, only those at the ends have one."""
    stops = [stop for stop in of_kept(n).stops if stop.text]
    assert len(stops) == named
    for stop in stops:
        assert not any(overlap(box(stop, 0), box(other, 0)) for other in of_kept(n).stops if other.entity.id != stop.entity.id), stop.entity.id


def test_a_scene_that_says_of_nobody_where_they_stand_is_a_circle() -> None:
    picture = of_kept(6, nodes=[{"id": f"s{i}"} for i in range(6)])
    assert len({(stop.x, stop.y) for stop in picture.stops}) == 6
    assert not picture.tinted


def test_what_lies_outside_of_the_period_of_a_scene_is_pushed_back() -> None:
    assert not any(line.quiet for line in of_kept(5).lines)
    assert not any(line.quiet for line in of_kept(5, time=[2000, 2001]).lines), "what has no date always holds"


@pytest.mark.parametrize("name", ["n" * 10_000, "un deux trois quatre cinq six sept huit", "株式会社東京製作所株式会社東京製作所", "👩‍👩‍👧‍👦" * 40, "a b", "…"])
def test_names_are_cut_to_their_room(name: str) -> None:
    lines = wrapped(name, 100, 15, 2)
    assert 1 <= len(lines) <= 2
    assert all(width_of(line, 15) <= 115 for line in lines)


def test_colours_of_kinds_are_those_of_the_vocabulary() -> None:
    tokens = Path(resource("static"), "css", "tokens.css").read_text(encoding="utf-8")
    values = dict(re.findall(r"--(\w+): light-dark\((#\w+, #\w+)\);", tokens))
    names = {"Person": "person", "Company": "company", "PME": "company", "GrandGroupe": "group", "Structure": "structure"}
    for label in (*LABELS.values(), *SUB_LABELS.values()):
        assert values[names.get(label.name, "situates")] == f"{label.light}, {label.dark}", label.name


def test_every_kind_has_a_mark() -> None:
    sprite = Path(__file__).parents[2].joinpath("explorer", "templates", "parts", "sprite.html").read_text(encoding="utf-8")
    for label in (*LABELS.values(), *SUB_LABELS.values()):
        body = re.search(rf'"{label.name}": \'(.*)\',', sprite)
        assert body is not None, label.name
        assert ('class="body"' in body[1]) == label.shape.filled, "filled shapes introduce, hollow ones situate"


def town(number: int, lat: float, lon: float) -> drawing.Counted:
    return drawing.Counted(Entity(f"city:{number}", "City", f"Ville numéro {number}", {"lat": lat, "lon": lon}), number, number // 2)


def test_cities_lie_as_on_a_map_and_their_names_on_nothing() -> None:
    towns = [town(1, 45.4, 4.4), town(2, 45.41, 4.41), town(3, 45.42, 4.4), town(4, 50.6, 3.1), town(5, 43.3, 5.4)]
    told = drawing.cities([*towns, drawing.Counted(Entity("city:x", "City", "Nulle part"), 1, 1)])
    assert told is not None
    at = {spot.city.id: spot for spot in told.spots}
    assert {id: (spot.count, spot.more) for id, spot in at.items()} == {"city:3": (2, 2), "city:4": (2, 0), "city:5": (2, 0)}, "three lie together"
    assert at["city:4"].y < at["city:3"].y < at["city:5"].y, "north is above"
    assert at["city:4"].x < at["city:3"].x < at["city:5"].x, "east is right"
    assert all(0 <= spot.x <= told.width and 0 <= spot.y <= told.height for spot in told.spots)
    apart = hypot(at["city:4"].x - at["city:5"].x, at["city:4"].y - at["city:5"].y)
    assert apart / told.bar * told.km == pytest.approx(834, rel=0.01), "Lille and Marseille, by the great circle"
    names = [(s.text_x, s.text_y, width_of(s.name, 14), s.anchor) for s in told.spots if s.name]
    boxes = [(x - {"start": 0, "middle": wide / 2, "end": wide}[anchor], y, wide) for x, y, wide, anchor in names]
    assert all(abs(a[1] - b[1]) > 14 or a[0] + a[2] <= b[0] or b[0] + b[2] <= a[0] for a, b in combinations(boxes, 2))
    assert told.unnamed == len(told.spots) - len(names)


def test_a_town_alone_has_its_surroundings_and_none_has_no_map() -> None:
    alone = drawing.cities([town(1, 45.4, 4.4)])
    assert alone is not None
    assert (alone.spots[0].x, alone.spots[0].y) == (alone.width / 2, alone.height / 2)
    assert alone.km >= 1
    assert drawing.cities([drawing.Counted(Entity("city:x", "City", "Nulle part"), 1, 1)]) is None


def test_the_whole_world_is_drawn_within_bounds() -> None:
    told = drawing.cities([town(1, -41.3, 174.8), town(2, 61.2, -149.9), town(3, 78.2, 15.6), town(4, -54.8, -68.3)])
    assert told is not None
    assert len(told.outline) < 200_000
