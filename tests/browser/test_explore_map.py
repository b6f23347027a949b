"""What the map of Explore shows of places that lie together, far apart, or one in the other."""

import re

from playwright.sync_api import Page, expect

from tests.browser.exploring import explore

TWO = "/explore?id=city:dubai&id=country:AE&id=city:saint-etienne"
MARKS = """async (spots) => {
    const { marksOf } = await import("/static/js/explore/marks.js");
    const whole = spots.map(([key, lon, degree]) => ({ key, lon, lat: 0, name: key, ids: [key], degree, rough: false }));
    return [1, 100].map((k) => marksOf(whole, ({ lon }) => [lon * k, 0]).map(({ name, more, ids }) => [name, more, ids.length]));
}"""


def scale(page: Page) -> float:
    found = re.search(r"scale\(([\d.]+)\)", page.locator("#map-layer").get_attribute("transform") or "")
    assert found
    return float(found[1])


def test_it_opens_as_near_as_all_that_is_shown_can_be_seen(page: Page) -> None:
    explore(page, TWO)
    page.locator("#to-map").click()
    expect(page.locator(".xspot")).to_have_count(2)
    assert scale(page) > 1.5
    expect(page.locator(".xspotname.placed")).to_have_count(2)
    page.get_by_role("button", name="Monde").click()
    assert scale(page) == 1
    page.get_by_role("button", name="Ce qui est montré").click()
    assert scale(page) > 1.5


def test_a_town_has_no_arc_to_the_country_it_lies_in(page: Page) -> None:
    drawing = explore(page, TWO)
    drawing.ask("Object.assign(desk.facts.entities.get('city:dubai'), { lat: 25.2, lon: 55.3 })")
    page.locator("#to-map").click()
    expect(page.locator(".xmapnote")).to_contain_text("Lieux : 3. Arcs : 0.")
    assert drawing.links() >= 1


def test_places_too_near_to_be_told_apart_have_one_mark(page: Page) -> None:
    """Named after the best connected of them; closer, each has its own."""
    explore(page, "/explore")
    far, near = page.evaluate(MARKS, [["small", 0, 1], ["large", 5, 9], ["apart", 300, 4]])
    assert far == [["large", 1, 2], ["apart", 0, 1]]
    assert sorted(near) == [["apart", 0, 1], ["large", 0, 1], ["small", 0, 1]]


MANY = """(() => {
    const dubai = desk.facts.entities.get("city:dubai");
    const nodes = Array.from({ length: 400 }, (_, i) => ({ ...dubai, id: `town ${i}`, name: `Town ${i}`, lat: Math.floor(i / 20) * 3, lon: (i % 20) * 4 }));
    const twin = { target: "town 210", type: "TWINNED_WITH", symmetric: true, introduces: false, strength: null, year_from: null, year_to: null };
    const ties = nodes.filter(({ id }) => id !== "town 210").map(({ id }) => ({ ...twin, id: `twin ${id}`, source: id }));
    desk.add({ nodes, ties }, { what: "did_add" });
})()"""


def test_of_very_many_arcs_those_of_the_most_ties_are_drawn_and_it_is_said(page: Page) -> None:
    drawing = explore(page, TWO)
    drawing.ask(MANY)
    page.locator("#to-map").click()
    page.get_by_role("button", name="Plus près").click()
    page.get_by_role("button", name="Plus près").click()
    expect(page.locator(".xmapnote")).to_contain_text(re.compile(r"Sont dessinés les 300 arcs qui ont le plus de liens, sur 3\d\d en vue\."))
    assert page.locator(".xarc").count() == 300
