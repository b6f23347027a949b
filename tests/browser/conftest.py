"""A browser before the served example network, which complains of every console error and every request to another host."""

import logging
import os
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_core_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright
from werkzeug.serving import make_server

from explorer.app import create_app
from explorer.examples import example_folders
from explorer.graphdb import Database, writes
from explorer.services.load import load
from explorer.settings import Settings
from explorer.texts import texts
from tests.emptying import empty
from tests.web import seed

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
HOW = "install Chromium or Google Chrome, or say where it is with ENTREMISE_CHROMIUM"
DRAWING = ["--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]
"""What headless Chromium needs for WebGL where there is no graphics card."""
HERE = Path(__file__).parent
PATIENCE = 10_000
"""Milliseconds an element may take to appear."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """On a busy machine a browser is starved now and then: what fails in it is tried once more, and the summary names it."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.flaky(reruns=1))


def executable() -> str | None:
    named = os.environ.get("ENTREMISE_CHROMIUM")
    return named or next((path for name in NAMES if (path := shutil.which(name))), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = executable()
    if path is None:
        if os.environ.get("ENTREMISE_REQUIRE_BROWSER") == "1":
            pytest.fail(f"no browser: {HOW}")
        pytest.skip(f"THE PAGES ARE NOT TESTED: there is no browser here; {HOW}")
    as_root = hasattr(os, "geteuid") and os.geteuid() == 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=[*DRAWING, *(["--no-sandbox"] if as_root else [])])
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def live(_embedded_for_session: Database, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the example network, with the hostile names of the web tests beside it."""
    database = _embedded_for_session
    empty(database)
    assert load(database, example_folders(), texts("en"), who="tests").committed
    writes.save(database, seed.entities(), seed.relationships(), who="tests", batch="seed")
    app = create_app(Settings(data=tmp_path_factory.mktemp("browser")), database, testing=True)
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    serving = threading.Thread(target=server.serve_forever, daemon=True)
    serving.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    serving.join()
    server.server_close()


class Complaints(list[str]):
    """What a page must not do. `expected` statuses of pages asked for on purpose are none."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self.address = urlsplit(address)
        self.expected: set[int] = set()

    def watch(self, page: Page) -> None:
        page.on("console", lambda message: self._said(message.type, message.text))
        page.on("pageerror", lambda error: self.append(f"script error: {error}"))
        page.on("request", lambda request: self._asked(request.url))
        page.on("requestfailed", lambda request: self._failed(request.url, str(request.failure)))

    def _said(self, kind: str, text: str) -> None:
        on_purpose = any(f"status of {status}" in text for status in self.expected)
        if kind in {"error", "warning"} and not on_purpose:
            self.append(f"console {kind}: {text}")

    def _asked(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in {"data", "blob", "about", "file"} and parts.netloc != self.address.netloc:
            self.append(f"request to another host: {url}")

    def _failed(self, url: str, reason: str) -> None:
        if "ERR_ABORTED" not in reason:
            self.append(f"request failed: {url}: {reason}")


@pytest.fixture
def complaints(live: str) -> Iterator[Complaints]:
    found = Complaints(live)
    yield found
    assert found == []


OpenPage = Callable[..., Page]


@pytest.fixture
def open_page(browser: Browser, live: str, complaints: Complaints) -> Iterator[OpenPage]:
    """Make a page of its own, as by a new visitor; options are Playwright's (`locale`, `java_script_enabled`, `viewport`, `color_scheme`)."""
    contexts = []

    def make(**options: Any) -> Page:
        context = browser.new_context(base_url=live, **{"locale": "fr-FR", "reduced_motion": "reduce"} | options)
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        complaints.watch(page)
        return page

    yield make
    for context in contexts:
        for page in context.pages:
            page.unroute_all(behavior="wait")  # an answer still under way would complain that its page is gone
        context.close()


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    return open_page()


@pytest.fixture(scope="session")
def axe() -> Callable[[Page], None]:
    """Assert that a page has no serious or critical accessibility finding."""
    checker = Axe()

    def check(page: Page) -> None:
        found = checker.run(page, options={"resultTypes": ["violations"]})
        bad = [f for f in found["violations"] if f["impact"] in {"serious", "critical"}]
        assert not bad, "\n".join(f"{page.url}: {f['id']} ({f['impact']}): {f['help']}: {[n['html'][:200] for n in f['nodes'][:3]]}" for f in bad)

    return check


@pytest.fixture(scope="session")
def pictures() -> Path | None:
    """Where to leave screenshots for people to look at, if asked by ENTREMISE_PICTURES."""
    folder = os.environ.get("ENTREMISE_PICTURES")
    if folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
    return Path(folder) if folder else None
