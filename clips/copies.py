"""Processes that begin at once (Linux): one that has loaded all it needs copies itself for each.

To load Python, NumPy and FFmpeg takes longer than to look at a short clip. `Original` is the side
that asks, `copy_for_all` what the process does that is copied. Of what it inherits a copy keeps its
two pipes alone, and it ends when nobody is interested in it any more.
"""

import ctypes
import json
import os
import select
import signal
import socket
import subprocess
import threading
from collections.abc import Callable, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import BinaryIO, NoReturn

_MOST = 1 << 16  # bytes of what a copy is told
_LOST = 1  # how a copy ended whose end nobody could tell
_DIE_WITH_PARENT = 1  # prctl(2)


class Copy:
    """A process, as `subprocess.Popen` tells of one: ``stdin`` and ``stdout`` are pipes."""

    def __init__(self, stdin: BinaryIO, stdout: BinaryIO, interest: socket.socket):
        self.stdin, self.stdout, self._interest = stdin, stdout, interest
        self._code: int | None = None
        self._lock = threading.Lock()

    def kill(self) -> None:
        """End it, wherever it is."""
        with suppress(OSError):  # it has ended
            self._interest.shutdown(socket.SHUT_WR)

    def wait(self) -> int:
        """Its exit code once it has ended, or minus the signal that ended it."""
        with self._lock:
            if self._code is None:
                with self._interest:
                    told = self._interest.recv(16)
                self._code = int(told) if told else _LOST
            return self._code


class Original:
    """The process that copies itself, begun when a copy is first asked for. Who asks may be a fork
    of who has asked: each process has its own."""

    def __init__(self, command: Sequence[str], cwd: Path, env: dict[str, str]):
        self._command, self._cwd, self._env = command, cwd, env
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None
        self._asker = 0

    def copy(self, told: Sequence[str]) -> Copy:
        """A copy, which works with `told`.

        Raises
        ------
        OSError
            The machine has no room for more processes or handles.
        """
        with self._lock:
            if self._asker != os.getpid():
                self._begin()
            try:
                return self._ask(told)
            except ConnectionError:  # somebody has ended it
                self._begin()
                return self._ask(told)

    def end(self) -> None:
        """End it with all its copies; who asks again has another."""
        if self._control is not None:
            self._control.close()
        if self._process is not None and self._asker == os.getpid():
            self._process.wait()
        self._control = self._process = None
        self._asker = 0

    def _begin(self) -> None:
        self.end()
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            self._process = subprocess.Popen(
                [*self._command, str(theirs.fileno())],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                cwd=self._cwd,
                env=self._env,
                pass_fds=[theirs.fileno()],
            )
        self._asker = os.getpid()

    def _ask(self, told: Sequence[str]) -> Copy:
        assert self._control is not None
        with ExitStack() as theirs:
            interest, other = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
            theirs.enter_context(other)
            (given, stdin), (stdout, taken) = os.pipe(), os.pipe()
            theirs.callback(os.close, given)
            theirs.callback(os.close, taken)
            copy = Copy(os.fdopen(stdin, "wb"), os.fdopen(stdout, "rb"), interest)
            try:
                handles = [given, taken, other.fileno()]
                socket.send_fds(self._control, [json.dumps(told).encode()], handles)
            except OSError:
                for each in (copy.stdin, copy.stdout, interest):
                    each.close()
                raise
        return copy


def copy_for_all(handle: int, work: Callable[[list[str]], int]) -> None:
    """Copy this process, which has one thread, for each that is asked for through the socket
    `handle`, until nobody is left who could ask. A copy does `work` with what it is told, standard
    input and output being its pipes, and ends with the code that it returns."""
    copies = _Copies(socket.socket(fileno=handle), work)
    while copies.look():
        pass


class _Copies:
    """The copies under way, each by the handle of who is interested in it."""

    def __init__(self, control: socket.socket, work: Callable[[list[str]], int]):
        self._control, self._work = control, work
        self._copies: dict[int, int] = {}  # handle -> process
        self._ended, wake = os.pipe()
        for each in (self._ended, wake):
            os.set_blocking(each, False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(wake)
        self._poll = select.poll()
        for each in (control.fileno(), self._ended):
            self._poll.register(each, select.POLLIN)

    def look(self) -> bool:
        """Wait for something to do and do it; False when nobody can ask any more."""
        ready = {handle for handle, _ in self._poll.poll()}
        for handle in ready & self._copies.keys():  # nobody is interested any more
            self._poll.unregister(handle)
            os.kill(self._copies[handle], signal.SIGKILL)
        if self._ended in ready:
            os.read(self._ended, 512)
            self._bury()
        # Last, for a new copy may get the handle of one that was buried.
        return self._control.fileno() not in ready or self._begin()

    def _begin(self) -> bool:
        message, (*handles,), *_ = socket.recv_fds(self._control, _MOST, 3)
        if not message:
            return False
        given, taken, interest = handles
        try:
            if not (copy := os.fork()):
                self._become_copy(given, taken, json.loads(message))
        except OSError:  # no room for one more: whoever asked sees its pipes closed
            os.close(interest)
        else:
            self._copies[interest] = copy
            self._poll.register(interest, select.POLLIN)
        os.close(given)
        os.close(taken)
        return True

    def _bury(self) -> None:
        """Tell of each copy that has ended how it did."""
        for handle, copy in list(self._copies.items()):
            ended, status = os.waitpid(copy, os.WNOHANG)
            if not ended:
                continue
            del self._copies[handle]
            with suppress(KeyError):  # it was killed
                self._poll.unregister(handle)
            with socket.socket(fileno=handle) as told, suppress(OSError):  # nobody is there
                told.send(str(os.waitstatus_to_exitcode(status)).encode())

    def _become_copy(self, given: int, taken: int, told: list[str]) -> NoReturn:
        code = _LOST
        try:
            ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)
            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            os.dup2(given, 0)
            os.dup2(taken, 1)
            for handle in map(int, os.listdir("/proc/self/fd")):
                if handle > 2:
                    with suppress(OSError):  # that of the list itself
                        os.close(handle)
            code = self._work(told)
        finally:
            os._exit(code)
