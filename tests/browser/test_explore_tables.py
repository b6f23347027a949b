"""The tables below the canvas, by keyboard."""

from playwright.sync_api import Page, expect

from tests.browser.exploring import explore
from tests.browser.test_explore_scenes import AROUND

HERE = "document.activeElement.closest('tr')?.rowIndex"


def test_the_keyboard_stays_where_a_row_was_hidden(page: Page) -> None:
    explore(page, AROUND)
    rows = page.locator("#rows tbody tr")
    n = rows.count()
    second, after = (rows.nth(i).locator("button[data-act=hide]") for i in (1, 2))
    name = after.inner_text()
    second.focus()
    page.keyboard.press("Enter")
    expect(rows).to_have_count(n - 1)
    assert page.evaluate(f"[{HERE}, document.activeElement.innerText]") == [2, name]
    last = rows.last.locator("button[data-act=hide]")
    last.focus()
    page.keyboard.press("Enter")
    expect(rows).to_have_count(n - 2)
    assert page.evaluate(HERE) == n - 2
