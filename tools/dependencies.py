"""Write `docs/dependencies.md`: everything of others that runs where Entremise runs, with its licence.

    python tools/dependencies.py            write the page
    python tools/dependencies.py --check    fail where the page is not what would be written

What is needed follows from pyproject.toml and the installed packages' own metadata, for Linux; versions are those of constraints.txt and package-lock.json.
"""

import argparse
import json
import sys
import tomllib
from collections import defaultdict
from importlib.metadata import PackageMetadata, PackageNotFoundError, metadata
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "dependencies.md"
OURS = "Entremise"
PLACE = {
    "extra": "",
    "implementation_name": "cpython",
    "os_name": "posix",
    "platform_machine": "x86_64",
    "platform_python_implementation": "CPython",
    "platform_system": "Linux",
    "python_full_version": "3.13.0",
    "python_version": "3.13",
    "sys_platform": "linux",
}
"""Where dependencies are looked at: the same answer on every machine."""
SHORT = {
    "Apache 2.0 License": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD-3-Clause",
    "ISC License (ISCL)": "ISC",
    "GNU Lesser General Public License v2 or later (LGPLv2+)": "LGPL-2.1-or-later",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
}
"""SPDX names for the classifiers of packages that do not say one themselves."""
HELD_INSIDE = {
    "arcadedb-embedded": "a Java runtime (OpenJDK: GPL-2.0 with the Classpath exception) and the Java libraries of ArcadeDB, with their licences beside them",
}
"""What a package brings with it that its metadata does not tell."""
HEAD = """# What Entremise stands on

Written by `tools/dependencies.py`; a test holds it current. These are the packages of others that run where Entremise runs, on Linux.
What checks and tests need beside them is in `pyproject.toml` (`dev`) and `package.json` (`devDependencies`).

"""
TAIL = """
On Windows waitress (ZPL-2.1) takes gunicorn's place, and colorama (BSD-3-Clause) is added.

No licence here asks anything of who uses Entremise or runs it for others.
Who passes the packages on, as in an image, passes their licences on with them: each wheel holds its own, `static/vendor/licences` those of the fonts.

## Known weaknesses

No list of known weaknesses comes with the packages, and the registries that the checks run against do not answer for one: this is not part of `make check`.
With the open network, and before each release:

```
pip-audit --requirement constraints.txt
npm audit --omit=dev
```

The security rules of ruff (`S`) are part of `make check`.
"""


def needed() -> dict[str, set[str]]:
    """Each package of the running product, and by whom it is needed."""
    by: dict[str, set[str]] = defaultdict(set)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    waiting = [(OURS, text) for text in project["dependencies"]]
    seen: set[str] = set()
    while waiting:
        who, text = waiting.pop()
        requirement = Requirement(text)
        if requirement.marker is not None and not requirement.marker.evaluate(PLACE):
            continue
        name = canonicalize_name(requirement.name)
        by[name].add(who)
        if name not in seen:
            seen.add(name)
            waiting += [(name, more) for more in of_package(name).get_all("Requires-Dist") or []]
    return by


def of_package(name: str) -> PackageMetadata:
    try:
        return metadata(name)
    except PackageNotFoundError:
        sys.exit(f"{name} is needed and not installed: run `make check` once, which installs everything.")


def licence(name: str) -> str:
    """As its metadata says it, as an SPDX name where that is possible."""
    said = of_package(name)
    if expressions := said.get_all("License-Expression"):
        return str(expressions[0])
    classifiers = [text.rpartition(" :: ")[2] for text in said.get_all("Classifier") or [] if text.startswith("License ::")]
    if classifiers:
        return " or ".join(SHORT.get(text, text) for text in classifiers)
    told = str((said.get_all("License") or ["unknown"])[0]).partition("\n")[0]
    return SHORT.get(f"{told} License", told)


def pinned() -> dict[str, str]:
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    return {canonicalize_name(name): version for name, _, version in (line.partition("==") for line in lines)}


def page() -> str:
    versions = pinned()
    rows = [f"| {name} | {versions.get(name, '–')} | {licence(name)} | {', '.join(sorted(who))} |" for name, who in sorted(needed().items())]
    python = ["## Python", "", "| package | version | licence | needed by |", "|---|---|---|---|", *rows, ""]
    inside = [f"{name} holds {what}." for name, what in HELD_INSIDE.items()]
    packages = json.loads((ROOT / "package-lock.json").read_text("utf-8"))["packages"]
    fonts = [f"| {name.removeprefix('node_modules/')} | {p['version']} | {p['license']} |" for name, p in sorted(packages.items()) if name and not p.get("dev")]
    browser = ["", "## In the browser, from npm", "", "| package | version | licence |", "|---|---|---|", *fonts, ""]
    return HEAD + "\n".join([*python, *inside, *browser]) + TAIL


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="fail where the page is not current")
    written = page()
    if parser.parse_args().check:
        if not PAGE.is_file() or PAGE.read_text("utf-8") != written:
            sys.exit("docs/dependencies.md is not current: run `python tools/dependencies.py`.")
    else:
        PAGE.write_text(written, "utf-8", newline="\n")


if __name__ == "__main__":
    main()
