"""The poses of a whole clip; the segments of a long one in several processes at once.

Where a clip is cut depends on its length alone, and in each segment a new tracker starts a little
early, so the poses are the same however many processes share them. Where two segments meet, the one
before must see the same person at the same place as the one after; if it does not (somebody else
walked by, the person was lost), both are done again as one.
"""

import math
import os
import pickle
import threading
import zlib
from collections import deque
from collections.abc import Callable, Generator, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing
from dataclasses import dataclass
from itertools import pairwise
from multiprocessing import get_context, parent_process
from pathlib import Path

import numpy as np

from clips.wall import read_frames
from pose.estimator import PoseEstimator
from pose.model import ensure_model
from pose.others import PEOPLE_EVERY_S
from pose.pace import Pace
from pose.pose import CORE, Pose
from pose.video import ClipInfo, frame_rate

# Told how far the work is: seconds of the clip that are done, seconds in all (0 = unknown).
Progress = Callable[[float, float], None]
# Time in s, and the pose there; None in a frame that was not looked at.
Seen = tuple[float, Pose | None]
_Packed = tuple[float, bytes | None]  # the same in a twentieth of the memory, mostly the mask's

# A tracker that starts anew comes within some 0.4 px of one that goes on in 1 s and stays 0.2 px
# off for good: both are right. With 2 s more clips are judged alike than with 1 s (D,
# benchmarks.segments).
WARM_UP_S = 2.0
_LONG_S, _LONGER_S, _SEGMENT_S = 30.0, 60.0, 30.0  # two segments from 30 s on, four from 60 s (J)
_MOST_SEGMENTS = 8  # each tracker that was closed leaves some 8 MB behind (D)
_SAME_S, _SAME_PLACE = 0.5, 0.3  # where segments meet: s, in trunk lengths (J)
_MOST_PROCESSES = 4  # some 300 MB each (D, benchmarks.speed)
_TELL_S = 0.3


@dataclass(frozen=True)
class _Job:
    path: Path
    model: Path
    masks: bool
    rate: float  # of the frames that are read
    duration: float  # s, inf when unknown

    def see(self, begin: float, end: float) -> Generator[Seen]:
        """What is seen from `begin` to before `end` (s), and in the warm-up before it."""
        pace = Pace(self.rate, self.duration)
        start = max(0.0, begin - WARM_UP_S)
        with PoseEstimator(self.model, self.masks) as estimator:
            for frame in read_frames(self.path, start=start):
                if frame.t >= end:
                    return
                pose = None
                if pace.wants(frame.t):
                    pose = estimator.estimate(frame.image, frame.t, frame.crop)
                    pace.saw(pose)
                yield frame.t, pose


def so_far(done: float, total: float) -> float:
    """How far work is that `Progress` tells of, 0..1; 0 while nobody knows."""
    return min(1.0, done / total) if total else 0.0


def cuts(duration: float) -> list[float]:
    """Where a clip of so many seconds is cut: begins of its segments and infinity.

    On the same grid as the search for further people, so that it finds the same.
    """
    count = 1 if duration < _LONG_S else 2
    if duration >= _LONGER_S:
        count = min(_MOST_SEGMENTS, 4 * math.ceil(duration / (4 * _SEGMENT_S)))
    step = duration / count / PEOPLE_EVERY_S
    return [*(PEOPLE_EVERY_S * round(i * step) for i in range(count)), math.inf]


def poses(
    path: Path,
    info: ClipInfo,
    masks: bool,
    progress: Progress | None = None,
    workers: int | None = None,
    where: list[float] | None = None,
) -> Generator[Seen]:
    """Every frame of a clip in turn with the pose seen there; close it to stop early.

    Parameters
    ----------
    info : ClipInfo
        Of the same clip.
    masks : bool
        Whether poses carry the person mask.
    workers : int, optional
        How many processes share the work; 1 is this one alone. The result is the same.
    where : list of float, optional
        Other cuts than `cuts`.

    Raises
    ------
    pose.video.ClipError, pose.model.ModelError
    """
    rate = frame_rate(info)
    job = _Job(path, ensure_model(), masks, rate, info.duration or math.inf)
    spans = list(pairwise(where or cuts(info.duration)))
    told = _Told(progress, info.last)
    if workers is None:
        workers = min(_cores(), _MOST_PROCESSES)
    workers = min(workers, len(spans))
    if len(spans) == 1:
        yield from told.through(job.see(*spans[0]))
    elif workers == 1:
        results = (_packed(told.through(job.see(*span), span[0])) for span in spans)
        yield from _joined(job, spans, results)
    else:
        yield from _joined(job, spans, _shared(job, spans, workers, told))


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class _Told:
    """Tells how many seconds are done, and never fewer than before."""

    def __init__(self, progress: Progress | None, total: float):
        self._progress, self._total, self._done = progress, total, 0.0

    def tell(self, done: float) -> None:
        if self._progress and done > self._done:
            self._done = done
            self._progress(done, self._total)

    def through(self, seen: Generator[Seen], begin: float = 0.0) -> Generator[Seen]:
        # Closed here when telling raises: MediaPipe's graph, closed from another thread by the
        # garbage collector, waits for ever.
        with closing(seen):
            for each, step in _steps(seen, begin):
                yield each
                self.tell(self._done + step)


def _steps(frames: Iterator[Seen], begin: float) -> Iterator[tuple[Seen, float]]:
    """Each frame, and how many seconds behind `begin` are done with it that were not before."""
    done = begin
    for each in frames:
        yield each, max(0.0, each[0] - done)
        done = max(done, each[0])


def _packed(frames: Iterator[Seen]) -> list[_Packed]:
    return [
        (t, None if pose is None else zlib.compress(pickle.dumps(pose), 1)) for t, pose in frames
    ]


def _unpacked(frame: _Packed) -> Seen:
    t, pose = frame
    return t, None if pose is None else pickle.loads(zlib.decompress(pose))


def _joined(
    job: _Job, spans: list[tuple[float, float]], results: Iterator[list[_Packed]]
) -> Generator[Seen]:
    """The segments' frames without the warm-ups; segments that do not agree are done as one."""
    before: list[_Packed] = []
    for (begin, end), (last, _), seen in zip(spans, [spans[0], *spans], results, strict=False):
        if not _agree(before, seen, begin):
            seen = _packed(job.see(last, end))
        before = seen
        for frame in seen:
            if frame[0] >= begin:
                yield _unpacked(frame)


def _agree(before: list[_Packed], after: list[_Packed], cut: float) -> bool:
    """Whether two segments saw the same in the last half second before `cut`."""
    first, second = (
        dict(_unpacked(frame) for frame in frames if cut - _SAME_S <= frame[0] < cut)
        for frames in (before, after)
    )
    both = ((first[t], second[t]) for t in first.keys() & second.keys())
    pairs = [(one, other) for one, other in both if one and other]
    return sum(_same(*pair) for pair in pairs) >= len(pairs) / 2


def _same(one: Pose, other: Pose) -> bool:
    if not one.found or not other.found:
        return one.found == other.found
    trunk = float(np.linalg.norm(one.mid("SHOULDER") - one.mid("HIP")))
    steps = np.linalg.norm(one.landmarks[CORE] - other.landmarks[CORE], axis=1)
    return float(np.median(steps)) < _SAME_PLACE * trunk


def _shared(
    job: _Job, spans: list[tuple[float, float]], workers: int, told: _Told
) -> Iterator[list[_Packed]]:
    """Each segment in turn, done by processes of our own. A segment whose process died (no memory,
    a clip that MediaPipe cannot bear) is done in this one."""
    context = get_context("spawn")  # MediaPipe's threads do not live through a fork
    done, stop = context.Value("d", 0.0), context.Event()
    pool = ProcessPoolExecutor(workers, context, _begin, (done, stop))
    try:
        asked: deque[tuple[tuple[float, float], Future]] = deque()
        for span in [*spans, *[None] * workers]:
            if span:
                asked.append((span, _ask(pool, job, span)))
            if asked and (span is None or len(asked) > workers):
                first, future = asked.popleft()
                while not _ready(future):
                    told.tell(done.value)
                yield _result(job, first, future)
    finally:
        stop.set()
        pool.shutdown()


def _ask(pool: ProcessPoolExecutor, job: _Job, span: tuple[float, float]) -> Future:
    try:
        return pool.submit(_see, job, *span)
    except BrokenProcessPool as error:
        broken: Future = Future()
        broken.set_exception(error)
        return broken


def _ready(future: Future) -> bool:
    try:
        future.exception(timeout=_TELL_S)
    except TimeoutError:
        return False
    return True


def _result(job: _Job, span: tuple[float, float], future: Future) -> list[_Packed]:
    try:
        return future.result()
    except BrokenProcessPool:
        return _packed(job.see(*span))


# In the processes: seconds done in all of them, and whether to stop.
_done = _stop = None


def _begin(done, stop) -> None:
    global _done, _stop
    _done, _stop = done, stop
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """A worker that is killed must not leave these processes behind."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _see(job: _Job, begin: float, end: float) -> list[_Packed]:
    return _packed(_counted(job.see(begin, end), begin))


def _counted(frames: Iterator[Seen], begin: float) -> Iterator[Seen]:
    assert _done is not None
    assert _stop is not None
    for each, step in _steps(frames, begin):
        yield each
        with _done.get_lock():
            _done.value += step
        if _stop.is_set():
            return
