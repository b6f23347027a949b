"""What becomes of a drawing: expanded, revealed, collapsed, folded; and that what changed is drawn anew, no more."""

import re
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Page, Route, expect

from tests.browser.exploring import METROPOLE, explore

ADDED = """() => {
    const desk = document.getElementById("explore").desk, { sigma } = desk.canvas;
    const picture = () => ["nodes", "edges"].map((layer) => {
        const gl = sigma.webGLContexts[layer], pixels = new Uint8Array(4 * gl.drawingBufferWidth * gl.drawingBufferHeight);
        gl.readPixels(0, 0, gl.drawingBufferWidth, gl.drawingBufferHeight, gl.RGBA, gl.UNSIGNED_BYTE, pixels);
        return pixels.join();
    });
    const shown = (act) => new Promise((done) => (sigma.once("afterRender", () => done(picture())), act()));
    let ordered = 0;
    sigma.on("afterProcess", () => ordered++);
    const [middle] = desk.drawing.dots.keys();
    const like = { ...desk.facts.entities.get(middle), kind: "company", labels: ["Company"] };
    const undated = { since: null, until: null, year_from: null, year_to: null };
    const tied = { type: "KNOWS", introduces: true, strength: 0.9, status: "stated", source_document: null, ...undated };
    const nodes = [0, 1, 2].map((i) => ({ ...like, id: `new:${i}` }));
    const ties = nodes.map(({ id }, i) => ({ ...tied, id: `tie:${i}`, source: middle, target: id, symmetric: i === 0 }));
    const places = (ids) => new Map(ids.map((id, i) => [id, { x: 40 * i - 60, y: 30 * i }]));
    return shown(() => sigma.scheduleRender()).then(async (before) => {
        const added = await shown(() => desk.add({ nodes, ties }, { what: "did_add", places }));
        const found = { ordered, pointed: sigma.getNodeAtPosition(desk.canvas.spot("new:1")) };
        const anew = await shown(() => sigma.refresh());
        const undone = await shown(() => desk.store.undo());
        const same = (a, b) => a.every((layer, i) => layer === b[i]);
        return { ...found, seen: !same(before, added), whole: same(added, anew), undone: same(before, undone) };
    });
}"""


def test_what_is_added_is_drawn_as_if_all_were_drawn_anew(page: Page) -> None:
    """And nothing that was there before is put in order again for it."""
    explore(page)
    page.mouse.move(1, 1)
    assert page.evaluate(ADDED) == {"ordered": 0, "pointed": "new:1", "seen": True, "whole": True, "undone": True}


def test_expanding_a_small_neighbourhood_and_undoing_it(page: Page) -> None:
    drawing = explore(page, "/explore?id=company:rsa-cosmos")
    assert drawing.names() == ["RSA Cosmos"]
    x, y = drawing.spot("RSA Cosmos")
    page.mouse.dblclick(x, y)
    page.wait_for_function("() => document.getElementById('explore').desk.drawing.dots.size === 7")
    place = drawing.place("RSA Cosmos")
    page.keyboard.press("Control+z")
    assert drawing.names() == ["RSA Cosmos"]
    page.get_by_role("button", name="Rétablir").click()
    assert len(drawing.names()) == 7
    assert drawing.place("RSA Cosmos") == place, "what was there stays where it is"


def test_a_hub_asks_what_to_show(page: Page) -> None:
    """More neighbours than can be read: the counts by kind of tie come first."""
    drawing = explore(page, "/explore?id=structure:saint-etienne-metropole")
    page.route("**/graph/around/**", lambda route: _as_hub(route))
    page.locator("#canvas").focus()
    page.keyboard.press("e")
    nature = page.locator("#nature")
    expect(nature).to_be_visible()
    assert drawing.names() == [METROPOLE]
    page.unroute("**/graph/around/**")
    nature.get_by_role("button").first.click()
    page.wait_for_function("() => document.getElementById('explore').desk.drawing.dots.size > 1")
    expect(nature.get_by_text(re.compile("affiché")).first).to_be_visible()


def test_a_hub_is_shown_page_by_page_and_nothing_is_passed_over(page: Page) -> None:
    """Also where one neighbour has several ties, and where some neighbours are shown for other reasons."""
    drawing = explore(page, "/explore?id=structure:saint-etienne-metropole")
    hub = drawing.id(METROPOLE)
    page.route("**/graph/around/**", lambda route: _members(route, hub))
    drawing.ask("desk.add({ nodes: given, ties: [] }, { what: 'did_add' })", [_member(n) for n in range(100, 250)])
    drawing.ask("desk.facts.learn({ ties: given })", [_membership(n, 0, hub) for n in range(100, 250)])
    drawing.ask("desk.store.amend((draft) => given.forEach((id) => draft.ties.add(id)))", [f"m:{n}:0" for n in range(100, 250)])
    for left in (150, 100, 0):
        drawing.ask("import('/static/js/explore/expand.js').then(({ expandBy }) => expandBy(desk, given, 'MEMBER_OF'))", hub)
        shown = len([name for name in drawing.ask("[...desk.view.places.keys()]") if name.startswith("m:")])
        assert shown == 400 - left, drawing.page.locator("#said").inner_text()
        said = page.locator("#said").inner_text()
        assert (f"{left} autres" in said) is (left > 0), said


def _member(n: int) -> dict[str, object]:
    place: dict[str, object] = {"city": None, "country": None, "lat": None, "lon": None, "sectors": [], "objects": False}
    return {"id": f"m:{n}", "name": f"Membre {n}", "labels": ["PME"], "kind": "company", "degree": 1} | place


def _membership(n: int, i: int, hub: str) -> dict[str, object]:
    dated = {"since": None, "until": None, "year_from": None, "year_to": None, "status": "stated", "source_document": None}
    return {"id": f"m:{n}:{i}", "source": f"m:{n}", "target": hub, "type": "MEMBER_OF", "symmetric": False, "introduces": True, "strength": 0.5} | dated


def _members(route: Route, hub: str) -> None:
    """Four hundred members, the first of them twice, a hundred to a page."""
    answer = route.fetch()
    page = int(parse_qs(urlsplit(route.request.url).query).get("page", ["1"])[0])
    here = range((page - 1) * 100, min(page * 100, 400))
    ties = [_membership(n, i, hub) for n in here for i in range(2 if n < 100 else 1)]
    route.fulfill(response=answer, json=answer.json() | {"total": 400, "looked_at_all": True, "nodes": [_member(n) for n in here], "ties": ties})


def _as_hub(route: object) -> None:
    answer = route.fetch()  # type: ignore[attr-defined]
    told = answer.json() | {"total": 5000}
    route.fulfill(response=answer, json=told)  # type: ignore[attr-defined]


def test_revealing_collapsing_keeping_and_inverting(page: Page) -> None:
    drawing = explore(page, "/explore?id=company:rsa-cosmos")
    page.locator("#canvas").focus()
    page.keyboard.press("e")
    page.wait_for_function("() => document.getElementById('explore').desk.drawing.dots.size === 7")
    ties = drawing.links()
    page.keyboard.press("t")
    page.wait_for_function("(n) => document.getElementById('explore').desk.drawing.links.size > n", arg=ties)
    drawing.choose("RSA Cosmos")
    page.keyboard.press("i")
    assert len(drawing.selected()) == 6
    assert "RSA Cosmos" not in drawing.selected()
    page.get_by_role("button", name="Ne garder que la sélection").click()
    assert len(drawing.names()) == 6
    page.keyboard.press("Control+z")
    drawing.choose("RSA Cosmos")
    page.get_by_role("button", name="Replier ce qui n’y tient que par elle").click()
    assert len(drawing.names()) < 7
    page.keyboard.press("Control+z")
    assert len(drawing.names()) == 7


def test_groups_fold_open_and_can_be_undone(page: Page) -> None:
    drawing = explore(page)
    page.get_by_role("combobox", name="Regroupements").select_option("community")
    page.wait_for_function("() => [...document.getElementById('explore').desk.drawing.dots.values()].some(dot => dot.members)")
    page.wait_for_function("() => !document.getElementById('explore').desk.settling")
    folded = len(drawing.names())
    assert folded < 60
    expect(page.locator("#count")).to_contain_text("groupe")
    group = drawing.ask("[...desk.drawing.dots.values()].find(dot => dot.members).name")
    drawing.click(group)
    page.wait_for_function("(n) => document.getElementById('explore').desk.drawing.dots.size > n", arg=folded)
    page.locator("#canvas").focus()
    page.keyboard.press("Control+z")
    assert len(drawing.names()) == folded
    page.get_by_role("combobox", name="Regroupements").select_option("")
    page.wait_for_function("() => document.getElementById('explore').desk.drawing.dots.size === 60")


def test_what_is_added_while_communities_are_folded_is_seen(page: Page) -> None:
    drawing = explore(page)
    page.get_by_role("combobox", name="Regroupements").select_option("community")
    page.wait_for_function("() => [...document.getElementById('explore').desk.drawing.dots.values()].some(dot => dot.members)")
    page.wait_for_function("() => !document.getElementById('explore').desk.settling")
    group = drawing.ask("[...desk.drawing.dots.values()].find(dot => dot.members).id")
    member = drawing.ask("desk.drawing.dots.get(given).members[0]", group)
    drawing.ask("import('/static/js/explore/expand.js').then(({ openGroup }) => openGroup(desk, given))", group)
    told = {"name": "Neuve", "labels": ["PME"], "kind": "company", "degree": 1, "city": None, "country": None, "sectors": [], "objects": False}
    several = [told | {"id": f"test:fresh-{i}"} for i in range(5)]
    drawing.ask("desk.add({ nodes: given.nodes, ties: [] }, { what: 'did_expand', beside: () => given.member })", {"nodes": several, "member": member})
    assert [drawing.ask("desk.drawing.dots.get(given)?.members ?? null", node["id"]) for node in several] == [None] * 5
    assert drawing.names().count("Neuve") == 5
    page.locator("#canvas").focus()
    page.keyboard.press("Control+z")
    assert "Neuve" not in drawing.names()


CHANGES = """async (given) => {
    const { desk } = document.getElementById("explore");
    const { sigma } = desk.canvas;
    const seen = { nodes: 0, links: 0, frames: 0 };
    const { addNode, addEdge } = sigma;
    sigma.addNode = function (...rest) { seen.nodes++; return addNode.apply(this, rest); };
    sigma.addEdge = function (...rest) { seen.links++; return addEdge.apply(this, rest); };
    sigma.on("afterRender", () => seen.frames++);
    if (given === "undo") desk.store.undo();
    else desk.store.change("did_hide", (draft) => [...desk.drawing.dots.keys()].slice(0, 20).forEach((id) => draft.hidden.add(id)));
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    delete sigma.addNode;
    delete sigma.addEdge;
    return seen;
}"""


def test_many_changes_are_one_frame_that_draws_anew_what_changed(page: Page) -> None:
    drawing = explore(page)
    drawing.spot(METROPOLE)
    hidden = page.evaluate(CHANGES, "hide")
    assert 1 <= hidden["frames"] <= 2, "one for all of them; another may have been under way"
    assert hidden["nodes"] <= len(drawing.names()), "more nodes were drawn anew than are left"
    assert drawing.ask("desk.canvas.sigma.getGraph().order") == len(drawing.names()) == 40
    back = page.evaluate(CHANGES, "undo")
    assert 1 <= back["frames"] <= 2
    assert back["nodes"] <= 2 * 20, back
    assert len(drawing.names()) == 60


def test_several_are_expanded_in_one_step(page: Page) -> None:
    drawing = explore(page, "/explore?id=company:rsa-cosmos&id=company:atelier-furan")
    before = drawing.names()
    assert len(before) == 2
    page.locator("#canvas").focus()
    page.keyboard.press("Control+a")
    assert sorted(drawing.selected()) == sorted(before)
    page.locator("#expand").click()
    page.wait_for_function("() => document.getElementById('explore').desk.drawing.dots.size > 4")
    for id in ("company:rsa-cosmos", "company:atelier-furan"):
        assert drawing.ask("(desk.facts.around.get(given) ?? new Set()).size", id)
    expect(page.locator("#said")).to_have_text(re.compile("ajoutées"))
    page.keyboard.press("Control+z")
    assert sorted(drawing.names()) == sorted(before)


def test_very_many_are_not_expanded_at_once(page: Page) -> None:
    drawing = explore(page)
    page.locator("#canvas").focus()
    drawing.ask("desk.add({ nodes: [{ ...[...desk.facts.entities.values()][0], id: 'x:one' }], ties: [] }, { what: 'did_add' })")
    page.keyboard.press("Control+a")
    shown = len(drawing.names())
    page.locator("#expand").click()
    expect(page.locator("#said")).to_have_text(re.compile("au plus 60 fiches"))
    assert len(drawing.names()) == shown
