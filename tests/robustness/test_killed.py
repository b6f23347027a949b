"""A few rounds of `make torture`: kills while loading, and nothing that was acknowledged is lost, nothing half-written, nothing to repair by hand."""

import signal
import subprocess
import time
from pathlib import Path

import pytest

from explorer.graphdb import large_loads, open_database, reads
from explorer.services import load as service
from explorer.settings import Settings
from tests.contract.history import Model, agree
from tests.torture.files import Load
from tests.torture.processes import Command
from tests.torture.rounds import Tally, Torture
from tests.waiting import until

GONE_SECONDS = 3.0

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no signal 9")


@pytest.fixture(autouse=True)
def _small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "MOST_ROWS", 400)
    monkeypatch.setattr(large_loads, "GONE_SECONDS", GONE_SECONDS)


def test_three_rounds(tmp_path: Path) -> None:
    torture = Torture(tmp_path, seed=3, gone_seconds=GONE_SECONDS, tally=Tally())
    for number, kind in enumerate(("server and watchdog", "web worker", "everything"), 1):
        torture.round(number, kind)
    assert torture.tally.kills["processes"] >= 3
    assert sum(torture.is_there.values()) == torture.tally.loads["acknowledged, whole found"] + torture.tally.loads["not acknowledged, whole found"]


def test_a_load_killed_in_its_middle_is_undone_by_the_next_command_which_says_so(tmp_path: Path) -> None:
    data = tmp_path / "data"
    command = Command(data, 400, GONE_SECONDS)
    small, large = Load(1, 20, tmp_path / "small"), Load(2, 4000, tmp_path / "large")
    small.write()
    large.write()
    assert finished(command.start("load", str(small.folder), "--json"))[0] == 0
    with open_database(Settings(data, heap_mb=256)) as database:
        before = Model.of(database)
        with command.start("load", str(large.folder), "--json") as loading:
            until(lambda: reads.sequence(database) > 400 or loading.poll() is not None, 60, "nothing was written")
            assert loading.poll() is None
            loading.kill()
            loading.communicate()
        time.sleep(0.2)
        left = database.read(large_loads.under_way)
        assert left is not None
        assert left.undone_to is None
        code, _, told = finished(command.start("introductions", "own:1:0", "own:1:1", "--lang", "en"))
        assert code == 0
        assert "was interrupted before its end" in told
        assert "Load its files again" in told
        assert Model.of(database) == before
        agree(database)
    assert finished(command.start("load", str(large.folder), "--json"))[0] == 0


def finished(process: "subprocess.Popen[str]") -> tuple[int, str, str]:
    with process:
        out, err = process.communicate(timeout=120)
    return process.returncode, out, err
