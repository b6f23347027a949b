"""Networks to try the product on: one made from public documents, one made up at any size."""

from importlib.resources import files
from pathlib import Path
from typing import Final

SAINT_ETIENNE: Final = "saint_etienne"


def example_folder(name: str = SAINT_ETIENNE) -> Path:
    """The folder of an example network, with its `nodes.csv` and `edges.csv`."""
    return Path(str(files(__name__) / name))
