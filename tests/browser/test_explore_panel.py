"""The panel: what can be asked of one entry, and of several together."""

import re

from playwright.sync_api import Page, expect

from tests.browser.exploring import AROUND, explore

TRIO = "[...desk.drawing.dots.values()].filter(dot => ['company', 'structure', 'group', 'person'].includes(dot.kind)).slice(0, 3).map(dot => dot.id)"


def test_of_one_entry_the_next_questions(page: Page) -> None:
    drawing = explore(page, AROUND)
    drawing.ask("desk.selection.choose([given])", drawing.id("RSA Cosmos"))
    panel = page.locator("#panel")
    for name, address in (
        ("Qui peut nous présenter ?", "/introductions?target="),
        ("Qui vaut la peine d’être rencontré ?", "/partners?entity="),
        ("Qui pourrait la porter à l’étranger ?", "/coexport?company="),
    ):
        expect(panel.get_by_role("link", name=name)).to_have_attribute("href", re.compile(re.escape(address)))
    with page.expect_navigation():
        panel.get_by_role("link", name="Qui vaut la peine d’être rencontré ?").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.go_back()


TOPS = """(id) => new Promise((done) => {
  const desk = document.getElementById("explore").desk, tops = new Set();
  desk.selection.choose([id]);
  const look = () => {
    const ask = document.querySelector("#panel .button-main");
    if (ask.checkVisibility({ visibilityProperty: true })) tops.add(Math.round(ask.getBoundingClientRect().top));
    if (document.querySelector("#nature") && document.querySelector("#over-time h3") && document.querySelector("#panel .xfacts") && tops.size) done([...tops]);
    else requestAnimationFrame(look);
  };
  look();
})"""


def test_nothing_moves_under_the_hand_while_facts_come(page: Page) -> None:
    drawing = explore(page, AROUND)
    for name in drawing.names()[:3]:
        assert len(page.evaluate(TOPS, drawing.id(name))) == 1, name


def test_the_keyboard_stays_where_more_is_shown(page: Page) -> None:
    drawing = explore(page, AROUND)
    drawing.ask("desk.selection.choose([desk.best(desk.drawing)])")
    more = page.locator("#nature button").first
    tie = more.get_attribute("data-tie")
    more.focus()
    shown = len(drawing.names())
    page.keyboard.press("Enter")
    page.wait_for_function("(shown) => document.getElementById('explore').desk.drawing.dots.size > shown", arg=shown)
    page.wait_for_function("(tie) => document.activeElement?.dataset.tie === tie", arg=tie)
    page.locator("#note").fill("À rappeler.")
    page.locator("#canvas").focus()
    page.keyboard.press("Control+z")
    expect(page.locator("#note")).to_have_value("")


def test_hiding_from_the_panel_is_one_step(page: Page) -> None:
    drawing = explore(page, AROUND)
    drawing.ask("desk.selection.choose([given])", drawing.id("RSA Cosmos"))
    hide = page.locator("#panel").get_by_role("button", name="Masquer sur le dessin")
    hide.focus()
    page.keyboard.press("Enter")
    assert "RSA Cosmos" not in drawing.names()
    page.keyboard.press("Control+z")
    assert "RSA Cosmos" in drawing.names()
    assert drawing.selected() == ["RSA Cosmos"]
    page.keyboard.press("Control+Shift+z")
    assert drawing.selected() == []


def test_names_break_between_words(page: Page) -> None:
    drawing = explore(page, AROUND)
    drawing.ask("desk.selection.choose([given])", drawing.id("RSA Cosmos"))
    name = page.locator("#panel .xpair bdi").first
    expect(name).to_be_visible()
    lines = name.evaluate("""(name) => {
      name.textContent = "Fondazione POLIAMBULANZA Kiadovallalat";
      name.closest(".xpair").querySelector(".tie").textContent = "ne présente personne";
      return name.textContent.split(" ").map((word) => {
        const range = document.createRange(), at = name.textContent.indexOf(word);
        range.setStart(name.firstChild, at);
        range.setEnd(name.firstChild, at + word.length);
        return range.getClientRects().length;
      });
    }""")
    assert lines == [1, 1, 1]


def test_of_several_the_ties_between_them_and_paths_between_each_two(page: Page) -> None:
    drawing = explore(page)
    trio = drawing.ask(TRIO)
    drawing.ask("desk.selection.choose(given)", trio)
    pairs = page.locator("#pairs button")
    expect(pairs).to_have_count(3)
    second = pairs.nth(1)
    expect(second).to_have_text(re.compile(" → "))
    second.click()
    expect(page.locator("#path-from")).to_have_value(drawing.ask("desk.facts.name(given)", trio[0]))
    expect(page.locator("#path-to")).to_have_value(drawing.ask("desk.facts.name(given)", trio[2]))


def test_paths_lead_from_place_to_place(page: Page) -> None:
    drawing = explore(page)
    two = drawing.ask("[...desk.drawing.dots.values()].filter(dot => dot.kind === 'place').slice(0, 2).map(dot => dot.id)")
    drawing.ask("desk.selection.choose(given)", two)
    page.locator("#panel").get_by_role("button", name="Chemins entre les deux").click()
    for field, place in zip(("#path-from", "#path-to"), two, strict=True):
        expect(page.locator(field)).to_have_value(drawing.ask("desk.facts.name(given)", place))


def test_paths_between_places_are_drawn_from_left_to_right(page: Page) -> None:
    drawing = explore(page, "/explore?from=city:saint-chamond&to=city:saint-etienne")
    page.wait_for_function("() => document.getElementById('explore').desk.selection.route.length > 1")
    route = ["city:saint-chamond", *drawing.ask("desk.selection.route"), "city:saint-etienne"]
    xs = drawing.ask("given.map(id => desk.view.places.get(id).x)", route)
    assert len(route) > 3
    assert xs[0] < xs[1] < xs[2] <= xs[-1] == max(xs), (route, xs)
    assert drawing.ask("given.every(id => desk.selection.lit.has(id))", route)


def test_a_tie_between_those_that_are_selected_leads_to_its_evidence(page: Page) -> None:
    drawing = explore(page)
    link = drawing.ask(
        "(() => { const link = [...desk.drawing.links.values()].find(one => one.weight === 'medium'); return [link.key, link.source, link.target]; })()"
    )
    drawing.ask("desk.selection.choose(given)", link[1:])
    page.locator("#panel").get_by_role("button", name=re.compile(" – ")).first.click()
    expect(page.locator("#panel .source").first).to_be_visible()
    assert drawing.ask("[desk.selection.link !== null, desk.selection.ids.size]") == [True, 0]
