"""What is asked of kept views."""

from collections.abc import Callable
from typing import Any, Final, TypeAlias

from tests.web.reading import PageText

SCENES: Final = "/api/v1/scenes"
Send: TypeAlias = Callable[..., Any]


def view(*ids: str, **more: Any) -> dict[str, Any]:
    return {"nodes": [{"id": id, "name": id, "x": 0.5, "y": -1.25, "pinned": True} for id in ids], **more}


def drawn(page: PageText) -> bool:
    return any((svg.attributes.get("class") or "").startswith("drawing") for svg in page.named("svg"))
