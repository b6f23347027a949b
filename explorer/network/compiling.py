"""Where compiled code comes from: numba, what it compiled kept where we may write; plain Python where numba cannot run.

The modules of kernels import this one at their top, and are themselves imported only where they are about to be called: importing numba takes most of a second.
"""

import os
from collections.abc import Callable
from functools import cache
from hashlib import blake2b
from importlib import import_module
from pathlib import Path
from typing import Any, Final, TypeVar, cast

import platformdirs

CACHE: Final = "NUMBA_CACHE_DIR"
"""The variable by which numba is told, before it is imported, where to keep what it compiled."""
NETWORK: Final = Path(__file__).parent

_F = TypeVar("_F", bound=Callable[..., Any])


def keep_in(folder: Path) -> None:
    """Keep compiled code under this folder, unless the environment names another or something was compiled already.

    There it lies in a folder named after the state of our sources: numba sees by itself that a kernel changed, but not that one it calls did.
    """
    os.environ.setdefault(CACHE, str(folder / "compiled" / _state_of_sources()))


def _state_of_sources() -> str:
    seen = sorted((file.relative_to(NETWORK).as_posix(), file.stat().st_mtime_ns, file.stat().st_size) for file in NETWORK.rglob("*.py"))
    return blake2b(repr(seen).encode(), digest_size=8).hexdigest()


def _numba() -> Any:
    """The package; None where it is not installed, does not load, or was told not to compile."""
    keep_in(Path(platformdirs.user_cache_dir("entremise", appauthor=False)))
    try:
        numba = import_module("numba")
    except (ImportError, OSError):
        return None
    return None if numba.config.DISABLE_JIT else numba


_NUMBA: Final = _numba()


def kernel(function: _F) -> _F:
    """Compile on first call, and let other threads run meanwhile. Without numba it is the function itself: slow, with the same answers.

    A kernel must not read outside its arrays: compiled code does not look.
    """
    return _compiled(function)


def bare(function: _F) -> _F:
    """A kernel that makes no arrays and so need not count who holds those it is given: counting was nine tenths of the time of a search."""
    return _compiled(function, _nrt=False)


def inlined(function: _F) -> _F:
    """A bare kernel that becomes part of those that call it: handing over a dozen arrays would take longer than what it does."""
    return function if _NUMBA is None else cast(_F, _NUMBA.njit(nogil=True, forceinline=True, _nrt=False)(function))


def _compiled(function: _F, **options: bool) -> _F:
    if _NUMBA is None:
        return function
    try:
        return cast(_F, _NUMBA.njit(cache=True, nogil=True, **options)(function))
    except RuntimeError:  # nowhere to keep it
        return cast(_F, _NUMBA.njit(nogil=True, **options)(function))


@kernel
def _one_more(number: int) -> int:
    return number + 1


@cache
def available() -> bool:
    """Whether kernels run compiled here."""
    try:
        return _NUMBA is not None and _one_more(1) == 2
    except Exception:  # whatever a compiler may raise on a machine it does not know
        return False
