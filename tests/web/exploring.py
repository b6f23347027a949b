"""The page to explore, as its reader without scripts gets it."""

from urllib.parse import quote

from flask.testing import FlaskClient

from tests.web.reading import PageText
from tests.web.shapes import findings


def read(client: FlaskClient, address: str, status: int = 200) -> PageText:
    answer = client.get(address + ("&" if "?" in address else "?") + "lang=en")
    assert answer.status_code == status, address
    assert findings(answer.get_data(as_text=True)) == []
    return PageText(answer.get_data(as_text=True))


def ids(*asked: str, name: str = "id") -> str:
    return "/explore?" + "&".join(f"{name}={quote(id, safe='')}" for id in asked)


def rows(page: PageText) -> list[str]:
    return [row.attributes.get("data-id") or "" for row in page.named("tr") if "data-id" in row.attributes]
