"""The wheel holds everything, and works where nothing else of ours is."""

import json
import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built from the working tree by this environment's own tools, so that the network is not needed."""
    out = tmp_path_factory.mktemp("wheel")
    subprocess.run([sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), str(ROOT)], check=True, capture_output=True, text=True)
    return next(out.glob("*.whl"))


def test_queries_pages_and_texts_are_in_it(wheel: Path) -> None:
    held = set(zipfile.ZipFile(wheel).namelist())
    for name in (
        "explorer/cypher/schema/entity_id.cypher",
        "explorer/static/css/tokens.css",
        "explorer/templates/base.html",
        "explorer/texts/locale/fr/LC_MESSAGES/messages.mo",
        "explorer/examples/saint_etienne/nodes.csv",
    ):
        assert name in held
    assert any(name.startswith("explorer/static/vendor/") for name in held), "run `make vendor` first"
    assert not any(name.startswith(("tests/", "cypher/", "static/")) for name in held)


@pytest.fixture(scope="module")
def bare(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A bare environment with the wheel alone; its dependencies are those of this run, so that nothing is fetched twice."""
    folder = tmp_path_factory.mktemp("bare")
    venv.create(folder, with_pip=False)
    scripts = folder / ("Scripts" if os.name == "nt" else "bin")
    python = scripts / ("python.exe" if os.name == "nt" else "python")
    subprocess.run([sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet", "--no-deps", str(wheel)], check=True)
    site = subprocess.run([str(python), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], check=True, capture_output=True, text=True)
    ours = next(path for path in sys.path if path.endswith("site-packages"))
    # Dependencies by path; a .pth line of this run's own would bring the repository in with them.
    Path(site.stdout.strip(), "dependencies.pth").write_text(ours + "\n", encoding="utf-8")
    return scripts


def test_introductions_are_answered_from_a_bare_environment(bare: Path, tmp_path: Path) -> None:
    def entremise(*arguments: str) -> subprocess.CompletedProcess[str]:
        environment = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "VIRTUAL_ENV")} | {
            "ENTREMISE_DATA": str(tmp_path / "data")
        }
        return subprocess.run(
            [str(bare / "entremise"), *arguments], capture_output=True, text=True, encoding="utf-8", cwd=tmp_path, env=environment, timeout=120
        )

    where = subprocess.run([str(bare / "python"), "-c", "import explorer; print(explorer.__file__)"], capture_output=True, text=True, cwd=tmp_path, check=True)
    assert not where.stdout.startswith(str(ROOT)), "the wheel is hidden by the repository"
    example = Path(where.stdout.strip()).parent / "examples" / "saint_etienne"
    loaded = entremise("load", str(example), "--json")
    assert loaded.returncode == 0, loaded.stderr
    asked = entremise("introductions", "Neyret", "CFL Klozmann", "--json", "--lang", "fr")
    assert asked.returncode == 0, asked.stderr
    assert json.loads(asked.stdout)["paths"][0]["steps"][0]["ties"][0]["source_document"]
