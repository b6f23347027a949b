"""What the documentation says exists exists, and what exists is documented."""

import re
import shlex
from pathlib import Path

import click
import pytest

from explorer.cli import entremise

ROOT = Path(__file__).parents[3]
DOCS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
COMMANDS = (ROOT / "docs" / "commands.md").read_text("utf-8")
EVERYWHERE = {"--lang", "--json", "--help"}


def options(command: click.Command) -> set[str]:
    return {name for parameter in command.params for name in parameter.opts if name.startswith("--")} | EVERYWHERE


def sections() -> dict[str, str]:
    parts = re.split(r"^## `entremise ([a-z]+)`$", COMMANDS, flags=re.MULTILINE)
    return dict(zip(parts[1::2], (part.partition("\n## ")[0] for part in parts[2::2]), strict=True))


def test_every_command_has_its_section() -> None:
    assert set(sections()) == set(entremise.commands)


@pytest.mark.parametrize("name", sorted(entremise.commands))
def test_every_option_is_described_and_no_other(name: str) -> None:
    described = set(re.findall(r"^\| `(--[a-z-]+)`", sections()[name], flags=re.MULTILINE))
    assert described == options(entremise.commands[name]) - EVERYWHERE


@pytest.mark.parametrize("page", DOCS, ids=lambda page: page.name)
def test_commands_shown_can_be_typed(page: Path) -> None:
    for line in re.findall(r"^entremise .*$", page.read_text("utf-8"), flags=re.MULTILINE):
        words = shlex.split(line.partition("#")[0])[1:]
        assert words[0] in entremise.commands, line
        assert {word for word in words if word.startswith("--")} <= options(entremise.commands[words[0]]), line


def test_every_variable_is_described_and_no_other() -> None:
    read = {name for file in (ROOT / "explorer").rglob("*.py") for name in re.findall(r'["\'](ENTREMISE_[A-Z_]+)["\']', file.read_text("utf-8"))}
    assert set(re.findall(r"^\| `(ENTREMISE_[A-Z_]+)`", COMMANDS, flags=re.MULTILINE)) == read


def test_every_make_target_named_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), flags=re.MULTILINE))
    for page in DOCS:
        assert set(re.findall(r"`?make ([a-z]+)`", page.read_text("utf-8"))) <= targets, page.name


def test_links_between_pages_lead_somewhere() -> None:
    for page in DOCS:
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text("utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_folders_named_in_the_architecture_exist() -> None:
    for path in re.findall(r"`((?:explorer|cypher|static|tests)/[\w./]+)`", (ROOT / "docs" / "architecture.md").read_text("utf-8")):
        assert (ROOT / path).exists(), path


ARCHITECTURE = (ROOT / "docs" / "architecture.md").read_text("utf-8")
CODE = ("cypher/", "static/js/explore/", *(f"tools/{tool.name}" for tool in (ROOT / "tools").glob("*.py")))


def places() -> list[Path]:
    """What the page says where to look: a name without a folder stands in the folder of the one before it."""
    found: list[Path] = []
    table = ARCHITECTURE.partition("## Where to look")[2].partition("\n## ")[0]
    for row in table.splitlines():
        folder = ROOT
        for name in re.findall(r"`([\w./-]+(?:/|\.py|\.js|/\w+))`", row):
            place = ROOT / name if "/" in name else folder / name
            found.append(place)
            folder = place.parent if place.suffix else place
    return found


def test_where_to_look_is_there() -> None:
    assert len(places()) > 60
    assert [str(place.relative_to(ROOT)) for place in places() if not place.exists()] == []


def test_every_part_of_the_code_is_to_be_found() -> None:
    told = {str(place.relative_to(ROOT)) for place in places()}
    packages = {f"explorer/{folder.name}" for folder in (ROOT / "explorer").iterdir() if (folder / "__init__.py").exists()}
    web = {f"explorer/web/{folder.name}" for folder in (ROOT / "explorer" / "web").iterdir() if (folder / "__init__.py").exists()}
    for part in (*packages, *web, *(name.rstrip("/") for name in CODE)):
        assert any(place == part or place.startswith(f"{part}/") for place in told), part
