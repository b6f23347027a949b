"""The command as a program runs it, in this process, over the session's embedded database."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from explorer.cli import main
from explorer.examples import example_folder, example_folders
from explorer.graphdb import Database
from explorer.services.load import load
from explorer.settings import Settings
from explorer.texts import texts


@dataclass(frozen=True)
class Ran:
    """How a command ended and what it printed."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        return json.loads(self.out)


Entremise = Callable[..., Ran]


@pytest.fixture
def entremise(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, embedded: Database, embedded_settings: Settings) -> Entremise:
    monkeypatch.setenv("ENTREMISE_DATA", str(embedded_settings.data))
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")

    def run(*arguments: str) -> Ran:
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main(list(arguments))
        printed = capsys.readouterr()
        assert isinstance(ended.value.code, int)
        return Ran(ended.value.code, printed.out, printed.err)

    return run


@pytest.fixture
def example(embedded: Database) -> Path:
    """The example network, loaded."""
    report = load(embedded, example_folders(), texts("en"), who="test")
    assert report.committed
    return example_folder()
