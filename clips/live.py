"""A live session: the newest camera frame through pose and coach, in a worker thread."""

import math
import os
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Protocol

import av
import numpy as np
from av.video.reformatter import VideoReformatter

from coach.session import Plan, Session
from pose.estimator import PoseEstimator
from pose.model import ensure_model
from pose.overlay import SEVERITY, draw_contour, draw_measured, draw_skeleton
from pose.pose import Pose
from pose.video import to_upright_rgb
from rules import EXERCISES, FormChecker, LiveState, SetReport
from rules.report import worst

# Somebody who has not come into position for so long, s, is looked for anew: longer than from the
# back onto the knees (J). It takes as long as two or three frames.
_ANEW_S = 12.0


class Keeper(Protocol):
    """What keeps the sets of a session; called on the worker's thread."""

    def add(self, image: np.ndarray, pose: Pose, checker: FormChecker) -> None:
        """One checked frame of the set going on."""

    def end(self, report: SetReport, signal: str) -> None:
        """The set is over."""


class PoseTime:
    """How much of the machine each of the sessions going on at once may use for its poses.

    A frame is worked on no sooner than this (s) after the last one, which leaves time for the
    pictures: by the sessions that two cores have to carry (D: benchmarks.live on two cores, their
    browsers on the same). With three and more the tempo is not judged any more, the form still is.
    """

    _EVERY_S = (0.0, 0.0, 1 / 14, 1 / 6)

    def __init__(self) -> None:
        self.sessions = 0
        self._lock = threading.Lock()

    @contextmanager
    def shared(self) -> Iterator[None]:
        """One session more, as long as this is open."""
        with self._lock:
            self.sessions += 1
        try:
            yield
        finally:
            with self._lock:
                self.sessions -= 1

    @property
    def every_s(self) -> float:
        """Shortest time between two frames of one session."""
        crowd = math.ceil(2 * self.sessions / (os.cpu_count() or 2))
        return self._EVERY_S[min(crowd, len(self._EVERY_S) - 1)]


class LiveSession:
    """Runs a session from a camera.

    Frames come in through `picture` on the camera's thread, which must not wait: it hands the
    frame to the worker (a slot of one, the newest wins) and draws the latest result.

    Attributes
    ----------
    session : Session
    error : Exception or None
        What ended the worker.
    last_frame_at : float or None
        When the camera gave its last frame, s of `time.monotonic`: only tells a stopped camera.
    """

    def __init__(self, plan: Plan, language: str, keeper: Keeper, pose_time: PoseTime):
        self.session = Session(plan, language)
        self.error: Exception | None = None
        self.last_frame_at: float | None = None
        self._masks = any(
            EXERCISES[each.exercise].needs_mask
            for step in self.session.steps
            for each in step.possible
        )
        self._keeper = keeper
        self._pose_time = pose_time
        self._reformatter = VideoReformatter()
        self._slot: tuple[np.ndarray, float] | None = None
        self._latest: tuple[Pose, LiveState] | None = None
        self._wake = threading.Condition()
        self._stopped = False
        self._t0: float | None = None
        self._thread = threading.Thread(target=self._work, name="koshi-live", daemon=True)
        self._thread.start()

    def picture(self, frame: av.VideoFrame) -> np.ndarray:
        """Take a camera frame; returns it as RGB with the latest result drawn. 1-2 ms."""
        # Once: two threads converting one frame crash.
        image = to_upright_rgb(frame, reformatter=self._reformatter)
        self.last_frame_at = time.monotonic()
        t = frame.time if frame.time is not None else self.last_frame_at
        self._t0 = t if self._t0 is None else self._t0
        with self._wake:
            self._slot = (image, t - self._t0)
            self._wake.notify()
        shown = image.copy()
        if self._latest:
            _draw(shown, *self._latest)
        return shown

    def end(self) -> None:
        """Let the session end, soon."""
        with self._wake:
            self._stopped = True
            self._wake.notify()

    @property
    def ended(self) -> bool:
        """Whether the session is over and its sets are whole."""
        return not self._thread.is_alive()

    def stop(self) -> None:
        """End the session and wait until its sets are whole."""
        self.end()
        if threading.current_thread() is not self._thread:
            self._thread.join()

    def _work(self) -> None:
        session, ended = self.session, 0

        def end_sets() -> None:
            nonlocal ended
            for report in session.reports[ended:]:
                self._keeper.end(report, EXERCISES[report.exercise].signal.name)
            ended = len(session.reports)

        due = looked_t = 0.0
        try:
            with self._pose_time.shared(), ExitStack() as eyes:
                estimator = eyes.enter_context(PoseEstimator(ensure_model(), self._masks))
                while (item := self._next(due)) is not None:
                    due = time.monotonic() + self._pose_time.every_s
                    image, t = item
                    # A tracker may hold on to a body that it misread in a jump of the picture for
                    # as long as that body stays: one that begins looks for itself.
                    if min(session.in_vain_s, session.now - looked_t) > _ANEW_S:
                        looked_t = session.now
                        eyes.close()
                        estimator = eyes.enter_context(PoseEstimator(ensure_model(), self._masks))
                    pose = estimator.estimate(image, t)
                    session.update(pose)
                    self._latest = (pose, session.state)
                    if session.set_pose is not None:
                        self._keeper.add(image, session.set_pose, session.checker)
                    end_sets()
        except Exception as error:  # told on the page, which polls it
            self.error = error
        finally:
            session.stop()
            end_sets()

    def _next(self, due: float) -> tuple[np.ndarray, float] | None:
        """The newest frame, not before the time `due` (s, monotonic); None at the end."""
        with self._wake:
            while not self._stopped and (self._slot is None or time.monotonic() < due):
                self._wake.wait(None if self._slot is None else max(0.0, due - time.monotonic()))
            if self._stopped:
                return None
            item, self._slot = self._slot, None
            return item


def _draw(image: np.ndarray, pose: Pose, state: LiveState) -> None:
    if not pose.found or pose.size != (image.shape[1], image.shape[0]):
        return
    draw_skeleton(image, pose, SEVERITY["cannot_judge" if state.reason else "ok"])
    severity = worst(finding.severity for finding in state.findings)
    if any(finding.line and finding.line.contour for finding in state.findings):
        if state.outline:
            draw_contour(image, np.array(state.outline.contour), severity)
    elif state.findings and state.line:
        draw_measured(image, state.line.among(pose.landmarks), severity)
