"""Asking an application everything at once, with a watch in the hand."""

import json
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote

from tests.web.seed import ANA, LYON, SLASHED, hostile_id

READS = (
    "/",
    "/search?q=ana",
    f"/entities/{quote(LYON)}",
    f"/introductions?source={quote(ANA)}&target={quote(SLASHED, safe='')}",
    "/about",
    "/api/v1/search?q=ana",
    f"/api/v1/entities/{quote(hostile_id(0))}",
    f"/api/v1/introductions?source={quote(ANA)}&target={quote(SLASHED, safe='')}",
)
ORGANISATION = f"entremise_organisation={quote(SLASHED, safe='')}"
"""Every page of whoever has one shows it, error pages too."""


@dataclass
class Said:
    address: str
    status: int
    body: str
    seconds: float

    @property
    def reason(self) -> str | None:
        told = json.loads(self.body)
        reason: str | None = told.get("errors", {}).get("reason")
        return reason


Get = Callable[[str], tuple[int, str]]


def timed(get: Get, address: str) -> Said:
    began = time.monotonic()
    status, body = get(address)
    return Said(address, status, body, time.monotonic() - began)


def all_at_once(get: Get, addresses: tuple[str, ...], times: int = 1) -> list[Said]:
    said: list[Said] = []
    asking = [threading.Thread(target=lambda address=address: said.append(timed(get, address))) for address in addresses * times]
    for thread in asking:
        thread.start()
    for thread in asking:
        thread.join(120)
    assert len(said) == len(asking), "some request was never answered"
    return said
