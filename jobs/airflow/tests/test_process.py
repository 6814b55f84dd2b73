"""Commands under the guard: they end with what started them, and say all they have to say."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from weir_airflow import process
from weir_airflow.process import GuardedCommand

PYTHON = [sys.executable, "-I", "-S", "-c"]

STUBBORN = """
import os, signal, sys, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
open(sys.argv[1], "w").write(str(os.getpid()))
time.sleep(60)
"""
POLITE = """
import os, signal, sys, time
def clean(*_):
    open(sys.argv[1] + ".cleaned", "w").close()
    os._exit(143)
signal.signal(signal.SIGTERM, clean)
if os.fork() == 0:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    open(sys.argv[1] + ".child", "w").write(str(os.getpid()))
    time.sleep(60)
open(sys.argv[1], "w").write(str(os.getpid()))
time.sleep(60)
"""


def run(code: str, *arguments: str, grace: float = 5) -> tuple[int, list[str], bytes]:
    with GuardedCommand([*PYTHON, code, *arguments], os.environ, grace) as command:
        lines = list(command.lines())
        return command.ending(), lines, command.output()


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text() if Path("/proc").exists() else True


def wait_for(path: Path) -> int:
    deadline = time.monotonic() + 20
    while not (path.exists() and path.read_text()):
        assert time.monotonic() < deadline, f"{path} never came"
        time.sleep(0.02)
    return int(path.read_text())


def gone(pid: int, seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while alive(pid) and time.monotonic() < deadline:
        time.sleep(0.02)
    return not alive(pid)


def test_lines_output_and_code_come_through() -> None:
    code = "import sys; print('out'); print('one', file=sys.stderr); print('two', end='', file=sys.stderr); sys.exit(3)"
    assert run(code) == (3, ["one", "two"], b"out\n")


def test_a_command_that_a_signal_ends_has_128_and_its_number() -> None:
    assert run("import os; os.kill(os.getpid(), 9)")[0] == 137


def test_much_on_both_sides_blocks_nobody() -> None:
    code = "import sys\nfor i in range(20000): print('o' * 100); print('e' * 100, file=sys.stderr)"
    ended, lines, output = run(code)
    assert (ended, len(lines), len(output)) == (0, 20000, 20000 * 101)


def test_a_line_without_end_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "LONGEST_LINE", 1000)
    assert run("import sys; sys.stderr.write('x' * 5000 + chr(10) + 'next' + chr(10))")[1] == [
        "x" * 1000,
        "next",
    ]


def test_output_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "LONGEST_OUTPUT", 1000)
    with pytest.raises(process.OutputTooLongError):
        run("print('x' * 5000)")


def test_a_command_that_is_not_there_has_127_and_a_sentence() -> None:
    with GuardedCommand(["/no/such/weir"], os.environ, 1) as command:
        assert list(command.lines()) == ["weir: there is no command '/no/such/weir' on this machine"]
        assert command.ending() == 127


def test_a_command_that_does_not_start_has_126(tmp_path: Path) -> None:
    (tmp_path / "weir").write_text("no program")
    with GuardedCommand([str(tmp_path / "weir")], os.environ, 1) as command:
        list(command.lines())
        assert command.ending() == 126


def test_standard_input_of_the_command_is_empty() -> None:
    assert run("import sys; print(repr(sys.stdin.read()))")[2] == b"''\n"


def test_stop_is_polite_and_takes_the_whole_group(tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    with GuardedCommand([*PYTHON, POLITE, str(mark)], os.environ, 10) as command:
        parent, child = wait_for(mark), wait_for(tmp_path / "mark.child")
        command.stop()
        assert command.ending() == 143
    assert (tmp_path / "mark.cleaned").exists()
    assert gone(parent, 2) and gone(child, 2)


def test_stop_kills_what_does_not_listen(tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    started = time.monotonic()
    with GuardedCommand([*PYTHON, STUBBORN, str(mark)], os.environ, 1) as command:
        pid = wait_for(mark)
        command.stop()
        assert command.ending() == 137
    assert gone(pid, 2)
    assert time.monotonic() - started < 10


WORKER = """
import os, sys
from weir_airflow.process import GuardedCommand
with GuardedCommand([sys.executable, "-I", "-S", "-c", sys.argv[1], sys.argv[2]], os.environ, float(sys.argv[3])) as command:
    list(command.lines())
"""


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_a_command_does_not_outlive_its_worker(tmp_path: Path, number: signal.Signals) -> None:
    mark = tmp_path / "mark"
    worker = subprocess.Popen([sys.executable, "-c", WORKER, POLITE, str(mark), "10"])
    pid, child = wait_for(mark), wait_for(tmp_path / "mark.child")
    worker.send_signal(number)
    worker.wait()
    assert gone(pid, 5) and gone(child, 5)
    assert (tmp_path / "mark.cleaned").exists()


def test_a_stubborn_command_of_a_dead_worker_is_killed(tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    worker = subprocess.Popen([sys.executable, "-c", WORKER, STUBBORN, str(mark), "1"])
    pid = wait_for(mark)
    worker.kill()
    worker.wait()
    assert gone(pid, 10)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux tells a process of its parent's death")
def test_a_command_does_not_outlive_its_guard(tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    with GuardedCommand([*PYTHON, POLITE, str(mark)], os.environ, 5) as command:
        pid = wait_for(mark)
        os.kill(command._process.pid, signal.SIGKILL)
        assert gone(pid, 5)
        assert (tmp_path / "mark.cleaned").exists()
    with contextlib.suppress(ProcessLookupError):
        os.kill(wait_for(tmp_path / "mark.child"), signal.SIGKILL)
