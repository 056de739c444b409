"""The wall: clips from anywhere are decoded by a process of their own, which may do nothing else.

FFmpeg's demuxers and decoders are fed a file from anywhere; whatever that does to them, it does it
there. The process has the clip's handle and two pipes, and gives back pictures as bytes: it knows
no address, no key and no other file, it has limits of memory and time, and it is ended when the
clip is more than was said, or when it does not answer.

On Linux (x86-64, ARM) it is allowed only the calls that decoding needs (seccomp): it opens no file,
no socket, no program, and signals nobody. Elsewhere on Unix it may still open files; memory (not on
macOS), processor time and what it writes are limited. On Windows the time alone is.
"""

import ctypes
import json
import math
import os
import platform
import signal
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from functools import cached_property
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import Any, BinaryIO, Self

import av
import numpy as np

from pose import video
from pose.container import MAX_PIXELS, ClipError, hold
from pose.video import LONG_SIDE, MAX_FPS, ClipInfo

if sys.platform == "linux":
    import fcntl

    from clips.copies import Copy, Original, copy_for_all

_ROOT = Path(__file__).parent.parent
MAX_S = 30 * 60.0  # a longer clip is no set (J)
MAX_FRAMES = 30 * 60 * 60  # at 60 a second; slow motion of 240 may last 7.5 minutes (J)
_MEMORY = 3 << 30  # address space; what 8K of HEVC takes (D)
_CPU_S = 6 * 3600  # of the processor, in all
_SLACK_S = 1.0  # the last frame may lie so far behind the end that was counted
# How long is waited for a clip in all: so long, and so long for each of its frames (J).
_WAIT_S, _WAIT_FRAME_S = 120.0, 0.2
_LINE = 4096  # bytes of an answer's first line
_PIPE = 1 << 20
# What a process needs of its surroundings to begin; no keys, no addresses.
_KEPT = ("PATH", "LD_LIBRARY_PATH", "SYSTEMROOT", "HOME", "LANG", "LC_ALL")
_FEW_THREADS = {"OPENBLAS_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "4"}


@dataclass(frozen=True)
class Limits:
    """What a clip may be, and what reading it may take: its length (s), its frames, address space
    (bytes) and processor time (s); ``wait_s`` is how long an answer may take."""

    seconds: float = MAX_S
    frames: int = MAX_FRAMES
    memory: int = _MEMORY
    cpu_s: int = _CPU_S
    wait_s: float = _WAIT_S


LIMITS = Limits()


class Frame:
    """One upright frame at ``t`` seconds from the clip's first, as `pose.video.Frame`; pictures of
    it are to be asked for before the next frame is."""

    def __init__(self, t: float, ask: Callable[..., np.ndarray]):
        self.t, self._ask = t, ask

    @cached_property
    def image(self) -> np.ndarray:
        """RGB (h, w, 3) uint8, its long side at most `pose.video.LONG_SIDE`."""
        return self._ask(self, image=True)

    def crop(self, box: tuple[float, float, float, float]) -> np.ndarray:
        """The part `box` (left, top, right, bottom in pixels of ``image``) at full resolution."""
        return self._ask(self, crop=[float(side) for side in box])


def probe(path: Path | str, limits: Limits = LIMITS) -> ClipInfo:
    """What `pose.video.probe` says of a clip.

    Raises
    ------
    ClipError
        As there; ``clip-too-much`` when it takes more time or memory than is given,
        ``clip-too-long`` when it has more frames or lasts longer than is taken.
    """
    with _Reader(Path(path), limits) as reader:
        return reader.info()


def read_frames(
    path: Path | str, start: float = 0.0, limits: Limits = LIMITS
) -> Generator[Frame, None, None]:
    """The frames that `pose.video.read_frames` gives of a clip, the same to the last pixel.

    Raises
    ------
    ClipError
        As `probe`; also in the middle, when it turns out to be more than was counted.
    """
    with _Reader(Path(path), limits) as reader:
        yield from reader.frames(start)


class _Reader:
    """The process behind the wall that reads one clip, as a context."""

    def __init__(self, path: Path, limits: Limits):
        if not os.path.isfile(path):  # unlike Path.is_file never raises (a name too long)
            raise ClipError("clip-missing", str(path))
        self._limits, self._left_s = limits, limits.wait_s
        self._asked_at = math.inf
        self._overdue = threading.Event()
        self._closed = threading.Event()
        self._now: Frame | None = None
        self._process = _begin([str(path.absolute()), json.dumps(asdict(limits))])
        threading.Thread(target=self._watch, name="koshi-wall", daemon=True).start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._closed.set()
        self._process.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            with suppress(OSError):
                pipe.close()  # type: ignore[union-attr]
        self._process.wait()

    def info(self) -> ClipInfo:
        answer = self._ask({"probe": True})
        try:
            info = ClipInfo(**answer | {"size": tuple(answer["size"])})
            if not all(_number(n) for n in (info.duration, info.frames, info.fps, info.last)):
                raise ValueError("no clip")
        except (TypeError, KeyError, ValueError) as error:
            raise ClipError("clip-unreadable", "answer") from error
        if info.frames > self._limits.frames or info.duration > self._limits.seconds:
            raise ClipError("clip-too-long")
        return info

    def frames(self, start: float) -> Iterator[Frame]:
        info = self.info()
        self._left_s += _WAIT_FRAME_S * info.frames
        self._ask({"start": start})
        last, count = -math.inf, 0
        while True:
            t = self._ask({"next": True}).get("t")
            if t is None:
                return
            count += 1
            if not _number(t) or t <= last:
                raise ClipError("clip-unreadable", "times")
            if count > self._limits.frames or t > self._limits.seconds + _SLACK_S:
                raise ClipError("clip-too-long")
            last, self._now = t, Frame(t, self._picture)
            yield self._now

    def _picture(self, frame: Frame, **what: Any) -> np.ndarray:
        assert frame is self._now, "asked for after the next frame"
        shape = self._ask(what).get("shape")
        if not (isinstance(shape, list) and len(shape) == 2 and all(map(_number, shape))):
            raise ClipError("clip-unreadable", "shape")
        h, w = (int(n) for n in shape)
        if h * w > MAX_PIXELS:
            raise ClipError("clip-too-large")
        pixels = bytearray(3 * h * w)
        # A buffered pipe, though its type does not tell.
        if self._answered(lambda pipe: pipe.readinto(pixels)) != len(pixels):  # type: ignore[attr-defined]
            raise self._end()
        return np.frombuffer(pixels, np.uint8).reshape(h, w, 3)

    def _ask(self, what: dict[str, Any]) -> dict[str, Any]:
        try:
            pipe = self._process.stdin
            assert pipe is not None
            pipe.write(json.dumps(what).encode() + b"\n")
            pipe.flush()
            answer = json.loads(self._answered(lambda pipe: pipe.readline(_LINE)))
        except (OSError, ValueError) as error:
            raise self._end() from error
        if not isinstance(answer, dict):
            raise ClipError("clip-unreadable", "answer")
        if "error" in answer:
            raise ClipError(str(answer["error"]))
        return answer

    def _answered(self, read: Callable[[BinaryIO], Any]) -> Any:
        """What is read, with the time that it took taken off what is left."""
        self._asked_at = begun = time.monotonic()
        assert self._process.stdout is not None
        try:
            return read(self._process.stdout)  # type: ignore[arg-type]
        finally:
            self._asked_at = math.inf
            self._left_s -= time.monotonic() - begun

    def _watch(self) -> None:
        while not self._closed.wait(min(1.0, self._limits.wait_s)):
            if time.monotonic() - self._asked_at > self._left_s:
                self._overdue.set()
                self._process.kill()
                return

    def _end(self) -> ClipError:
        """Why there was no answer."""
        code = self._process.wait()
        limit = {-getattr(signal, name, 0) for name in ("SIGXCPU", "SIGKILL")} - {0}
        much = self._overdue.is_set() or code in {*limit, _NO_MEMORY}
        return ClipError("clip-too-much" if much else "clip-unreadable", f"ended with {code}")


_COMMAND = [sys.executable, "-m", "clips.wall"]
_SURROUNDINGS = {name: os.environ[name] for name in _KEPT if name in os.environ} | _FEW_THREADS
ORIGINAL = Original(_COMMAND, _ROOT, _SURROUNDINGS) if sys.platform == "linux" else None


def _begin(told: list[str]) -> "subprocess.Popen[bytes] | Copy":
    """A process that does what `serve` does."""
    if ORIGINAL is None:
        return subprocess.Popen(
            [*_COMMAND, *told],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=_ROOT,
            env=_SURROUNDINGS,
        )
    process = ORIGINAL.copy(told)
    with suppress(OSError):  # a picture in a few pieces, not in a hundred
        fcntl.fcntl(process.stdout, fcntl.F_SETPIPE_SZ, _PIPE)
    return process


def _number(n: Any) -> bool:
    return isinstance(n, int | float) and math.isfinite(n) and n >= 0


# ---- behind the wall

_NO_MEMORY = 3  # how the process ends that has none left
_ALLOWED = {  # calls by their numbers on x86-64 and on 64-bit ARM
    "read": (0, 63), "write": (1, 64), "close": (3, 57), "fstat": (5, 80), "lseek": (8, 62),
    "mmap": (9, 222), "mprotect": (10, 226), "munmap": (11, 215), "brk": (12, 214),
    "rt_sigaction": (13, 134), "rt_sigprocmask": (14, 135), "rt_sigreturn": (15, 139),
    "ioctl": (16, 29), "pread64": (17, 67), "writev": (20, 66), "sched_yield": (24, 124),
    "mremap": (25, 216), "madvise": (28, 233), "dup": (32, 23), "nanosleep": (35, 101),
    "getpid": (39, 172), "exit": (60, 93), "fcntl": (72, 25), "getrlimit": (97, 163),
    "sigaltstack": (131, 132), "gettid": (186, 178), "futex": (202, 98),
    "sched_getaffinity": (204, 123), "set_tid_address": (218, 96), "clock_gettime": (228, 113),
    "clock_nanosleep": (230, 115), "exit_group": (231, 94), "newfstatat": (262, 79),
    "set_robust_list": (273, 99), "getrandom": (318, 278), "membarrier": (324, 283),
    "statx": (332, 291), "rseq": (334, 293),
}  # fmt: skip
_MACHINES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}  # column, the kernel's name
_CLONE, _CLONE3, _CLONE_THREAD = (56, 220), 435, 0x10000
_SECCOMP = (317, 277)
_OK, _DENIED, _NO_SUCH_CALL = 0x7FFF0000, 0x50000 | 1, 0x50000 | 38  # allow, EPERM, ENOSYS


@dataclass
class _Served:
    """What the process does for who asks."""

    path: Path
    frames: Iterator[video.Frame] = field(default_factory=lambda: iter(()))
    now: video.Frame | None = None

    def answer(self, asked: dict[str, Any]) -> tuple[dict[str, Any], bytes | memoryview]:
        if "probe" in asked:
            return asdict(video.probe(self.path)), b""
        if "start" in asked:
            self.frames = video.read_frames(self.path, LONG_SIDE, MAX_FPS, asked["start"])
            return {}, b""
        if "next" in asked:
            self.now = next(self.frames, None)
            return {"t": self.now and self.now.t}, b""
        assert self.now is not None
        image = self.now.crop(asked["crop"]) if "crop" in asked else self.now.image
        return {"shape": image.shape[:2]}, image.data


def main() -> int:
    """Read the clip named on the command line; on Linux any number of clips, each in a copy of this
    process, as they are asked for through the socket named there."""
    warm_up()
    if sys.platform != "linux":
        return serve(sys.argv[1:])
    copy_for_all(int(sys.argv[1]), serve)
    return 0


def serve(told: list[str]) -> int:
    """Read a clip, `told` by its path and the limits as JSON, as standard input asks for it."""
    served, limits = _Served(Path(told[0])), Limits(**json.loads(told[1]))
    out = os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(2, 1)  # whatever prints, prints where nobody listens
    hold(served.path)
    shut_in(limits)
    for line in sys.stdin.buffer:
        try:
            said, pixels = served.answer(json.loads(line))
        except ClipError as error:
            said, pixels = {"error": error.key}, b""
        except MemoryError:
            os._exit(_NO_MEMORY)
        for each in (json.dumps(said).encode() + b"\n", memoryview(pixels).cast("B")):
            while len(each):
                each = each[out.write(each) :]
    return 0


def warm_up() -> None:
    """Load what is loaded only when it is first needed, while files may still be opened."""
    for module in walk_packages(av.__path__, "av."):
        if module.name not in ("av.__main__", "av.datasets"):
            import_module(module.name)
    own = _Served(_ROOT / "samples" / "hip_lift_ok.mp4")
    for asked in ({"probe": True}, {"start": 0.5}, {"next": True}, {}, {"crop": [0, 0, 9, 9]}):
        own.answer(asked)


def shut_in(limits: Limits) -> None:
    """From now on this process can do nothing but decode."""
    try:
        import resource
    except ImportError:  # Windows
        return
    most = {
        "RLIMIT_AS": limits.memory,
        "RLIMIT_CPU": limits.cpu_s,
        "RLIMIT_FSIZE": 0,
        "RLIMIT_CORE": 0,
        "RLIMIT_NOFILE": 32,
    }
    for name, limit in most.items():
        with suppress(ValueError, OSError):  # macOS takes no limit of memory
            resource.setrlimit(getattr(resource, name), (limit, limit))
    whole = sys.maxsize > 1 << 32  # a program of 32 bits makes calls by other numbers
    if sys.platform == "linux" and whole and platform.machine() in _MACHINES:
        _allow_little(*_MACHINES[platform.machine()])


def _allow_little(column: int, machine: int) -> bool:
    """Have the kernel refuse all calls but `_ALLOWED`, and threads; False where it cannot."""
    allowed = [numbers[column] for numbers in _ALLOWED.values()]
    load, equal, any_bit, answer = 0x20, 0x15, 0x45, 0x06
    program = [
        (load, 0, 0, 4),  # which machine's calls these are
        (equal, 1, 0, machine),
        (answer, 0, 0, _DENIED),
        (load, 0, 0, 0),  # the number of the call
        (equal, 0, 1, _CLONE3),  # what it is to make stands where a filter cannot look
        (answer, 0, 0, _NO_SUCH_CALL),
        (equal, 0, 4, _CLONE[column]),
        (load, 0, 0, 16),
        (any_bit, 0, 1, _CLONE_THREAD),
        (answer, 0, 0, _OK),
        (answer, 0, 0, _DENIED),
    ]
    for number in allowed:
        program += [(equal, 0, 1, number), (answer, 0, 0, _OK)]
    program.append((answer, 0, 0, _DENIED))
    code = b"".join(struct.pack("HBBI", *each) for each in program)
    held = ctypes.create_string_buffer(code, len(code))
    told = struct.pack("HxxxxxxP", len(program), ctypes.addressof(held))
    libc = ctypes.CDLL(None)
    if libc.prctl(38, 1, 0, 0, 0):  # no new privileges, without which no filter is taken
        return False
    return libc.syscall(_SECCOMP[column], 1, 1, told) == 0  # in all threads


if __name__ == "__main__":
    raise SystemExit(main())
