"""The canvas, its legend, its tables and what can be done to what is shown: by mouse and by keyboard."""

import re
from base64 import b64encode

import pytest
from playwright.sync_api import Page, expect

from tests.browser.exploring import AROUND, BEST, METROPOLE, Drawing, explore

DGE = "structure:direction-generale-entreprises"


def test_what_an_address_names_is_drawn_and_listed(page: Page) -> None:
    drawing = explore(page)
    assert len(drawing.names()) == 60
    expect(page.locator("#count")).to_have_text(re.compile(r"60 fiches, \d+ liens"))
    expect(page.get_by_role("region", name="La même chose en tableaux").get_by_role("row")).to_have_count(61)
    assert drawing.ask("Number(desk.canvas.container.dataset.names)") > 20
    places = {drawing.ask("[...desk.view.places.values()].map(p => `${p.x} ${p.y}`).join()")}
    assert len(places) == 1
    assert drawing.ask("new Set([...desk.view.places.values()].map(p => `${p.x} ${p.y}`)).size") == 60, "two lie on one point"


CORNER = """async ({ picture, size }) => {
    const image = new Image();
    image.src = `data:image/png;base64,${picture}`;
    await image.decode();
    const canvas = Object.assign(document.createElement("canvas"), { width: size, height: size });
    const pen = canvas.getContext("2d", { willReadFrequently: true });
    pen.drawImage(image, 0, 0);
    const at = (x, y) => [...pen.getImageData(Math.round(x * size), Math.round(y * size), 1, 1).data].slice(0, 3).join();
    return [at(0.04, 0.04) === at(0.5, 0.07), at(0.5, 0.07)];
}"""


def test_kinds_differ_by_shape_and_colour(page: Page) -> None:
    """The corner of a square has its colour, that of a hexagon shows the ground."""
    drawing = explore(page)
    colours = set()
    for name, is_square in {"Olivo": True, METROPOLE: False}.items():
        x, y = drawing.spot(name)
        half = round(drawing.ask("desk.canvas.spot(given).radius", drawing.id(name)) * 0.86)
        shot = page.screenshot(clip={"x": round(x) - half, "y": round(y) - half, "width": 2 * half, "height": 2 * half})
        like_the_middle, colour = page.evaluate(CORNER, {"picture": b64encode(shot).decode(), "size": 2 * half})
        assert like_the_middle is is_square, name
        colours.add(colour)
    assert len(colours) == 2


def test_names_do_not_lie_over_each_other(page: Page) -> None:
    explore(page)
    overlaps = page.evaluate(
        """async () => {
            const { placeNames } = await import("/static/js/explore/names.js");
            const named = (i) => ({ id: `${i}`, x: (i * 137) % 900, y: (i * 71) % 600, radius: 6, text: `Name ${i}`, weight: i, strong: false });
            const wanted = Array.from({ length: 400 }, (_, i) => named(i));
            const placed = placeNames(wanted, (text) => text.length * 7, wanted, { width: 900, height: 600 }, 140);
            const boxes = placed.map(({ x, y, text, align }) => {
                const width = text.length * 7, left = align === "left" ? x : align === "right" ? x - width : x - width / 2;
                return [left, y - 8, left + width, y + 8];
            });
            const meet = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
            return [placed.length, boxes.filter((a, i) => boxes.some((b, j) => j > i && meet(a, b))).length];
        }"""
    )
    assert overlaps[0] > 20
    assert overlaps[1] == 0


def test_a_name_that_must_be_there_lies_over_a_mark_and_over_no_name(page: Page) -> None:
    explore(page)
    placed = page.evaluate(
        """async () => {
            const { placeNames } = await import("/static/js/explore/names.js");
            const marks = [];
            for (let x = 260; x <= 640; x += 20) for (let y = 160; y <= 440; y += 20) marks.push({ x, y, radius: 9 });
            const named = (text, x, sure) => ({ id: text, text, x, y: 300, radius: 9, weight: sure ? 1 : 2, strong: false, sure });
            const wanted = [named("may", 400, false), named("must", 500, true), named("must too", 520, true)];
            return placeNames(wanted, (text) => text.length * 7, marks, { width: 900, height: 600 }, 140);
        }"""
    )
    assert [name["text"] for name in placed] == ["must", "must too"]
    assert (placed[0]["x"], placed[0]["y"], placed[0]["align"]) != (placed[1]["x"], placed[1]["y"], placed[1]["align"])


WRITTEN = """(() => {
    window.written = new Set();
    const write = CanvasRenderingContext2D.prototype.fillText;
    CanvasRenderingContext2D.prototype.fillText = function (text, ...at) { window.written.add(text); return write.call(this, text, ...at); };
})()"""


def test_a_mark_has_the_short_name_and_the_panel_the_whole_one(page: Page) -> None:
    page.add_init_script(WRITTEN)
    drawing = explore(page, f"/explore?around={DGE}")
    name = drawing.ask("desk.facts.name(given)", DGE)
    expect(page.locator("#panel h2")).to_have_text(name)
    page.wait_for_function("() => window.written.has('DGE')")
    assert name not in page.evaluate("[...window.written]")


def test_the_largest_and_the_most_tied_have_their_names(page: Page) -> None:
    """Also where they stand in a crowd, and nothing is selected: in a narrow window there is no room beside them."""
    page.set_viewport_size({"width": 480, "height": 800})
    page.add_init_script(WRITTEN)
    drawing = explore(page)
    largest, tied = drawing.ask(
        "[(a, b) => b.size - a.size || b.links - a.links, (a, b) => b.links - a.links || b.size - a.size].map((order) =>"
        " [...desk.drawing.dots.values()].map(({ id, size }) => ({ text: desk.facts.mark(id), size, links: desk.canvas.tied(id) })).sort(order)[0].text)"
    )
    page.wait_for_function("(given) => given.every((text) => window.written.has(text))", arg=[largest, tied])


def test_a_click_shows_what_is_known_and_from_where(page: Page) -> None:
    drawing = explore(page)
    drawing.choose(METROPOLE)
    panel = page.get_by_role("complementary", name="Ce qui est sélectionné")
    expect(panel.get_by_text("000_2eba67a3858b7edd.txt").first).to_be_visible()
    expect(panel.get_by_role("link", name="Qui peut nous présenter ?")).to_have_attribute("href", re.compile(r"/introductions\?target=structure"))
    expect(panel.get_by_role("heading", name="Liens les plus solides")).to_be_visible()
    expect(panel.get_by_text("lien fort").first).to_be_visible()
    row = page.locator(f'#rows tr[data-id="{drawing.id(METROPOLE)}"]')
    expect(row.get_by_role("button", pressed=True)).to_be_visible()
    panel.get_by_role("button", name="Fermer").click()
    expect(page.get_by_role("heading", name="Rien n’est sélectionné")).to_be_visible()


def test_a_tie_shows_its_evidence(page: Page) -> None:
    drawing = explore(page)
    drawing.ask(
        "desk.selection.chooseLink([...desk.drawing.links.values()].find(link => [link.source, link.target].sort().join() === given)?.key)",
        ",".join(sorted([drawing.id(METROPOLE), drawing.id("Fiped")])),
    )
    panel = page.get_by_role("complementary", name="Ce qui est sélectionné")
    expect(panel.get_by_text(re.compile("lien (fort|moyen)")).first).to_be_visible()
    expect(panel.locator(".source").first).to_contain_text(re.compile(r"\.txt|Aucun document"))
    expect(page.locator("#rows tr").nth(1)).to_be_attached()


def test_the_legend_filters_and_can_be_undone(page: Page) -> None:
    drawing = explore(page)
    before = drawing.names()
    page.get_by_role("checkbox", name=re.compile("^Entreprises")).uncheck()
    assert "Olivo" not in drawing.names()
    page.get_by_role("checkbox", name=re.compile("situe seulement")).uncheck()
    assert drawing.links() < 40
    page.locator("#canvas").focus()
    page.keyboard.press("Control+z")
    page.keyboard.press("Control+z")
    assert drawing.names() == before
    page.keyboard.press("Control+Shift+Z")
    assert "Olivo" not in drawing.names()
    page.get_by_role("button", name="Annuler").click()
    assert drawing.names() == before


def test_from_entry_to_entry_by_the_arrows(page: Page) -> None:
    drawing = explore(page, AROUND)
    page.locator("#canvas").focus()
    first = drawing.focused()
    assert first
    reached = {first}
    for key in ("ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp") * 3:
        page.keyboard.press(key)
        reached.add(drawing.focused())
    assert len(reached) >= 4, reached
    page.keyboard.press("Enter")
    expect(page.locator("#panel h2")).to_have_text(drawing.focused())
    expect(page.locator("#rows tr.here")).to_have_count(1)
    chosen = drawing.focused()
    page.keyboard.press("h")
    assert chosen not in drawing.names()
    page.keyboard.press("Control+z")
    assert chosen in drawing.names()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Touches et gestes")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_table_rows_lead_to_the_canvas_and_back(page: Page) -> None:
    drawing = explore(page)
    page.get_by_role("button", name="Olivo", exact=True).focus()
    assert drawing.focused() == "Olivo"
    page.keyboard.press("Enter")
    assert drawing.selected() == ["Olivo"]
    other = page.locator("#rows button[data-act=choose]").first
    other.press("Shift+Enter")
    assert len(drawing.selected()) == 2
    page.locator("#rows").get_by_role("button", name="Olivo", exact=True).click(modifiers=["Shift"])
    assert drawing.selected() == [other.inner_text()]
    page.get_by_role("button", name="Nom", exact=True).click()
    first, second = (page.locator("#rows tbody tr th").nth(i).inner_text().strip() for i in (0, 1))
    assert first.lower() <= second.lower()
    page.get_by_role("searchbox", name="Partie d’un nom").fill("olivo")
    expect(page.locator("#rows tbody tr")).to_have_count(1)
    page.locator("#show-ties").click()
    expect(page.locator("#rows tbody tr")).not_to_have_count(0)


def test_dragging_pins_and_can_be_undone(page: Page) -> None:
    drawing = explore(page, AROUND)
    before = drawing.place("RSA Cosmos")
    x, y = drawing.spot("RSA Cosmos")
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 60, y + 40, steps=6)
    page.mouse.up()
    page.wait_for_function("() => document.getElementById('explore').desk.view.pinned.size === 1")
    assert drawing.place("RSA Cosmos") != before
    now = drawing.spot("RSA Cosmos")
    assert abs(now[0] - x - 60) < 3
    assert abs(now[1] - y - 40) < 3
    page.keyboard.press("Control+z")
    assert drawing.place("RSA Cosmos") == before
    assert drawing.ask("desk.view.pinned.size") == 0


def test_shift_and_the_lasso_select_several(page: Page) -> None:
    drawing = explore(page, AROUND)
    drawing.choose("RSA Cosmos")
    page.keyboard.down("Shift")
    drawing.click("Fiped")
    page.keyboard.up("Shift")
    assert drawing.selected() == ["Fiped", "RSA Cosmos"]
    expect(page.get_by_role("heading", name="2 fiches sélectionnées")).to_be_visible()
    page.get_by_role("textbox", name="Nom de ce groupe").fill("Katowice 2025")
    page.get_by_role("button", name="Nommer ce groupe").click()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Entourer").click()
    box = page.locator("#canvas").bounding_box()
    assert box is not None
    corners = [(8, 8), (box["width"] - 8, 8), (box["width"] - 8, box["height"] - 8), (8, box["height"] - 8), (8, 10)]
    page.mouse.move(box["x"] + 8, box["y"] + 8)
    page.mouse.down()
    for dx, dy in corners[1:]:
        page.mouse.move(box["x"] + dx, box["y"] + dy, steps=4)
    page.mouse.up()
    page.wait_for_function("() => document.getElementById('explore').desk.selection.ids.size === 7")
    expect(page.get_by_role("button", name="Entourer")).to_have_attribute("aria-pressed", "false")
    page.locator("#canvas").focus()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Katowice 2025").click()
    assert drawing.selected() == ["Fiped", "RSA Cosmos"]


def test_what_is_selected_is_never_faded(page: Page) -> None:
    """Also while the mouse is on something it is not tied to."""
    drawing = explore(page)
    one, other = drawing.ask(
        "[...desk.drawing.dots.keys()].filter(id => id !== given && !desk.canvas.sigma.getGraph().areNeighbors(id, given)).slice(0, 1).concat(given)",
        drawing.id("Olivo"),
    )
    drawing.ask("desk.selection.choose([given])", one)
    drawing.ask("desk.selection.point(given)", other)
    assert drawing.ask("[desk.canvas.isBright(given[0]), desk.canvas.isBright(given[1])]", [one, other]) == [True, True]


@pytest.mark.parametrize("layout", ["community", "layered", "concentric", "geographic", "force"])
def test_every_arrangement_gives_each_its_own_place(page: Page, layout: str) -> None:
    drawing = explore(page, BEST + ("&layout=geographic" if layout == "force" else ""))
    before = drawing.ask("JSON.stringify([...desk.view.places])")
    page.get_by_role("combobox", name="Disposition").select_option(layout)
    page.wait_for_function("(was) => JSON.stringify([...document.getElementById('explore').desk.view.places]) !== was", arg=before)
    assert drawing.ask("new Set([...desk.view.places.values()].map(p => `${p.x.toFixed(2)} ${p.y.toFixed(2)}`)).size") == 60
    assert drawing.ask("[...desk.view.places.values()].every(p => Number.isFinite(p.x) && Number.isFinite(p.y))")
    page.locator("#canvas").focus()
    page.keyboard.press("Control+z")
    assert drawing.ask("JSON.stringify([...desk.view.places])") == before


def test_by_place_says_who_has_none(page: Page) -> None:
    drawing = explore(page)
    placeless = drawing.ask("[...desk.drawing.dots.keys()].filter(id => desk.facts.entities.get(id).lat === null).length")
    assert placeless > 1
    page.get_by_role("combobox", name="Disposition").select_option("geographic")
    expect(page.locator("#wait")).to_have_text(f"{placeless} fiches sans lieu connu se trouvent sous les autres.")


def test_what_was_pointed_at_is_no_more_once_all_stand_elsewhere(page: Page) -> None:
    drawing = explore(page)
    page.mouse.move(*drawing.spot(METROPOLE))
    page.wait_for_function("() => document.getElementById('explore').desk.selection.hovered !== null")
    page.get_by_role("combobox", name="Disposition").select_option("layered")
    page.wait_for_function("() => document.getElementById('explore').desk.view.layout === 'layered'")
    assert drawing.ask("desk.selection.hovered") is None


def test_adding_by_the_search_box(page: Page) -> None:
    drawing = explore(page, "/explore")
    expect(page.get_by_role("heading", name="De qui voulez-vous voir le réseau ?")).to_be_visible()
    box = page.get_by_role("combobox", name="Ajouter au dessin")
    box.fill("saint")
    expect(page.get_by_role("group", name="Structures")).to_be_visible()
    box.fill("rsa cosm")
    option = page.get_by_role("option", name=re.compile("RSA Cosmos.*Sorbiers.*6 liens"))
    expect(option).to_be_visible()
    box.press("ArrowDown")
    expect(option).to_have_attribute("aria-selected", "true")
    box.press("Enter")
    page.wait_for_function("() => document.getElementById('explore').desk.drawing.dots.size === 1")
    assert drawing.selected() == ["RSA Cosmos"]
    box.press("ArrowDown")
    expect(page.get_by_role("group", name="Vus récemment")).to_be_visible()


def test_the_best_connected_to_begin_with(page: Page) -> None:
    drawing = explore(page, "/explore")
    page.get_by_role("button", name="Montrer les plus reliés").click()
    page.wait_for_function("() => document.getElementById('explore').desk.drawing.dots.size === 60")
    assert METROPOLE in drawing.names()


def test_zooming_and_fitting(page: Page) -> None:
    drawing = explore(page, AROUND)
    ratio = drawing.ask("desk.canvas.sigma.getCamera().ratio")
    page.get_by_role("button", name="Plus près").click()
    assert drawing.ask("desk.canvas.sigma.getCamera().ratio") < ratio
    page.locator("#canvas").focus()
    page.keyboard.press("-")
    page.keyboard.press("-")
    assert drawing.ask("desk.canvas.sigma.getCamera().ratio") > ratio
    page.keyboard.press("0")
    assert drawing.ask("desk.canvas.sigma.getCamera().ratio") == pytest.approx(ratio, rel=0.01)


def test_names_from_elsewhere_are_text_only(page: Page) -> None:
    drawing = explore(page, "/explore?id=person:hostile&id=person:ana")
    assert page.evaluate("window.hacked ?? document.querySelectorAll('main img, main script[src*=evil]').length") == 0
    assert drawing.names()


def test_the_theme_changes_the_colours_of_the_canvas(page: Page) -> None:
    drawing: Drawing = explore(page, AROUND)
    light = drawing.ask("desk.canvas.colours.paper")
    page.get_by_role("button", name="Thème sombre").click()
    page.wait_for_function("(was) => document.getElementById('explore').desk.canvas.colours.paper !== was", arg=light)
