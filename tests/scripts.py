"""The repository's own scripts, as modules: they are no package."""

import importlib.util
from pathlib import Path
from types import ModuleType

TOOLS = Path(__file__).resolve().parents[1] / "tools"


def load_script(name: str) -> ModuleType:
    """`tools/NAME.py`."""
    spec = importlib.util.spec_from_file_location(f"{name}_script", TOOLS / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
