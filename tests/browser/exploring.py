"""The canvas of Explore as tests see it: what is drawn, and where on the screen."""

import time
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.conftest import PATIENCE

BEST = "/explore?best=all"
AROUND = "/explore?around=company:rsa-cosmos"
METROPOLE = "Saint-Étienne Métropole"

_DESK = "const desk = document.getElementById('explore').desk;"


@dataclass(frozen=True)
class Drawing:
    page: Page

    def ask(self, expression: str, argument: object = None) -> Any:
        """The value of an expression over `desk` and `given`."""
        return self.page.evaluate(f"(given) => {{ {_DESK} return {expression}; }}", argument)

    def names(self) -> list[str]:
        found: list[str] = self.ask("[...desk.drawing.dots.values()].map(dot => dot.name)")
        return sorted(found)

    def id(self, name: str) -> str:
        found: str = self.ask("[...desk.drawing.dots.values()].find(dot => dot.name === given)?.id", name)
        assert found, f"{name} is not drawn: {self.names()}"
        return found

    def links(self) -> int:
        found: int = self.ask("desk.drawing.links.size")
        return found

    def selected(self) -> list[str]:
        found: list[str] = self.ask("[...desk.selection.ids].map(id => desk.drawing.dots.get(id)?.name ?? id)")
        return sorted(found)

    def focused(self) -> str:
        found: str = self.ask("desk.drawing.dots.get(desk.selection.focused)?.name ?? ''")
        return found

    def place(self, name: str) -> tuple[float, float]:
        """In the coordinates of the drawing."""
        found = self.ask("[desk.view.places.get(given).x, desk.view.places.get(given).y]", self.id(name))
        return found[0], found[1]

    def spot(self, name: str) -> tuple[float, float]:
        """In pixels of the page, once it has come to rest and been painted there: where one clicks is looked up in the last picture."""
        until, before = time.monotonic() + 15, (0.0, 0.0)
        while (found := self._spot(name)) != before:
            assert time.monotonic() < until, f"{name} does not come to rest"
            before = found
            self.page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 60))))")
        return found

    def _spot(self, name: str) -> tuple[float, float]:
        found = self.ask(
            "(() => { const spot = desk.canvas.spot(given), box = desk.canvas.container.getBoundingClientRect();"
            " return [spot.x + box.left, spot.y + box.top]; })()",
            self.id(name),
        )
        return found[0], found[1]

    def click(self, name: str, **how: Any) -> None:
        self.page.mouse.click(*self.spot(name), **how)

    def choose(self, name: str) -> None:
        """On a slow machine what was at rest may set out again before the click comes there: somebody who sees that clicks once more."""
        for left in (2, 1, 0):
            self.click(name)
            try:
                expect(self.page.locator("#panel h2")).to_have_text(name, timeout=3_000 if left else PATIENCE)
            except AssertionError:
                if not left:
                    raise
            else:
                return


def explore(page: Page, path: str = BEST) -> Drawing:
    page.goto(path)
    expect(page.locator("#explore[data-ready]")).to_be_visible()
    drawing = Drawing(page)
    # The arrangement may come a little after the first picture.
    page.wait_for_function("() => !document.getElementById('explore').desk.settling")
    return drawing
