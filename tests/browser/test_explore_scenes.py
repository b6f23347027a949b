"""Views that are kept, opened again, edited in two tabs, shared and revoked."""

import re
from pathlib import Path

from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Complaints, OpenPage
from tests.browser.exploring import AROUND, Drawing, explore


def keep(page: Page, name: str, button: str = "Garder") -> None:
    page.locator("#save").click()
    dialog = page.get_by_role("dialog", name="Garder cette vue")
    dialog.get_by_role("textbox", name="Nom de la vue").fill(name)
    dialog.get_by_role("button", name=button, exact=True).click()
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_a_view_is_kept_and_opened_as_it_was(page: Page, open_page: OpenPage) -> None:
    drawing = explore(page, AROUND)
    drawing.choose("Fiped")
    page.get_by_role("textbox", name="Note").fill("à rappeler en mars")
    page.locator("#canvas").focus()
    page.keyboard.press("p")
    drawing.choose("Sorbiers")
    page.keyboard.press("h")
    keep(page, "Katowice, état de mars")
    expect(page).to_have_url(re.compile(r"\?scene="))
    other = Drawing(open_page())
    explore(other.page, page.url)
    assert other.names() == drawing.names()
    assert other.place("Fiped") == drawing.place("Fiped")
    assert other.ask("[...desk.view.notes.values()]") == ["à rappeler en mars"]
    assert other.ask("desk.view.pinned.size") == 1
    assert other.ask("desk.view.hidden.size") == 1


def test_a_dialog_stands_in_the_middle(page: Page) -> None:
    explore(page, AROUND)
    page.locator("#save").click()
    left, right = page.get_by_role("dialog").evaluate("(box) => [box.getBoundingClientRect().left, innerWidth - box.getBoundingClientRect().right]")
    assert abs(left - right) < 20, (left, right)


def test_what_changed_is_told_one_by_one(open_page: OpenPage) -> None:
    page = open_page()
    explore(page, AROUND)
    keep(page, "\u202eIl y a un an")
    other = open_page()
    tie = {"source": "<b>Ana</b>", "type": "KNOWS", "target": "Chloé"}
    changed = {
        "gone": [{"id": "a", "name": "Moulin"}],
        "renamed": [{"id": f"r{n}", "name": f"Ancien {n}", "now": f"Nouveau {n}"} for n in range(12)],
        "new_ties": 3,
        "ended_ties": 1,
        "withheld": 2,
        "new": [tie],
        "ended": [tie],
    }

    def answer(route: Route) -> None:
        route.fulfill(json=route.fetch().json() | {"changed": changed})

    other.route(re.compile(r"/api/v1/scenes/\w+"), answer)
    explore(other, page.url)
    dialog = other.get_by_role("dialog", name=re.compile("Il y a un an"))
    # The name is written the other way round; what stands around it is not.
    expect(dialog.get_by_role("heading", level=2)).to_have_text(re.compile("« ?\u2068\u202eIl y a un an\u2069"))
    for heading in ("1 fiche n’est plus là", "12 fiches ont changé de nom", "3 nouveaux liens", "1 lien est terminé", "2 personnes ne sont plus montrées"):
        expect(dialog.get_by_role("heading", name=heading)).to_be_visible()
    expect(dialog.get_by_text("Ancien 4 → Nouveau 4")).to_be_visible()
    expect(dialog.get_by_text("Ancien 11 → Nouveau 11")).to_be_hidden()
    dialog.get_by_text("et 7 autres").click()
    expect(dialog.get_by_text("Ancien 11 → Nouveau 11")).to_be_visible()
    expect(dialog.get_by_text("<b>Ana</b> connaît Chloé").first).to_be_visible()
    expect(dialog.get_by_text("2 autres ne peuvent qu’être comptés.")).to_be_visible()


def test_two_tabs_do_not_overwrite_each_other(open_page: OpenPage, complaints: Complaints) -> None:
    complaints.expected.add(409)
    mine, theirs = open_page(), open_page()
    explore(mine, AROUND)
    keep(mine, "À deux")
    explore(theirs, mine.url)
    keep(theirs, "À deux, par l’autre", "Garder les changements")
    mine.locator("#save").click()
    mine.get_by_role("button", name="Garder les changements").click()
    expect(mine.get_by_role("alert")).to_contain_text("entre-temps")
    mine.get_by_role("button", name="Garder comme une autre").click()
    expect(mine.get_by_role("dialog")).to_have_count(0)


def test_a_link_shows_the_view_read_only_until_it_is_revoked(open_page: OpenPage, complaints: Complaints) -> None:
    page = open_page()
    drawing = explore(page, AROUND)
    keep(page, "À montrer")
    page.locator("#share").click()
    dialog = page.get_by_role("dialog", name=re.compile("À montrer"))
    dialog.get_by_role("button", name="Créer un lien").click()
    link = dialog.get_by_label(re.compile("^Lien, jusqu’au"))
    address = link.input_value()
    guest = open_page()
    guest.goto(address)
    expect(guest.get_by_role("heading", level=1)).to_have_text("À montrer")
    expect(guest.get_by_role("heading", name="À montrer")).to_have_count(1)
    for name in drawing.names():
        expect(guest.get_by_role("link", name=name, exact=True).or_(guest.get_by_text(name, exact=True)).first).to_be_visible()
    assert guest.locator("#explore").count() == 0
    dialog.get_by_role("button", name="Révoquer ce lien").click()
    expect(dialog.get_by_text("Le lien est révoqué.")).to_be_visible()
    complaints.expected |= {404, 410}
    answer = guest.goto(address)
    assert answer is not None
    assert answer.status in {404, 410}


def test_a_kept_view_is_deleted_after_asking_twice(page: Page) -> None:
    explore(page, AROUND)
    keep(page, "À jeter")
    page.locator("#save").click()
    dialog = page.get_by_role("dialog", name="Garder cette vue")
    delete = dialog.get_by_role("listitem").filter(has_text="À jeter").get_by_role("button").last
    delete.click()
    expect(delete).to_have_text("Supprimer définitivement ?")
    delete.click()
    expect(dialog.get_by_text("À jeter", exact=True)).to_have_count(0)


def test_a_page_to_take_away_opens_as_it_was_arranged(open_page: OpenPage, complaints: Complaints, tmp_path: Path) -> None:
    """From a folder, without a server: every entry where the reader had put it, what was hidden or left out is not in it, and nobody is asked for anything."""
    page = open_page()
    drawing = explore(page, AROUND)
    drawing.ask(
        "desk.store.change('did_move', (draft) => { draft.places.set(given[0], {x: 700, y: 30}); draft.notes.set(given[0], given[1]); })",
        [drawing.id("Fiped"), "<b>à rappeler</b>"],
    )
    drawing.ask("desk.store.change('did_hide', (draft) => draft.hidden.add(given))", drawing.id("Sorbiers"))
    drawing.ask("desk.store.change('did_filter', (draft) => draft.without.add('situates'))")
    shown = drawing.ask("[...desk.drawing.dots.values()].map(dot => [dot.id, Math.round(dot.x), Math.round(-dot.y)])")
    page.locator("#export").click()
    page.locator("#picture-title").fill("Vue de mars")
    with page.expect_download() as found:
        page.get_by_role("button", name="Page interactive").click()
    found.value.save_as(tmp_path / "page.html")
    guest = open_page()
    asked: list[str] = []
    guest.on("request", lambda request: asked.append(request.url))
    guest.goto((tmp_path / "page.html").as_uri())
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    expect(guest.get_by_role("heading", level=1)).to_have_text("Vue de mars")
    expect(guest.get_by_text("<b>à rappeler</b>")).to_be_visible()
    guest.wait_for_function("() => network.getScale() > 0")
    places = guest.evaluate("Object.entries(network.getPositions()).map(([id, {x, y}]) => [id, Math.round(x), Math.round(y)])")
    drawn = {id: (x, y) for id, x, y in places}
    assert drawn.keys() == {id for id, _, _ in shown}
    assert all(abs(drawn[id][0] - x) <= 1 and abs(drawn[id][1] - y) <= 1 for id, x, y in shown), (places, shown)
    assert guest.evaluate("network.physics.physicsEnabled") is False
    assert guest.evaluate("data.edges.length") == drawing.ask("[...desk.drawing.links.values()].reduce((sum, link) => sum + link.ties.length, 0)")
    # All of it is in sight.
    spots = guest.evaluate("Object.values(network.getPositions()).map(at => network.canvasToDOM(at))")
    box = guest.locator("#drawing").bounding_box()
    assert box is not None
    assert all(0 < spot["x"] < box["width"] and 0 < spot["y"] < box["height"] for spot in spots), spots


def test_files_come_from_the_server(page: Page) -> None:
    explore(page, AROUND)
    page.locator("#export").click()
    with page.expect_download() as found:
        page.get_by_role("button", name="GraphML").click()
    assert "RSA Cosmos" in found.value.path().read_text("utf-8")
