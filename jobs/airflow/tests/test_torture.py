"""Whatever befalls the task's process, each DAG run has its release: none twice, none missing.

A DAG run is repeated in processes of its own, as retries and cleared tasks are, and killed at random moments.
The release log is one of files that are created exclusively, so a second release of the same inputs would stand in it.
``WEIR_KILLS`` sets how many processes are killed, ``WEIR_SEED`` at which moments.
"""

from __future__ import annotations

import contextlib
import os
import random
import signal
import subprocess
import sys
import time
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from conftest import HERE, FakeWorkspace

KILLS = int(os.environ.get("WEIR_KILLS", "50"))
SEED = int(os.environ.get("WEIR_SEED", str(random.randrange(1 << 30))))


@pytest.mark.slow
def test_kills_retries_and_clearing_make_each_release_once(workspace: FakeWorkspace) -> None:
    chance = random.Random(SEED)
    workspace.plan(pause=0.05)
    server = Server(workspace)
    killed = finished = cleared = 0
    due = datetime(2025, 1, 2, 3, tzinfo=timezone.utc)
    try:
        while killed < KILLS:
            (workspace.folder / "raw.txt").write_text(f"delivery {finished}")
            if chance.random() < 0.75:
                how = chance.choice([signal.SIGKILL, signal.SIGKILL, signal.SIGTERM])
                killed += server.kill(due, how, chance)
                continue
            assert server.run(due) == "success", f"WEIR_SEED={SEED}: delivery {finished}"
            finished += 1
            if chance.random() < 0.3:
                assert server.run(due) == "success", f"WEIR_SEED={SEED}: delivery {finished}, cleared"
                cleared += 1
            due += timedelta(days=1)
    finally:
        server.close()
    releases = workspace.releases()
    begun = len(workspace.runs())
    print(f"{killed} kills, {begun} runs of weir begun, {finished} DAG runs to their end, {cleared} cleared")
    print(f"{len(releases)} releases")
    print(f"WEIR_SEED={SEED}")
    inputs = [release["inputs"] for release in releases]
    assert [release["number"] for release in releases] == list(range(1, len(releases) + 1)), SEED
    assert len(set(inputs)) == len(inputs), f"WEIR_SEED={SEED}: a delivery was released twice"
    assert {f"delivery {number}" for number in range(finished)} <= set(inputs), f"WEIR_SEED={SEED}: a delivery is missing"
    log = workspace.folder / "warehouse/releases/clinical"
    assert not [path.name for path in log.iterdir() if "tmp" in path.name]


class Server:
    """A process with Airflow in it, which makes a process for each try without starting Airflow again."""

    def __init__(self, workspace: FakeWorkspace) -> None:
        self._workspace = workspace
        self._process = subprocess.Popen(
            [sys.executable, str(HERE / "tries.py"), str(workspace.folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=(workspace.folder / "tries.log").open("w"),
            text=True,
        )
        assert self._said() == "ready"

    def _ask(self, words: str) -> None:
        assert self._process.stdin
        self._process.stdin.write(words + "\n")
        self._process.stdin.flush()

    def _said(self) -> str:
        assert self._process.stdout
        return self._process.stdout.readline().strip()

    def run(self, due: datetime) -> str:
        self._ask(due.isoformat())
        self._said()  # the process id
        return self._said()

    def kill(self, due: datetime, number: signal.Signals, chance: random.Random) -> bool:
        """Kills a try, most often once its weir is at work; tells whether the try was still there."""
        begun = len(self._workspace.runs())
        self._ask(due.isoformat())
        pid = int(self._said())
        if chance.random() < 0.9:
            deadline = time.monotonic() + 60
            while len(self._workspace.runs()) == begun and time.monotonic() < deadline:
                time.sleep(0.01)
        time.sleep(chance.random() * 0.8)
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, number)
        return self._said() == "killed"

    def close(self) -> None:
        if self._process.stdin:
            self._process.stdin.close()
        self._process.wait(60)


def test_the_stand_in_is_not_lenient(workspace: FakeWorkspace, fake, tmp_path: Path) -> None:
    """A run that publishes a number that is taken fails, so that the test above can."""
    log = workspace.folder / "warehouse/releases/clinical"
    log.mkdir(parents=True)
    (log / "1.json").write_text('{"number": 1, "state": "x", "inputs": "", "interval": null, "at": "", "run": ""}')
    workspace.plan(pause=0.4)
    run = subprocess.Popen(
        [sys.executable, str(HERE / "fake_weir.py"), "run", "clinical", "--workspace", str(workspace.folder)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    time.sleep(0.8)
    (log / "2.json").write_text('{"number": 2}')
    assert run.wait(30) != 0
    assert (log / "2.json").read_text() == '{"number": 2}'
