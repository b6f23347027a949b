"""`entremise export`: what comes out comes in again, by the commands themselves."""

from pathlib import Path

import pytest

from explorer.export import FORMATS
from explorer.graphdb import Database, reads
from tests.cli.conftest import Entremise
from tests.emptying import empty

AGAIN = [name for name, format in FORMATS.items() if format.comes_in_again]


@pytest.mark.parametrize("format", AGAIN)
def test_the_network_comes_in_again_unchanged(entremise: Entremise, example: Path, embedded: Database, tmp_path: Path, format: str) -> None:
    out = tmp_path / f"network{FORMATS[format].suffix}"
    told = entremise("export", format, str(out), "--json")
    assert told.code == 0
    before = reads.snapshot(embedded)
    assert told.document == {"format": format, "out": str(out), "nodes": len(before.entities), "edges": len(before.relationships), "left_out": {}}
    again = entremise("load", str(out), "--json").document
    assert again["problems"] == []
    for kind, n in (("nodes", len(before.entities)), ("edges", len(before.relationships))):
        assert again[kind] == {"created": 0, "updated": 0, "unchanged": n}
    empty(embedded)
    assert entremise("load", str(out)).code == 0
    after = reads.snapshot(embedded)
    assert {id: (e.label, e.name, e.properties) for id, e in after.entities.items()} == {
        id: (e.label, e.name, e.properties) for id, e in before.entities.items()
    }
    assert len(after.relationships) == len(before.relationships)


def test_says_what_was_left_out(entremise: Entremise, example: Path, tmp_path: Path) -> None:
    told = entremise("export", "ftm", str(tmp_path / "x"), "--lang", "en")
    assert told.code == 0
    assert "Left out" in told.out


@pytest.mark.parametrize(
    ("arguments", "said"), [(("csv", "{}/none/x"), "could be written"), (("csv", "{}/x", "--ids", "nobody"), "nobody"), (("pdf", "{}/x"), "pdf")]
)
def test_what_cannot_be_done_is_said(entremise: Entremise, example: Path, tmp_path: Path, arguments: tuple[str, ...], said: str) -> None:
    told = entremise("export", *(argument.format(tmp_path) for argument in arguments))
    assert told.code == 2
    assert said in told.err
    assert not list(tmp_path.iterdir())
