"""Markup in every imported field at once, in a real browser: nothing runs, nothing is asked of anybody, nothing is complained of."""

import logging
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Dialog
from werkzeug.serving import make_server

from explorer.domain.kinds import ACTORS
from explorer.domain.vocabulary import LABELS, TYPES
from explorer.settings import Settings
from tests.browser.conftest import Complaints
from tests.browser.test_hostile_names import assert_nothing_foreign
from tests.web.attacks.vocabulary_network import Network, quoted, showing
from tests.web.shapes import TEXT
from tests.web.without_database import app_without_database

PAYLOADS = {
    "markup": TEXT,
    "an address that runs": "javascript:alert(1)//",
    "an address with markup": "https://example.org/\"onmouseover='alert(1)'><script>alert(1)</script>",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("every-field")


@pytest.fixture(params=PAYLOADS)
def hostile(request: pytest.FixtureRequest, folder: Path) -> Iterator[tuple[str, Network]]:
    """An application whose network holds it everywhere, and where it is."""
    app, network = app_without_database(Settings(data=folder)), Network(text=PAYLOADS[request.param], everywhere=True)
    showing(app, network)
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    serving = threading.Thread(target=server.serve_forever, daemon=True)
    serving.start()
    yield f"http://127.0.0.1:{server.server_port}", network
    server.shutdown()
    serving.join()
    server.server_close()


def test_no_field_of_any_kind_does_anything_in_a_browser(browser: Browser, hostile: tuple[str, Network]) -> None:
    address, network = hostile
    complaints = Complaints(address)
    complaints.expected |= {404, 409, 422}
    context = browser.new_context(base_url=address, locale="fr-FR")
    page = context.new_page()
    complaints.watch(page)

    def alarm(dialog: Dialog) -> None:
        complaints.append(f"a script ran: {dialog.message}")
        dialog.dismiss()

    page.on("dialog", alarm)
    for label in LABELS:
        page.goto(f"/entities/{quoted(network.id_of(label))}")
        assert_nothing_foreign(page)
    for type_ in TYPES.values():
        source, target = network.ends(type_.name)
        if all(id.partition(":")[0] in ACTORS for id in (source, target)):
            page.goto(f"/introductions?source={quoted(source)}&target={quoted(target)}")
            assert_nothing_foreign(page)
    for other in ("/", "/about", "/search?q=first"):
        page.goto(other)
        assert_nothing_foreign(page)
    context.close()
    assert complaints == []
