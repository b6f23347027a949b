"""Imported text stays text: whatever an entity or a tie is called, nothing of it runs, styles, loads or links."""

from urllib.parse import quote

import pytest
from playwright.sync_api import Dialog, Page

from tests.browser.conftest import Complaints, OpenPage
from tests.web.seed import HOSTILE, hostile_id

FOREIGN = """() => ({
  scripts: [...document.scripts].filter(s => !s.src.startsWith(location.origin + '/static/')).length,
  handlers: [...document.querySelectorAll('*')].filter(e => [...e.attributes].some(a => a.name.startsWith('on'))).length,
  pictures: document.querySelectorAll('img:not([src^="/static/"]), iframe, object, embed, base, meta[http-equiv]').length,
  links: [...document.querySelectorAll('[href], [action], [formaction]')]
    .map(e => e.getAttribute('href') ?? e.getAttribute('action') ?? e.getAttribute('formaction'))
    .filter(a => !/^(\\/(?![\\/\\\\])|#|https?:\\/\\/|\\?|$)/.test(a)),
})"""


def assert_nothing_foreign(page: Page) -> None:
    assert page.evaluate(FOREIGN) == {"scripts": 0, "handlers": 0, "pictures": 0, "links": []}, page.url


@pytest.fixture
def wary(open_page: OpenPage, complaints: Complaints) -> Page:
    page = open_page()
    complaints.expected |= {404, 409, 422}

    def alarm(dialog: Dialog) -> None:
        dialog.dismiss()
        pytest.fail(f"a script ran: {dialog.message}")

    page.on("dialog", alarm)
    return page


@pytest.mark.parametrize("number", range(len(HOSTILE)), ids=lambda n: repr(HOSTILE[n][:20]))
def test_a_hostile_name_stays_text_on_every_page(wary: Page, number: int) -> None:
    name, id = HOSTILE[number], quote(hostile_id(number), safe="")
    shown = " ".join(name.split())[:60]
    for address in (
        f"/entities/{id}",
        f"/introductions?source=person%3Aana&target={id}",
        f"/introductions?source=person%3Aana&to_label=PME&avoid={id}",
        f"/search?q={quote(name[:150])}",
        f"/introductions?source={quote(name[:150])}&target={quote(name[:150])}",
    ):
        answer = wary.goto(address)
        assert answer is not None
        assert answer.status < 500, address
        assert_nothing_foreign(wary)
        if id in address and "avoid" not in address:
            assert shown in " ".join(wary.locator("body").inner_text().split()), address
            assert wary.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), f"wider than the screen: {address}"


def test_hostile_names_stay_text_in_suggestions(wary: Page) -> None:
    wary.goto("/")
    for name in HOSTILE[:6]:
        wary.get_by_role("main").get_by_role("combobox").fill(name[:60])
        wary.wait_for_timeout(400)
        assert_nothing_foreign(wary)
