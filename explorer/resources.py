"""Finds the folders that stand beside the package in the repository and inside it in an installed wheel: `cypher/` and `static/`."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def resource(name: str) -> Path:
    """The folder of that name, in the package first, then in the repository. Raises FileNotFoundError where neither has it."""
    for place in (_PACKAGE, _PACKAGE.parent):
        if (place / name).exists():
            return place / name
    raise FileNotFoundError(f"{name!r} is neither in {_PACKAGE} nor in {_PACKAGE.parent}; install Entremise again")
