"""Runs a command, and ends it when the process that asked for it has gone.

A worker may be killed at any moment, without a chance to end what it started. So this small program stands between: it
is the command's parent, in a session of its own, and its standard input is a pipe that only the worker holds. When
that pipe closes, because the worker closes it or because the worker is dead, the command's process group gets SIGTERM,
and SIGKILL after the time that it has to remove what it wrote. Should this program be killed itself, Linux sends the command
SIGTERM.

It needs the standard library alone, and is started as a file: ``python -I -S guard.py SECONDS COMMAND ARGUMENTS``. It ends as the
command ends: with its exit code, or 128 and the number of the signal.
"""

from __future__ import annotations

import contextlib
import os
import select
import signal
import sys
import time
from types import FrameType

_PR_SET_PDEATHSIG = 1
NOT_FOUND = 127
NOT_STARTED = 126


def main(arguments: list[str]) -> int:
    """Runs the command until its end, or until standard input closes."""
    grace, command = float(arguments[0]), arguments[1:]
    woken, wake = os.pipe()
    for end in (woken, wake):
        os.set_blocking(end, False)
    signal.set_wakeup_fd(wake)
    for number in (signal.SIGCHLD, signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, _heard)
    child = _start(command)
    with contextlib.suppress(OSError):
        os.setpgid(child, child)
    wanted = [0, woken]
    deadline: float | None = None
    while True:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            _signal(child, signal.SIGKILL)  # what the command may have left in its group
            code = os.waitstatus_to_exitcode(status)
            return code if code >= 0 else 128 - code
        if deadline is not None and time.monotonic() >= deadline:
            _signal(child, signal.SIGKILL)
        left = None if deadline is None else max(0.05, deadline - time.monotonic())
        ready, _, _ = select.select(wanted, [], [], left)
        stop = 0 in ready and _closed()
        if woken in ready:
            stop |= any(number != signal.SIGCHLD for number in os.read(woken, 4096))
        if stop and deadline is None:
            wanted = [woken]
            deadline = time.monotonic() + grace
            _signal(child, signal.SIGTERM)


def _heard(_number: int, _frame: FrameType | None) -> None:
    """A signal wakes the loop by its file descriptor."""


def _closed() -> bool:
    try:
        return os.read(0, 4096) == b""
    except OSError:
        return True


def _start(command: list[str]) -> int:
    parent = os.getpid()
    child = os.fork()
    if child:
        return child
    try:
        os.setpgid(0, 0)
        signal.set_wakeup_fd(-1)
        for number in (signal.SIGCHLD, signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, signal.SIG_DFL)
        nothing = os.open(os.devnull, os.O_RDONLY)
        os.dup2(nothing, 0)
        _die_with(parent)
        os.execvp(command[0], command)
    except FileNotFoundError:
        os.write(2, f"weir: there is no command '{command[0]}' on this machine\n".encode())
        os._exit(NOT_FOUND)
    except OSError as why:
        os.write(2, f"weir: the command '{command[0]}' does not start: {why.strerror}\n".encode())
    os._exit(NOT_STARTED)


def _die_with(parent: int) -> None:
    """Asks Linux for SIGTERM at the parent's death; other systems have the pipe alone."""
    if not sys.platform.startswith("linux"):
        return
    import ctypes

    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, int(signal.SIGTERM), 0, 0, 0)
    if os.getppid() != parent:
        os._exit(128 + signal.SIGTERM)


def _signal(group: int, number: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(group, number)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
