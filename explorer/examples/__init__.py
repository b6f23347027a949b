"""Networks to try the product on: one made from public documents, one made up at any size."""

from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final

SAINT_ETIENNE: Final = "saint_etienne"


def example_folder(name: str = SAINT_ETIENNE) -> Traversable:
    """The folder of an example network, `nodes.csv` and `edges.csv` in it; `importlib.resources.as_file` gives its path on disk."""
    return files(__name__) / name
