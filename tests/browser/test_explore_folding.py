"""Groups that stand for many entries: what they can go by, and that each can be seen."""

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.exploring import Drawing, explore

TOWNS = """(async () => {
    const countries = Array.from({ length: 30 }, (_, i) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[i % 26] + (i < 26 ? "A" : "B"));
    const place = { short_name: null, labels: ["City"], kind: "place", degree: 1, city: null, lat: null, lon: null, objects: false };
    const town = (country, i) => ({ ...place, id: `${country} ${i}`, name: `${country} ${i}`, country, sectors: [] });
    const nodes = countries.flatMap((country, c) => Array.from({ length: 3 + c * 4 }, (_, i) => town(country, i)));
    const twin = { type: "TWINNED_WITH", symmetric: true, introduces: false, strength: null, status: "stated", source_document: null };
    const undated = { since: null, until: null, year_from: null, year_to: null };
    const tie = (source, target) => ({ ...twin, ...undated, id: `${source}-${target}`, source, target });
    const ties = countries.flatMap((a, i) => countries.filter((b, j) => j > i).map((b, j) => tie(`${a} ${j % 3}`, `${b} ${i % 3}`)));
    await desk.begin({ nodes, ties }, { fold: "country" });
})()"""
"""Of thirty countries, from three towns to more than a hundred each, all tied to all."""
APART = """() => {
    const { canvas, drawing } = document.getElementById("explore").desk;
    const spots = [...drawing.dots.keys()].map((id) => canvas.spot(id)).filter((spot) => spot);
    return spots.length && spots.every((a, i) => spots.every((b, j) => j === i || Math.hypot(a.x - b.x, a.y - b.y) >= a.radius + b.radius));
}"""


def towns(page: Page) -> Drawing:
    drawing = explore(page, "/explore")
    drawing.ask(TOWNS)
    page.wait_for_function("() => !document.getElementById('explore').desk.settling")
    return drawing


def test_folded_groups_stand_apart(open_page: OpenPage) -> None:
    for width in (1280, 400):
        drawing = towns(open_page(viewport={"width": width, "height": 900}))
        assert drawing.ask("[...desk.drawing.dots.values()].map(dot => dot.members.length).sort((a, b) => a - b)") == [3 + 4 * i for i in range(30)]
        drawing.page.wait_for_function(APART)


def test_only_what_makes_groups_can_be_chosen_to_group_by(page: Page) -> None:
    drawing = towns(page)
    groups = page.get_by_role("combobox", name="Regroupements")
    expect(groups).to_have_value("country")
    groups.focus()
    expect(groups.get_by_role("option", name="Regrouper : pays")).to_be_enabled()
    for name in ("ville", "secteur"):
        expect(groups.get_by_role("option", name=f"Regrouper : {name} (ne distingue rien ici)")).to_be_disabled()
    # Three towns of one sector leave the others as they are.
    drawing.ask("['AA 0', 'AA 1', 'AA 2'].forEach(id => desk.facts.entities.get(id).sectors.push('Eau'))")
    groups.press("Tab")
    groups.focus()
    expect(groups.get_by_role("option", name=re.compile("secteur"))).to_be_disabled()
    drawing.ask("[...desk.facts.entities.values()].forEach((entity, i) => { entity.sectors = [i % 2 ? 'Eau' : 'Bois']; })")
    groups.press("Tab")
    groups.focus()
    groups.select_option(label="Regrouper : secteur")
    page.wait_for_function("() => !document.getElementById('explore').desk.settling")
    assert drawing.names() == ["Bois", "Eau"]
    page.get_by_role("button", name="Annuler").click()
    page.get_by_role("button", name="Annuler").click()
    expect(groups).to_have_value("country")
    assert len(drawing.names()) == 30


def test_what_is_in_a_group_opens_apart(open_page: OpenPage) -> None:
    """From each other and from what is there, on a phone as well; and how many groups there are is said."""
    drawing = explore(open_page(viewport={"width": 360, "height": 740}))
    drawing.page.get_by_role("combobox", name="Regroupements").select_option("community")
    expect(drawing.page.locator("#said")).to_contain_text("replié")
    drawing.ask("import('/static/js/explore/expand.js').then(({ openGroup }) => openGroup(desk, [...desk.drawing.dots.values()].find(dot => dot.members).id))")
    drawing.page.wait_for_function("() => document.getElementById('explore').desk.view.opened.size === 1")
    drawing.page.wait_for_function(APART)


LEAST = """async (grown) => {
    const { fan } = await import("/static/js/explore/layouts.js");
    const all = [...fan([...Array(40).keys()].map(String), { x: 0, y: 0 }, [], grown).values()];
    return Math.min(...all.flatMap((a, i) => all.slice(i + 1).map((b) => Math.hypot(a.x - b.x, a.y - b.y))));
}"""


def test_what_fans_out_takes_the_room_that_marks_have(page: Page) -> None:
    explore(page)
    assert page.evaluate(LEAST, 8) > 2 * page.evaluate(LEAST, 1)


def test_what_is_fitted_at_once_stays_where_it_is(open_page: OpenPage) -> None:
    """Also while the camera was on its way elsewhere."""
    drawing = explore(open_page(reduced_motion="no-preference"))
    still = drawing.ask(
        """(async () => {
            const camera = desk.canvas.sigma.getCamera();
            desk.canvas.fit();
            await new Promise((done) => setTimeout(done, 60));
            desk.canvas.zoom(3);
            await new Promise((done) => setTimeout(done, 60));
            const running = camera.isAnimated();
            desk.canvas.fit(undefined, true);
            const { ratio } = camera.getState();
            await new Promise((done) => setTimeout(done, 600));
            return [running, ratio === camera.getState().ratio];
        })()"""
    )
    assert still == [True, True]
