"""One request made to deceive, and what those of all tables are made of."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import quote

from tests.web.seed import ANA, SLASHED

EVIL: Final = "evil.example"
REFUSED: Final = frozenset({400, 403, 404, 405, 413, 414, 415, 421, 422})


@dataclass(frozen=True)
class Attack:
    """`expected`: statuses that are right. `nowhere`: what may stand neither in the body nor in a header."""

    name: str
    path: str
    method: str = "GET"
    headers: Mapping[str, str] = field(default_factory=dict)
    body: Any = None
    expected: frozenset[int] = REFUSED
    nowhere: tuple[str, ...] = ()


OK: Final = frozenset({200})
ANY: Final = REFUSED | {200, 302, 303, 308, 409}
QUESTION: Final = f"source={quote(ANA)}&target={quote(SLASHED, safe='')}"
THEME, ORGANISATION = "/preferences/theme", "/preferences/organisation"
NEEDS: Final = (
    "/opportunities/new",
    *(f"/opportunities/need:quay/{form}" for form in ("edit", "notes", "notes/withdraw", "status")),
)
FORM: Final = {"Content-Type": "application/x-www-form-urlencoded"}
JSON: Final = {"Content-Type": "application/json"}
ASKED: Final = (
    "/search",
    "/introductions",
    "/coexport",
    "/suited",
    "/partners",
    "/support",
    "/absence",
    "/opportunities",
    "/territory/matches",
    "/territory/brokers",
    "/consortium",
    "/capabilities",
)
PAGES: Final = ("/", "/explore", *ASKED, "/about", f"/entities/{quote(ANA)}", "/nowhere")
