"""What goes out and does not come in again: FollowTheMoney, maps, drawings and pages; and that files are whole or not there."""

import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import networkx as nx
import pytest

from explorer.domain.dates import parse_date
from explorer.domain.records import Entity, Relationship
from explorer.domain.vocabulary import entity_label
from explorer.export import FORMATS, Exported, Look, formats, write
from explorer.export.ftm import ftm_id
from explorer.export.network import TINTS
from explorer.resources import resource

HOSTILE = ('"><script>alert(1)</script>', "]]></style></script><img src=x onerror=alert(1)>", "{{7*7}}", "a\x00b\ud800", "\u202eabc", "n" * 10_000)


def network(*names: str) -> Exported:
    entities = [
        Entity("c:1", "City", "Lyon", {"lat": 45.75, "lon": 4.85, "country": "FR"}),
        Entity("s:1", "Structure", "Chambre", {"kind": "chamber"}),
        Entity("p:1", "Person", "Anne", {"email": "a@example.org"}),
        Entity("g:1", "Figure", "12", {"value": 12.0}),
        *(Entity(f"h:{n}", "Company", name, {"size_class": "grand_groupe", "evidence": name}) for n, name in enumerate(names)),
    ]
    ties = [
        Relationship("1", "WORKS_AT", "p:1", "s:1", since=parse_date("2020"), role="directrice"),
        Relationship("2", "LOCATED_IN", "s:1", "c:1"),
        Relationship("3", "ABOUT", "g:1", "s:1"),
        *(Relationship(f"h{n}", "PARTNER_OF", "s:1", f"h:{n}", role=name, status="inferred") for n, name in enumerate(names)),
        *(Relationship(f"l{n}", "LOCATED_IN", f"h:{n}", "c:1") for n, _ in enumerate(names)),
    ]
    return Exported(entities, ties, title=names[0] if names else "Réseau", strengths={("p:1", "s:1"): 0.9, ("h:0", "s:1"): 0.2})


def lines(path: Path) -> list[Any]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_follow_the_money_says_what_it_left_out(tmp_path: Path) -> None:
    left = write("ftm", network(), tmp_path / "x")
    told = {one["schema"]: one for one in lines(tmp_path / "x")}
    assert told.keys() == {"Address", "Organization", "Person", "Employment"}
    assert told["Employment"]["properties"] == {"employee": [ftm_id("p:1")], "employer": [ftm_id("s:1")], "startDate": ["2020"], "role": ["directrice"]}
    assert told["Person"]["properties"]["email"] == ["a@example.org"]
    assert left == {"Figure": 1, "ABOUT": 1, "LOCATED_IN": 1}
    for one in told.values():
        assert all(isinstance(value, str) for values in one["properties"].values() for value in values)


def test_a_map_has_points_and_lines_between_different_places(tmp_path: Path) -> None:
    two = network()
    here = Entity("c:2", "City", "Turin", {"lat": 45.07, "lon": 7.69})
    twins = Exported([*two.entities, here], [*two.relationships, Relationship("t", "TWINNED_WITH", "c:1", "c:2")])
    left = write("geojson", twins, tmp_path / "x")
    features = {feature["id"]: feature for feature in json.loads((tmp_path / "x").read_text("utf-8"))["features"]}
    assert features["s:1"]["geometry"] == {"type": "Point", "coordinates": [4.85, 45.75]}
    assert features["t"]["geometry"] == {"type": "LineString", "coordinates": [[4.85, 45.75], [7.69, 45.07]]}
    assert left == {"Person": 1, "Figure": 1, "WORKS_AT": 1, "LOCATED_IN": 1, "ABOUT": 1}


def test_a_drawing_is_text_that_stays_text(tmp_path: Path) -> None:
    write("svg", network(*HOSTILE), tmp_path / "x")
    root = ElementTree.parse(tmp_path / "x").getroot()
    tags = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert tags <= {"svg", "title", "rect", "text", "path", "g", "circle", "polygon"}
    assert not any(name.startswith("on") or "href" in name for element in root.iter() for name in element.attrib)
    assert "Lyon" in {element.text for element in root.iter()}
    widths = {element.get("stroke-width") for element in root.iter() if element.tag.endswith("path")}
    assert {"5", "1.5", "1"} <= widths
    write("svg", network(*HOSTILE), tmp_path / "y")
    assert (tmp_path / "x").read_bytes() == (tmp_path / "y").read_bytes()


class Elements(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


@pytest.mark.parametrize("name", HOSTILE)
def test_a_page_loads_nothing_and_holds_nothing_but_its_own_elements(tmp_path: Path, name: str) -> None:
    def elements(of: str) -> list[tuple[str, tuple[str, ...]]]:
        write("html", network(of), tmp_path / "x.html")
        found = Elements((tmp_path / "x.html").read_text("utf-8")).found
        assert not [a for _, a in found if a.keys() & {"src", "action", "srcset", "style"} or any(key.startswith("on") for key in a)]
        assert {a.get("href") for _, a in found if "href" in a} == {"data:,"}
        return [(tag, tuple(attributes)) for tag, attributes in found]

    assert elements(name) == elements("harmless")


def test_nobody_is_named_twice_or_lost_on_a_page(tmp_path: Path) -> None:
    write("html", network("Forge"), tmp_path / "x.html")
    page = (tmp_path / "x.html").read_text("utf-8")
    assert page.count('<th scope="row"><bdi>Forge</bdi></th><td>Grand groupe</td>') == 1
    assert "default-src 'none'" in page
    assert "https://cdn" not in page.replace("https://cdn.example", "")


def drawn(path: Path) -> dict[str, Any]:
    """What the script of a page draws."""
    found = re.search(r"^const data = (.*);$", path.read_text("utf-8"), re.MULTILINE)
    assert found is not None
    told: dict[str, Any] = json.loads(found[1])
    return told


def test_a_page_opens_as_it_was_arranged(tmp_path: Path) -> None:
    look = Look(
        places={entity.id: (10.0 * n, 5.0) for n, entity in enumerate(network("Forge").entities)},
        notes={"s:1": "à rappeler\n<script>alert(1)</script>", "p:1": "deux"},
        tints={"s:1": 2, "c:1": 1, "p:1": 0},
        sizes={"c:1": 10.0},
    )
    write("html", replace(network("Forge"), look=look, degrees={"s:1": 40}), tmp_path / "x")
    data = drawn(tmp_path / "x")
    nodes = {node["id"]: node for node in data["nodes"]}
    assert data["options"]["physics"] == {"enabled": False}
    assert [(nodes[id]["x"], nodes[id]["y"]) for id in ("c:1", "s:1")] == [(0, -5), (10, -5)], "on the canvas, what is above has more"
    assert nodes["s:1"]["label"] == "Chambre \N{SUPERSCRIPT ONE}"
    assert nodes["s:1"]["size"] > nodes["p:1"]["size"]
    assert nodes["c:1"]["size"] == 15
    assert nodes["s:1"]["color"]["background"] == "#a8410a"
    assert nodes["c:1"]["color"]["background"] == "#ffffff", "hollow: it only situates"
    page = (tmp_path / "x").read_text("utf-8")
    assert page.index('<p class="note"><bdi>à rappeler\n&lt;script&gt;') < page.index('<p class="note"><bdi>deux')


def test_a_page_says_what_its_marks_are_and_points_only_where_somebody_is_introduced(tmp_path: Path) -> None:
    write("html", network("Forge"), tmp_path / "x")
    page = (tmp_path / "x").read_text("utf-8")
    said = re.findall(r'class="sign-\d">(.)</span> ([^<]+)', page)
    assert said == [("◇", "Ville"), ("⬢", "Structure"), ("●", "Personne"), ("□", "Chiffre"), ("▣", "Grand groupe")]
    arrows = {edge["title"]: edge["arrows"] for edge in drawn(tmp_path / "x")["edges"]}
    assert arrows["est situé à"] == ""
    assert [verb for verb, arrow in arrows.items() if arrow] != []


def test_only_what_has_no_place_is_arranged(tmp_path: Path) -> None:
    write("html", replace(network(), look=Look(places={"s:1": (0.0, 0.0)}, equal=True)), tmp_path / "x")
    data = drawn(tmp_path / "x")
    assert data["options"]["physics"]["solver"]
    assert {node["id"] for node in data["nodes"] if node.get("physics") is False} == {"s:1"}
    assert len({node["size"] for node in data["nodes"]}) == 1


def test_ties_between_the_same_two_lie_beside_each_other(tmp_path: Path) -> None:
    two = network()
    write("html", replace(two, relationships=[*two.relationships, Relationship("9", "MEMBER_OF", "p:1", "s:1")]), tmp_path / "x")
    bends = [edge["smooth"] for edge in drawn(tmp_path / "x")["edges"] if {edge["from"], edge["to"]} == {"p:1", "s:1"}]
    assert bends[0] is False
    assert bends[1]["roundness"] > 0


def test_graphs_hold_places_colours_and_sizes(tmp_path: Path) -> None:
    """As far as a format can: GraphML says `size` of something else. What was on no canvas has none of it."""
    look = Look(places={"s:1": (12.5, -3.0), "p:1": (0.0, 1.0)}, tints={"p:1": 2}, sizes={"p:1": 7.5})
    for format in ("gexf", "graphml"):
        write(format, replace(network(), look=look), tmp_path / format)
    nodes = nx.read_gexf(tmp_path / "gexf").nodes
    assert nodes["s:1"]["viz"]["position"] == {"x": 12.5, "y": -3.0, "z": 0.0}
    assert "size" not in nodes["s:1"]["viz"]
    assert nodes["p:1"]["viz"]["size"] == 7.5
    for id, colour in (("s:1", entity_label("Structure").light), ("p:1", TINTS[2])):
        assert bytes(nodes[id]["viz"]["color"][part] for part in "rgb").hex() == colour.removeprefix("#")
    assert "viz" not in nodes["c:1"]
    assert {axis: nx.read_graphml(tmp_path / "graphml").nodes["s:1"][axis] for axis in "xy"} == {"x": 12.5, "y": -3.0}


def test_gephi_finds_names_in_graphml(tmp_path: Path) -> None:
    """It takes `label` for the name, so the kind must not be called that; `nodelabel` and `edgelabel` are what it writes on the drawing."""
    write("graphml", network(), tmp_path / "x")
    graph = nx.read_graphml(tmp_path / "x")
    assert {node["nodelabel"] for node in graph.nodes.values()} == {"Lyon", "Chambre", "Anne", "12"}
    assert graph.nodes["s:1"] == {"type": "Structure", "name": "Chambre", "kind": "chamber", "nodelabel": "Chambre"}
    assert graph.edges["s:1", "c:1"]["edgelabel"] == graph.edges["s:1", "c:1"]["type"] == "LOCATED_IN"


def test_colours_of_communities_are_those_of_the_canvas() -> None:
    tokens = Path(resource("static"), "css", "tokens.css").read_text(encoding="utf-8")
    values = dict(re.findall(r"--([\w-]+): light-dark\((#\w+), #\w+\);", tokens))
    assert tuple(values[name] for name in ("ink-3", *(f"tint-{n}" for n in range(1, 7)))) == TINTS


@pytest.mark.parametrize("format", list(FORMATS))
def test_a_write_that_fails_leaves_what_was_there(tmp_path: Path, format: str, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out"
    write(format, network("Forge"), out)
    before = {file: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()}

    def fails(*_: Any) -> None:
        raise OSError(28, "no room")

    monkeypatch.setattr("explorer.export.writing.os.fsync", fails)
    with pytest.raises(OSError, match="no room"):
        write(format, network("Forge", "Scierie"), out)
    assert {file: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()} == before
    monkeypatch.undo()
    write(format, network("Forge", "Scierie"), out)
    after = {file: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()}
    assert after.keys() == before.keys()
    assert after != before


@pytest.mark.parametrize("format", list(FORMATS))
def test_nothing_at_all_can_be_written(tmp_path: Path, format: str) -> None:
    write(format, Exported([], []), tmp_path / "out")
    assert (tmp_path / "out").exists()


def test_a_folder_is_no_file_and_a_file_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises(NotADirectoryError):
        write("csv", network(), tmp_path / "file")
    with pytest.raises(IsADirectoryError):
        write("svg", network(), tmp_path)
    with pytest.raises(OSError, match="No such file"):
        write("svg", network(), tmp_path / "none" / "x.svg")
    assert (tmp_path / "file").read_text() == "mine"
    assert formats.FORMATS["csv"].is_folder
