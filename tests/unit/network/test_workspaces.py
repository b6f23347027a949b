"""The memory of searches: used again, and not kept for every one that ever ran at once."""

from contextlib import ExitStack

import pytest

from explorer.network.kernels.workspace import FIRST_ROOM, KEPT, Workspaces


def test_used_again() -> None:
    spaces = Workspaces()
    with spaces.one(100) as first:
        pass
    with spaces.one(90) as again:
        assert again is first
    with spaces.one(1_000) as larger:
        assert larger is not first


def test_of_many_at_once_few_are_kept() -> None:
    spaces = Workspaces()
    with ExitStack() as searches:
        used = {id(searches.enter_context(spaces.one(100))) for _ in range(KEPT + 3)}
        assert len(used) == KEPT + 3
    assert len(spaces._free) == KEPT


def test_a_roomy_one_and_one_left_by_an_error_are_not_kept() -> None:
    spaces = Workspaces()
    with spaces.one(100, 8 * FIRST_ROOM):
        pass
    with pytest.raises(ValueError, match="broken"), spaces.one(100):
        raise ValueError("broken")
    assert spaces._free == []
