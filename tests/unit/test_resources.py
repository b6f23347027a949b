"""Folders are found in the package before they are looked for in the repository."""

from pathlib import Path

import pytest

from explorer import resources


def test_the_repository_is_used_where_the_package_has_none(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    package = tmp_path / "explorer"
    (tmp_path / "cypher").mkdir(parents=True)
    monkeypatch.setattr(resources, "_PACKAGE", package)
    assert resources.resource("cypher") == tmp_path / "cypher"
    (package / "cypher").mkdir(parents=True)
    assert resources.resource("cypher") == package / "cypher"


def test_a_folder_that_is_nowhere_is_said() -> None:
    with pytest.raises(FileNotFoundError, match="nowhere"):
        resources.resource("nowhere")
