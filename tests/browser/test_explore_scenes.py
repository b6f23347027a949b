"""Views that are kept, opened again, edited in two tabs, shared and revoked."""

import re

from playwright.sync_api import Page, expect

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


def test_two_tabs_do_not_overwrite_each_other(open_page: OpenPage, complaints: Complaints) -> None:
    complaints.expected.add(409)
    mine, theirs = open_page(), open_page()
    explore(mine, AROUND)
    keep(mine, "À deux")
    explore(theirs, mine.url)
    keep(theirs, "À deux, par l'autre", "Garder les changements")
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
    link = dialog.get_by_label(re.compile("^Lien, jusqu'au"))
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


def test_files_come_from_the_server(page: Page) -> None:
    explore(page, AROUND)
    page.locator("#export").click()
    with page.expect_download() as found:
        page.get_by_role("button", name="GraphML").click()
    assert "RSA Cosmos" in found.value.path().read_text("utf-8")
