"""Sizes of marks: what they say that is counted among what is shown, and the room they have."""

import re

import networkx as nx
import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.exploring import AROUND, BEST, METROPOLE, Drawing, explore
from tests.browser.test_explore_scenes import keep

CROWD = """(async () => {
    const place = { short_name: null, labels: ["City"], kind: "place", city: null, country: "FR", lat: null, lon: null, sectors: [], objects: false };
    const town = (i) => ({ ...place, id: `${i}`, name: `Ville ${i}`, degree: i });
    await desk.begin({ nodes: Array.from({ length: 2001 }, (_, i) => town(i)), ties: [] }, { fold: "" });
})()"""


def by(page: Page, size: str) -> Drawing:
    """Sizes say this, once it is counted."""
    page.get_by_role("combobox", name="Tailles").select_option(size)
    return counted(Drawing(page))


def counted(drawing: Drawing) -> Drawing:
    drawing.page.wait_for_function("() => !document.getElementById('explore').desk.measures.counting")
    return drawing


def numbers(drawing: Drawing) -> dict[str, float]:
    return dict(drawing.ask("[...desk.measures.of(desk.view)]"))


def shown(drawing: Drawing) -> "nx.MultiGraph[str]":
    graph: nx.MultiGraph[str] = nx.MultiGraph()
    graph.add_nodes_from(drawing.ask("[...desk.drawing.dots.keys()]"))
    graph.add_edges_from(drawing.ask("[...desk.drawing.links.values()].flatMap(link => link.ties.map(tie => [tie.source, tie.target]))"))
    return graph


def test_who_links_others_is_counted_among_what_is_shown(page: Page) -> None:
    explore(page, BEST)
    drawing = by(page, "between")
    assert numbers(drawing) == pytest.approx(nx.betweenness_centrality(nx.Graph(shown(drawing))), abs=1e-12)
    largest = max(numbers(drawing), key=numbers(drawing).__getitem__)
    assert drawing.ask("[...desk.drawing.dots.values()].sort((a, b) => b.size - a.size)[0].id") == largest
    expect(page.locator("#size-said")).to_contain_text("le plus court chemin")
    expect(page.locator("#said")).to_contain_text("le plus court chemin")
    # What is hidden links nobody.
    name = drawing.ask("desk.facts.name(given)", largest)
    drawing.choose(name)
    page.locator("#hide").click()
    counted(drawing)
    assert largest not in numbers(drawing)
    assert numbers(drawing) == pytest.approx(nx.betweenness_centrality(nx.Graph(shown(drawing))), abs=1e-12)


def test_the_table_has_the_number_and_sorts_by_it(page: Page) -> None:
    explore(page, BEST)
    table = page.locator("#rows")
    expect(table.get_by_role("columnheader")).to_have_count(5)
    drawing = by(page, "between")
    table.get_by_role("button", name="Fait le lien").click()
    expect(table.get_by_role("columnheader", name="Fait le lien")).to_have_attribute("aria-sort", "descending")
    largest = max(numbers(drawing).values())
    first = table.locator("tbody tr").first.get_by_role("cell").nth(3)
    expect(first).to_have_text(re.compile(f"^{round(100 * largest, 1):g}".replace(".", ",") + r"\s%$"))
    page.get_by_role("button", name="Annuler").click()
    expect(table.get_by_role("columnheader")).to_have_count(5)
    expect(page.get_by_role("combobox", name="Tailles")).to_have_value("ties")


def test_ties_among_what_is_shown(page: Page) -> None:
    explore(page, BEST)
    drawing = by(page, "shown")
    assert numbers(drawing) == dict(shown(drawing).degree())
    expect(page.locator("#rows").get_by_role("columnheader", name="Liens affichés")).to_be_visible()
    before = numbers(drawing)[drawing.id(METROPOLE)]
    page.get_by_role("checkbox", name=re.compile("^situe seulement")).uncheck()
    after = numbers(drawing)[drawing.id(METROPOLE)]
    assert after < before
    assert after == shown(drawing).degree(drawing.id(METROPOLE))


def test_above_two_thousand_entries_the_page_says_that_it_is_not_counted(page: Page) -> None:
    drawing = explore(page, "/explore")
    drawing.ask(CROWD)
    by(page, "between")
    expect(page.locator("#size-said")).to_have_text(re.compile(r"Calculé jusqu’à 2\s000 fiches, et 2\s001 sont affichées"))
    assert drawing.ask("new Set([...desk.drawing.dots.values()].map(dot => dot.size)).size") == 1
    drawing.ask("desk.store.change('did_hide', (draft) => draft.hidden.add('7'))")
    assert len(numbers(counted(drawing))) == 2000


def test_a_kept_view_opens_with_the_same_sizes(open_page: OpenPage) -> None:
    page = open_page()
    explore(page, BEST)
    sizes = "[...desk.drawing.dots.values()].map(dot => [dot.id, dot.size]).sort()"
    wanted = by(page, "between").ask(sizes)
    assert len({size for _, size in wanted}) > 5
    keep(page, "Qui fait le lien")
    expect(page).to_have_url(re.compile(r"\?scene="))
    other = counted(explore(open_page(), page.url))
    assert other.ask(sizes) == wanted
    expect(other.page.get_by_role("combobox", name="Tailles")).to_have_value("between")


APART = """() => {
    const { canvas, drawing } = document.getElementById("explore").desk;
    const spots = [...drawing.dots.keys()].map((id) => canvas.spot(id)).filter((spot) => spot);
    return spots.length === 60 && spots.every((a, i) => spots.every((b, j) => j === i || Math.hypot(a.x - b.x, a.y - b.y) >= a.radius + b.radius));
}"""


@pytest.mark.parametrize("width", [360, 1280])
def test_no_mark_touches_another_in_the_first_view(open_page: OpenPage, width: int) -> None:
    page = open_page(viewport={"width": width, "height": 740})
    explore(page)
    page.wait_for_function(APART)


def test_marks_are_smaller_where_there_is_little_room(open_page: OpenPage) -> None:
    page = open_page(viewport={"width": 1280, "height": 900})
    drawing = explore(page, AROUND)
    wide = drawing.ask("desk.canvas.sigma.scaleSize(10, 1)")
    page.set_viewport_size({"width": 360, "height": 740})
    page.wait_for_function("(wide) => document.getElementById('explore').desk.canvas.sigma.scaleSize(10, 1) < 0.8 * wide", arg=wide)
    assert drawing.ask("desk.canvas.sigma.scaleSize(10, 1)") > 0.5 * wide
