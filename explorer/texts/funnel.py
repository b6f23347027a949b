"""The steps from a proposal to an order, in words, with what each number counts."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from explorer.texts import Texts, marked

STEPS: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "proposed": (marked("Proposed"), marked("Companies for which anything was noted about this need, each counted once for each need.")),
        "asked": (marked("Asked"), marked("Those of them that were asked, or came further.")),
        "met": (marked("Met"), marked("Those that met who publishes the need, or came further.")),
        "answered": (marked("Answered"), marked("Those that answered; who won or lost has answered.")),
        "won": (marked("Won"), marked("Those whose latest note says that they won.")),
        "lost": (marked("Lost"), marked("Those whose latest note says that they lost.")),
        "none": (marked("Came to nothing"), marked("Those whose latest note says that nothing came of it.")),
        "pending": (marked("Under way"), marked("Those whose latest note is no outcome.")),
    }
)


def step(t: Texts, name: str) -> str:
    return t.gettext(STEPS[name][0])


def definition(t: Texts, name: str) -> str:
    return t.gettext(STEPS[name][1])
