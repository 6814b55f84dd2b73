"""A command that runs under the guard, and what it says."""

from __future__ import annotations

import contextlib
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType

_GUARD = str(Path(__file__).with_name("guard.py"))
LONGEST_LINE = 4 << 20
LONGEST_OUTPUT = 256 << 20


class OutputTooLongError(Exception):
    """A command printed more than anybody can hold."""


class GuardedCommand:
    """Starts a command, gives its standard error line by line, keeps its standard output, and ends it for certain."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str], grace: float) -> None:
        self._grace = grace
        self._output = tempfile.TemporaryFile()  # noqa: SIM115 closed by __exit__
        self._process = subprocess.Popen(
            [sys.executable, "-I", "-S", _GUARD, str(grace), *command],
            stdin=subprocess.PIPE,
            stdout=self._output,
            stderr=subprocess.PIPE,
            env=dict(environment),
            start_new_session=True,
        )

    def __enter__(self) -> GuardedCommand:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.stop()
        if self._process.stderr is not None:
            self._process.stderr.close()
        self._output.close()

    def lines(self) -> Iterator[str]:
        """Gives each line of standard error when it comes; of a line without an end, its beginning."""
        said = self._process.stderr
        if said is None:  # never: it is a pipe
            return
        cut = False
        while line := said.readline(LONGEST_LINE):
            whole = line.endswith(b"\n")
            if not cut:
                yield line.decode("utf-8", "replace").rstrip("\r\n")
            cut = not whole

    def ending(self) -> int:
        """Waits for the end; 128 and the number of the signal where one ended it."""
        while True:
            # Not one long wait: stop() may be called by a signal meanwhile, and has to see the end as well.
            with contextlib.suppress(subprocess.TimeoutExpired):
                code = self._process.wait(timeout=1)
                return code if code >= 0 else 128 - code

    def output(self) -> bytes:
        """What it printed."""
        length = self._output.seek(0, 2)
        if length > LONGEST_OUTPUT:
            raise OutputTooLongError(f"The command printed {length} bytes; {LONGEST_OUTPUT} are read at most")
        self._output.seek(0)
        return self._output.read()

    def stop(self) -> None:
        """Ends the command where it still runs: politely, and after the time that it has for that, at once."""
        if self._process.stdin is not None:
            with contextlib.suppress(OSError):
                self._process.stdin.close()
        deadline = time.monotonic() + self._grace + 10
        while self._process.poll() is None:
            if time.monotonic() > deadline:
                self._process.send_signal(signal.SIGKILL)
            time.sleep(0.05)
