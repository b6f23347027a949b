"""What the map of Explore shows of places that lie together, far apart, or one in the other."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.exploring import AROUND, explore

TWO = "/explore?id=city:dubai&id=country:AE&id=city:saint-etienne"
MARKS = """async (spots) => {
    const { marksOf } = await import("/static/js/explore/marks.js");
    const whole = spots.map(([key, lon, degree, rough = false]) => ({ key, lon, lat: 0, name: key, ids: [key], degree, rough }));
    return [1, 100].map((k) => marksOf(whole, ({ lon }) => [lon * k, 0]).map(({ name, more, ids }) => [name, more, ids.length]));
}"""


def scale(page: Page) -> float:
    return float(page.locator("#map").get_attribute("data-zoom") or "")


def arcs(page: Page) -> int:
    return int(page.locator("#map").get_attribute("data-arcs") or "")


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


@pytest.mark.parametrize("width", [360, 1280])
def test_no_place_lies_under_the_legend_at_first(open_page: OpenPage, width: int) -> None:
    page = open_page(viewport={"width": width, "height": 800})
    explore(page)
    page.locator("#to-map").click()
    expect(page.locator(".xspot").first).to_be_visible()
    under = page.evaluate("""() => {
      const note = document.querySelector(".xmapnote").getBoundingClientRect();
      const boxes = [...document.querySelectorAll(".xspot circle")].map((mark) => mark.getBoundingClientRect());
      return boxes.filter((box) => box.bottom > note.top && box.top < note.bottom && box.left < note.right && box.right > note.left).length;
    }""")
    assert under == 0


def test_a_town_has_no_arc_to_the_country_it_lies_in(page: Page) -> None:
    drawing = explore(page, TWO)
    drawing.ask("Object.assign(desk.facts.entities.get('city:dubai'), { lat: 25.2, lon: 55.3 })")
    page.locator("#to-map").click()
    expect(page.locator(".xmapnote")).to_contain_text("Lieux : 3. Arcs : 0.")
    assert drawing.links() >= 1


def test_places_too_near_to_be_told_apart_have_one_mark(page: Page) -> None:
    """Named after the best connected of them, yet after no country of which only the middle is known; closer, each has its own."""
    explore(page, "/explore")
    far, near = page.evaluate(MARKS, [["small", 0, 1], ["large", 5, 9], ["apart", 300, 4], ["country", 5, 900, True]])
    assert far == [["large", 2, 3], ["apart", 0, 1]]
    assert ["small", 0, 1] in near
    assert ["large", 1, 2] in near


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
    assert arcs(page) == 300


@pytest.mark.parametrize("by", ["mouse", "keyboard"])
def test_the_map_shares_the_selection(page: Page, by: str) -> None:
    drawing = explore(page)
    button = page.get_by_role("button", name="Carte")
    if by == "mouse":
        button.click()
    else:
        page.locator("#canvas").focus()
        page.keyboard.press("m")
    spot = page.get_by_role("listbox", name="Carte").get_by_role("option", name=re.compile("^Dubaï"))
    expect(spot).to_be_visible()
    if by == "keyboard":
        expect(page.locator(".xspot:focus")).to_be_visible()
    page.locator("#map").get_by_role("button", name="Monde").click()
    spot.focus()
    page.keyboard.press("Enter")
    assert drawing.selected()
    expect(spot).to_have_attribute("aria-selected", "true")
    assert arcs(page)
    page.locator("#map").get_by_role("button", name="France", exact=True).click()
    page.get_by_role("button", name="Plus près").click()
    expect(page.locator("#map")).to_have_attribute("data-zoom", "1.500")
    button.click()
    expect(page.locator("#canvas")).to_be_visible()
    assert drawing.selected()


MISSION = "/explore?around=event:mission-dubai-2021&around=programme:mobilites-fiped&id=country:TN"
FLOW = """() => {
    const ground = document.querySelector('#map canvas'), { left, top } = ground.getBoundingClientRect();
    document.body.style.outlineColor = 'var(--accent)';
    const wanted = getComputedStyle(document.body).outlineColor.match(/\\d+/g).map(Number);
    const { data, width } = ground.getContext('2d').getImageData(0, 0, ground.width, ground.height);
    const marks = [...document.querySelectorAll('.xspot, #map button, .xmapnote')].map(one => one.getBoundingClientRect());
    for (let i = 0; i < data.length; i += 4) {
        const [x, y] = [left + (i / 4) % width, top + Math.floor(i / 4 / width)];
        // A flow is two thirds of the accent over the ground: greener than it is red.
        if (data[i + 1] - data[i] > 40 && !marks.some(box => x > box.left - 20 && x < box.right + 20 && y > box.top - 20 && y < box.bottom + 20)) return [x, y];
    }
    return null;
}"""


def test_who_takes_part_goes_to_where_it_happens(page: Page) -> None:
    """What has no place of its own leads where it aims: mobilities to Tunisia. Said by the legend, beside the arc, and in its description."""
    drawing = explore(page, MISSION)
    page.locator("#to-map").click()
    marks = page.get_by_role("listbox", name="Carte")
    marks.get_by_role("option", name=re.compile("^Tunisie")).focus()
    expect(page.locator(".xspot:focus")).to_have_accessible_description(re.compile(r"Saint-Étienne.* → Tunisie : 2 participations"))
    marks.get_by_role("option", name=re.compile("^Dubaï")).focus()
    expect(page.locator(".xspot:focus")).to_have_accessible_description(re.compile(r"France → Dubaï.* : 3 participations"))
    expect(page.get_by_role("list", name="Ce que montre la carte")).to_contain_text("participation : d’où vers où")
    page.locator("#to-map").focus()
    at = page.evaluate(FLOW)
    page.mouse.move(*at)
    expect(page.locator(".xmaptold")).to_contain_text("participation")
    page.mouse.click(*at)
    page.wait_for_function("() => document.getElementById('explore').desk.selection.ids.size > 3")
    assert set(drawing.selected()) & {"Dubaï", "Tunisie"}


def test_the_keyboard_goes_from_place_to_place(page: Page) -> None:
    drawing = explore(page, TWO)
    page.locator("#canvas").focus()
    page.keyboard.press("m")
    here = page.locator(".xspot:focus")
    expect(here).to_have_count(1)
    expect(page.locator(".xspot[tabindex='0']")).to_have_count(1)
    first = here.get_attribute("aria-label")
    page.keyboard.press("ArrowRight" if "Saint" in str(first) else "ArrowLeft")
    expect(here).not_to_have_attribute("aria-label", str(first))
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowLeft" if "Saint" in str(first) else "ArrowRight")
    expect(here).to_have_attribute("aria-label", str(first))
    page.keyboard.press("Space")
    assert len(drawing.selected()) == 3
    expect(page.locator(".xspot.on")).to_have_count(2)
    page.keyboard.press("m")
    expect(page.locator("#canvas")).to_be_focused()


def test_what_a_screen_reader_says_of_the_map_is_there_before_the_keyboard_is(page: Page) -> None:
    """A description that changes once it has the focus is said twice; a focus that is nowhere for a moment begins the page anew."""
    twin = '{ id: "twin", source: "city:dubai", target: "city:saint-etienne", type: "TWINNED_WITH", introduces: false, year_from: null, year_to: null }'
    explore(page, TWO).ask(f"desk.add({{ nodes: [], ties: [{twin}] }}, {{ what: 'did_add' }})")
    page.evaluate(
        """() => {
            window.heard = [];
            const note = (what) => window.heard.push(what);
            document.addEventListener("focusin", ({ target }) => note(target.classList.contains("xspot") ? "mark" : target.id));
            const isTold = ({ target, type, addedNodes }) => type === "attributes" || [target, ...addedNodes].some((one) => one.nodeName === "desc");
            const watched = { subtree: true, childList: true, attributeFilter: ["aria-describedby"] };
            new MutationObserver((changes) => changes.some(isTold) && note("described")).observe(document.getElementById("map"), watched);
            document.getElementById("canvas").addEventListener("focusout", ({ relatedTarget }) => note(relatedTarget ? "passed on" : "lost"));
        }"""
    )
    page.locator("#canvas").focus()
    page.keyboard.press("m")
    here = page.locator(".xspot:focus")
    expect(here).to_have_accessible_description(re.compile("1 lien, villes jumelées$"))
    page.wait_for_function("() => window.heard.includes('described')")
    assert [what for what in page.evaluate("window.heard") if what != "described"] == ["canvas", "passed on", "mark"]
    page.evaluate("window.heard.length = 0")
    first = here.get_attribute("aria-label")
    page.keyboard.press("ArrowRight" if "Saint" in str(first) else "ArrowLeft")
    expect(here).not_to_have_attribute("aria-label", str(first))
    expect(here).to_have_accessible_description(re.compile("1 lien, villes jumelées$"))
    assert page.evaluate("window.heard") == ["mark"], "what it is described by has not changed"


def test_marks_stay_what_they_are_while_the_map_is_moved(page: Page) -> None:
    """Focus and hover outlast each step; arcs take no elements, however many there are."""
    drawing = explore(page, TWO)
    drawing.ask(MANY)
    page.locator("#to-map").click()
    expect(page.locator(".xspot").first).to_be_visible()
    assert arcs(page) > 100
    page.evaluate("document.querySelector('.xspot').dataset.kept = 'yes'")
    before = page.locator(".xspot").first.bounding_box()
    box = page.locator("#map").bounding_box()
    assert box
    assert before
    page.mouse.move(box["x"] + 5, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + 45, box["y"] + box["height"] / 2, steps=4)
    page.mouse.up()
    kept = page.locator(".xspot[data-kept]")
    expect(kept).to_have_count(1)
    after = kept.bounding_box()
    assert after
    assert abs(after["x"] - before["x"] - 40) < 2
    assert page.locator("#map *").count() < 5 * page.locator(".xspot").count() + 60


def test_two_fingers_bring_the_map_closer(open_page: OpenPage) -> None:
    page = open_page(has_touch=True, is_mobile=True, viewport={"width": 360, "height": 740})
    explore(page, TWO)
    page.locator("#to-map").tap()
    expect(page.locator(".xspot")).to_have_count(2)
    before = scale(page)
    touches = page.context.new_cdp_session(page)
    box = page.locator("#map").bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    for kind, away in (("touchStart", 30), ("touchMove", 45), ("touchMove", 60)):
        touches.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x - away, "y": y, "id": 1}, {"x": x + away, "y": y, "id": 2}]})
    touches.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    page.wait_for_function("(before) => Number(document.getElementById('map').dataset.zoom) > 1.8 * before", arg=before)


def test_the_keyboard_stays_at_the_map_where_no_mark_is_in_sight(page: Page) -> None:
    explore(page, AROUND)
    page.locator("#to-map").click()
    marks = page.get_by_role("listbox", name="Carte")
    marks.get_by_role("option").first.focus()
    for _ in range(60):
        page.keyboard.press("Shift+ArrowUp")
        if not marks.get_by_role("option").count():
            break
    expect(marks).to_be_focused()
    for _ in range(60):
        page.keyboard.press("ArrowDown")
        if marks.get_by_role("option").count():
            break
    expect(page.locator(".xspot:focus")).to_have_count(1)
