"""What is read from outside."""

from pathlib import Path

import pytest

from explorer.errors import BadInput
from explorer.settings import Settings


def test_the_command_line_comes_before_the_environment_before_the_users_folder(tmp_path: Path) -> None:
    environment = {"ENTREMISE_DATA": str(tmp_path / "environment")}
    assert Settings.from_environment(tmp_path / "line", environment).data == tmp_path / "line"
    assert Settings.from_environment(None, environment).data == tmp_path / "environment"
    assert Settings.from_environment(None, {}).data.name == "entremise"


def test_empty_means_absent() -> None:
    assert Settings.from_environment(None, {"ENTREMISE_DATABASE_URL": "", "ENTREMISE_DATABASE_PASSWORD": ""}).database_url is None


@pytest.mark.parametrize("memory", ["", "lots", "-5", "12", "1e3", "²"])
def test_memory_that_is_no_number_is_told(memory: str) -> None:
    with pytest.raises(BadInput, match="ENTREMISE_HEAP_MB"):
        Settings.from_environment(None, {"ENTREMISE_HEAP_MB": memory})
