"""Networks to try the product on: one made from public documents, three made up beside it, one made up at any size."""

from importlib.resources import files
from pathlib import Path
from typing import Final

SAINT_ETIENNE: Final = "saint_etienne"
MECHANICS: Final = "mecaniciens"
"""Made-up companies of a real cluster of the first one, with calls that they could answer together: what the documents tell nothing of."""

SUPPORT: Final = "appui"
"""Made-up programmes, an agency with an adviser, and what some of those companies look for."""

CARRYING: Final = "portage"
"""Two made-up large groups on a market of the first network, one of which looks for what a company there makes; and an order of the made-up buyer."""


def example_folder(name: str = SAINT_ETIENNE) -> Path:
    """The folder of an example network, with its `nodes.csv` and `edges.csv`."""
    return Path(str(files(__name__) / name))


def example_folders() -> list[Path]:
    """Those that are loaded together: each stands on those before it."""
    return [example_folder(name) for name in (SAINT_ETIENNE, MECHANICS, SUPPORT, CARRYING)]
