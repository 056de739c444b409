"""Follows one person through a stream, with whatever eye finds people in its pictures."""

from typing import Self

import numpy as np

from pose.detector import Detector
from pose.occlusion import Occlusion
from pose.others import Others
from pose.pose import Pose
from pose.view import TURNS, Crop, Found, Lamp, View, around, tiles, whole

# A body shorter than this share of the frame's long side is tracked in a view of its own, one
# longer than the other in the whole frame: detection falls from 100 % to 51-79 % at half size
# (design.md §4, D).
SMALL_BODY, LARGE_BODY = 0.42, 0.50
# Room round the body in a view of its own, in body lengths; the view moves when less is left (J).
VIEW_MARGIN, VIEW_LEFT = 0.5, 0.1
# Until so long after a loss only a body near the last place is the same person, until the second
# time only one of about the same size: s, in body lengths, lengths per second, ratio (J).
REMEMBER_PLACE_S, REMEMBER_SIZE_S = 1.5, 10.0
KNOWN_S = 0.5  # a body followed for less may have been a mistake and binds to nothing (J)
SAME_PLACE, SPEED, SAME_SIZE = 0.45, 0.4, 1.6
# Somebody so many times as long is followed instead of a body that has not moved by so much of its
# length since it was found: that was a picture on the wall (J).
FAR_LARGER, STIRRED = 2.0, 0.1
# A turned look must be so much more plausible than the upright one to be kept (J).
TURNED_BETTER = 0.15


class Follower:
    """Finds the person in each frame of one stream and keeps to this one.

    A person once found is followed in a view that fits: the whole frame, or round a small body,
    turned when only a turned look found one that lies. After a loss the last place is searched
    first, closely; another person or a picture on the wall is not taken for the lost one.

    Parameters
    ----------
    detector : Detector
        What finds people in a picture; it is this stream's alone and closed with it.

    Use as a context, or call `close`. Not thread-safe.
    """

    def __init__(self, detector: Detector):
        self._detector = detector
        self._lamp = Lamp()
        self._occlusion = Occlusion()
        self._others = Others()
        self._size: tuple[int, int] | None = None
        self._view: View | None = None
        self._last: Found | None = None
        self._last_seen = self._found_at = -np.inf
        self._first: Found | None = None  # as first found, and whether it has moved since
        self._stirred = False
        self._looks = 0  # since the person was lost
        self._moved = False  # whether the view is another one than in the frame before

    def estimate(self, image: np.ndarray, t: float, crop: Crop | None = None) -> Pose:
        """The pose in one frame.

        Parameters
        ----------
        image : ndarray, shape (h, w, 3), uint8
            Upright RGB frame.
        t : float
            Time of the frame in s.
        crop : callable, optional
            Cuts a box (pixels of `image`) at the camera's full resolution, for a small person.
            Without it the view comes from `image`.

        Returns
        -------
        Pose
            ``Pose.empty`` when nobody was found.
        """
        size = (image.shape[1], image.shape[0])
        if size != self._size:  # a camera may change it while running: begin anew
            self._size, self._view, self._last = size, None, None
            self._occlusion, self._others.second = Occlusion(), None
        self._lamp.look(image)
        first, view = self._view is None, self._view or whole(size)
        self._view = view
        found = tracked = self._track(image, t, view, crop)
        lost = found is None or not self._same(found, t)
        if lost or first:
            found = self._search(image, t, crop, found if first else None)
        if found is None:
            return Pose.empty(t, size)
        other = self._others.look(image, t, found, self._look)
        if other and not self._stirred and other.length > FAR_LARGER * found.length:
            found, self._others.second = other, None
        self._follow(found, size, lost)
        changed = found is not tracked and not self._same(found, t)
        if self._last is None or (lost and not self._known) or changed:
            self._found_at, self._occlusion = t, Occlusion()
            self._first, self._stirred = found, False
        assert self._first is not None
        self._stirred = self._stirred or found.apart(self._first) > STIRRED * found.length
        self._last, self._last_seen, self._looks = found, t, 0
        visibility = found.visibility.copy()
        if found.mask is not None:
            hidden = self._occlusion.look(t, image, found.landmarks, found.mask)
            visibility[list(hidden)] = 0.0
        people = 1 if self._others.second is None else 2
        return Pose(t, size, found.landmarks, visibility, people, found.mask)

    def _track(self, image: np.ndarray, t: float, view: View, crop: Crop | None) -> Found | None:
        picture, matrix = view.cut(image, crop)
        picture = self._lamp.lift(picture)
        person = self._detector.track(picture, t)
        tracked = view.found(person, matrix) if person else None
        if not self._moved or self._last is None:
            return tracked
        # What tracks goes by where the body was in the view before, and reads it where it is not.
        last = self._last
        seen = [view.found(person, matrix) for person in self._detector.search(picture)]
        near = min(seen, key=lambda each: each.apart(last), default=None)
        return near if near is not None and self._same(near, t) else tracked

    def _look(self, image: np.ndarray, view: View, crop: Crop | None = None) -> list[Found]:
        picture, matrix = view.cut(image, crop)
        people = self._detector.search(self._lamp.lift(picture))
        return [view.found(person, matrix) for person in people]

    @property
    def _known(self) -> bool:
        """Whether the last person was followed long enough to be sure that it is one."""
        return self._last_seen - self._found_at >= KNOWN_S

    def _same(self, found: Found, t: float) -> bool:
        """Whether this can be the person who was seen last."""
        gone = t - self._last_seen
        if self._last is None or not self._known or gone > REMEMBER_SIZE_S:
            return True
        ratio = found.length / self._last.length
        if gone > REMEMBER_PLACE_S:
            return ratio > 1 / SAME_SIZE
        reach = (SAME_PLACE + SPEED * gone) * max(self._last.length, found.length)
        return 1 / SAME_SIZE < ratio < SAME_SIZE and found.apart(self._last) < reach

    def _search(
        self, image: np.ndarray, t: float, crop: Crop | None, upright: Found | None
    ) -> Found | None:
        """One more look each frame, two at the very first, where `upright` was tracked already;
        the most plausible body of those that were found."""
        size = (image.shape[1], image.shape[0])
        if self._last is not None and self._known and t - self._last_seen <= REMEMBER_PLACE_S:
            first = self._last.view.turn
            turns = [first, *(turn for turn in TURNS if turn != first)]
            views = [around(self._last.box, size, VIEW_MARGIN, turn) for turn in turns]
            views.append(whole(size))
        else:
            views = [*(whole(size, turn) for turn in TURNS[1:]), *tiles(size), whole(size)]
            self._view = whole(size)
        count = len(TURNS) - 1 if self._last is None and not self._looks else 1
        chosen = [views[(self._looks + i) % len(views)] for i in range(count)]
        self._looks += count
        found = [
            person
            for view in chosen
            for person in self._look(image, view, crop)
            if self._same(person, t)
        ]
        found += [upright] if upright else []
        return max(
            found, key=lambda f: f.plausible - TURNED_BETTER * (f.view.turn != 0), default=None
        )

    def _follow(self, found: Found, size: tuple[int, int], lost: bool) -> None:
        """Choose the view for the next frame."""
        assert self._view is not None
        before = self._view.box
        frame = whole(size, found.view.turn)
        own = self._view.box != frame.box
        small = found.length < (LARGE_BODY if own else SMALL_BODY) * max(size)
        if lost and (small or self._known):
            self._view = around(found.box, size, VIEW_MARGIN, found.view.turn)
        elif not small:
            self._view = frame
        elif own and not self._view.holds(found.box, VIEW_LEFT):
            self._view = around(found.box, size, VIEW_MARGIN, found.view.turn)
        self._moved = self._view.box != before

    def close(self) -> None:
        """Close the detector."""
        self._detector.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()
