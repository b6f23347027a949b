"""The tables below the canvas, by keyboard."""

from playwright.sync_api import Page, expect

from tests.browser.exploring import AROUND, explore

HERE = "document.activeElement.closest('tr')?.rowIndex"


def test_the_keyboard_stays_where_a_row_was_hidden(page: Page) -> None:
    n = len(explore(page, AROUND).names())
    rows = page.locator("#rows tbody tr")
    expect(rows).to_have_count(n)
    second, after = (rows.nth(i).locator("button[data-act=hide]") for i in (1, 2))
    name = after.inner_text()
    second.focus()
    page.keyboard.press("Enter")
    expect(rows).to_have_count(n - 1)
    page.wait_for_function(f"(name) => {HERE} === 2 && document.activeElement.innerText === name", arg=name)
    last = rows.last.locator("button[data-act=hide]")
    last.focus()
    page.keyboard.press("Enter")
    expect(rows).to_have_count(n - 2)
    page.wait_for_function(f"(row) => {HERE} === row", arg=n - 2)
