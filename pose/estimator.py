"""MediaPipe Pose Landmarker (Tasks API) as a tracker that keeps the person it has."""

from dataclasses import dataclass
from pathlib import Path
from statistics import median

import numpy as np
from mediapipe import Image, ImageFormat
from mediapipe.tasks.python import BaseOptions, vision

from pose.beside import Beside, without
from pose.occlusion import Occlusion
from pose.pose import CORE, Mask, Pose
from pose.view import Crop, Lamp, View, around, back, tiles, whole

# A body shorter than this share of the frame's long side is tracked in a view of its own, one
# longer than the other in the whole frame: detection falls from 100 % to 51-79 % at half size
# (design.md §4, D).
SMALL_BODY, LARGE_BODY = 0.42, 0.50
# Room round the body in a view of its own, in body lengths; the view moves when less is left (J).
VIEW_MARGIN, VIEW_LEFT = 0.5, 0.1
# Where something else moves it is looked for a second person: in so many seconds at most so many
# times, and not sooner than so long after the last time. One that was found is looked for again
# after so long, and is gone when it was missed so often or nothing moves there any more (J: one
# look costs about two frames of inference, so this is 6 % of the time at 20 frames/s while
# something else moves, and nothing otherwise).
PEOPLE_EVERY_S, MOST_COUNTS, COUNT_APART_S = 5.0, 3, 1.6
SEE_AGAIN_S, MOST_MISSED = 2.0, 3
# Until so long after a loss only a body near the last place is the same person, until the second
# time only one of about the same size: s, in body lengths, lengths per second, ratio (J).
REMEMBER_PLACE_S, REMEMBER_SIZE_S = 1.5, 10.0
KNOWN_S = 0.5  # a body followed for less may have been a mistake and binds to nothing (J)
SAME_PLACE, SPEED, SAME_SIZE = 0.45, 0.4, 1.6
# A second person is, in the first one's lengths, at least so long and so far away, or a small one
# farther away (in the corner of a lesson it may be the one to judge). Two who lie one behind the
# other read lengths of 0.45 and more, 0.29 and more away; what is found on the edge of a single
# body is up to 0.23 long and 0.49 away (D, four composites and one real clip). Room round what
# moves, in its lengths (J). Boxes of two have up to 0.72 of the smaller one in common, of a body
# seen from the front and what is left of it 0.82 (D, six composites and one real clip).
NEAR_LENGTH, NEAR_APART, SMALL_LENGTH, SMALL_APART, OTHER_MARGIN = 0.35, 0.2, 0.2, 0.6, 1.5
COVERED = 0.77
# Somebody so many times as long is followed instead of a body that has not moved by so much of its
# length since it was found: that was a picture on the wall (J).
FAR_LARGER, STIRRED = 2.0, 0.1
# A turned look must be so much more plausible than the upright one to be kept (J).
TURNED_BETTER = 0.15
_TURNS = (0, 1, 3)


@dataclass(frozen=True, eq=False)
class _Found:
    """One person in one look: frame px (33, 2), visibility (33,), mask, view."""

    landmarks: np.ndarray
    visibility: np.ndarray
    mask: Mask | None
    view: View

    @property
    def box(self) -> tuple[float, float, float, float]:
        low, high = self.landmarks.min(axis=0), self.landmarks.max(axis=0)
        return float(low[0]), float(low[1]), float(high[0]), float(high[1])

    @property
    def length(self) -> float:
        left, top, right, bottom = self.box
        return max(right - left, bottom - top)

    @property
    def plausible(self) -> float:
        """0..1: how well the main joints are seen, less where a leg's two bones differ much."""
        _, _, hips, knees, ankles = (
            self.landmarks[i : i + 2].mean(axis=0) for i in (0, 11, 23, 25, 27)
        )
        thigh, shank = np.linalg.norm(hips - knees), np.linalg.norm(knees - ankles)
        even = float(min(thigh / shank, shank / thigh)) if thigh * shank else 0.0
        return float(self.visibility[CORE].mean()) * min(1.0, even / 0.5)

    def apart(self, other: "_Found") -> float:
        """Median distance of the main joints of two bodies in px."""
        steps = np.linalg.norm(self.landmarks[CORE] - other.landmarks[CORE], axis=1)
        return median(steps.tolist())  # numpy's own costs three times as much on so few


class PoseEstimator:
    """Finds the person in each frame of one stream. One per stream: it tracks from frame to frame.

    A person once found is followed in a view that fits: the whole frame, or round a small body,
    turned when only a turned look found one that lies. After a loss the last place is searched
    first, closely; another person or a picture on the wall is not taken for the lost one.

    Parameters
    ----------
    model : Path
        The bundle of `pose.model.ensure_model`.
    masks : bool
        Whether poses carry the person mask (about a tenth more time). Only with it joints behind
        something are told: their visibility is 0.

    Use as a context, or call `close`. Not thread-safe.
    """

    def __init__(self, model: Path, masks: bool = False):
        self._model, self._masks = model.read_bytes(), masks
        self._tracker = self._landmarker(vision.RunningMode.VIDEO, people=1)
        self._still: vision.PoseLandmarker | None = None  # for searching and counting people
        self._lamp = Lamp()
        self._occlusion = Occlusion()
        self._size: tuple[int, int] | None = None
        self._view: View | None = None
        self._last: _Found | None = None
        self._last_ms = -1
        self._last_seen = self._counted = self._found_at = self._turn = -np.inf
        self._first: _Found | None = None  # as first found, and whether it has moved since
        self._stirred = False
        self._beside = Beside()
        self._other: _Found | None = None  # the second person, where seen last
        self._counts = self._missed = 0  # looks for one since `_turn` began, in vain at last
        self._looks = 0  # since the person was lost

    def _landmarker(self, mode, people: int) -> vision.PoseLandmarker:
        options = vision.PoseLandmarkerOptions(
            base_options=BaseOptions(model_asset_buffer=self._model),
            running_mode=mode,
            num_poses=people,
            output_segmentation_masks=self._masks,
        )
        return vision.PoseLandmarker.create_from_options(options)

    def estimate(self, image: np.ndarray, t: float, crop: Crop | None = None) -> Pose:
        """The pose in one frame.

        Parameters
        ----------
        image : ndarray, shape (h, w, 3), uint8
            Upright RGB frame.
        t : float
            Time of the frame in s. A frame not later than the one before is moved 1 ms behind it,
            because MediaPipe refuses equal or falling timestamps.
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
            self._occlusion, self._other = Occlusion(), None
        self._lamp.look(image)
        self._last_ms = max(self._last_ms + 1, round(t * 1000))
        first, self._view = self._view is None, self._view or whole(size)
        found = tracked = self._track(image, crop)
        lost = found is None or not self._same(found, t)
        if lost or first:
            found = self._search(image, t, crop, found if first else None)
        if found is None:
            return Pose.empty(t, size)
        found = self._count_people(image, t, found)
        self._follow(found, size, lost)
        other = found is not tracked and not self._same(found, t)
        if self._last is None or (lost and not self._known) or other:
            self._found_at, self._occlusion = t, Occlusion()
            self._first, self._stirred = found, False
        assert self._first is not None
        self._stirred = self._stirred or found.apart(self._first) > STIRRED * found.length
        self._last, self._last_seen, self._looks = found, t, 0
        visibility = found.visibility.copy()
        if found.mask is not None:
            hidden = self._occlusion.look(t, image, found.landmarks, found.mask)
            visibility[list(hidden)] = 0.0
        people = 1 if self._other is None else 2
        return Pose(t, size, found.landmarks, visibility, people, found.mask)

    def _track(self, image: np.ndarray, crop: Crop | None) -> _Found | None:
        assert self._view is not None
        picture, matrix = self._view.cut(image, crop)
        result = self._tracker.detect_for_video(self._mp(picture), self._last_ms)
        found = _people(result, picture, matrix, self._view)
        return found[0] if found else None

    def _look(self, image: np.ndarray, view: View, crop: Crop | None = None) -> list[_Found]:
        if self._still is None:
            self._still = self._landmarker(vision.RunningMode.IMAGE, people=2)
        picture, matrix = view.cut(image, crop)
        return _people(self._still.detect(self._mp(picture)), picture, matrix, view)

    def _mp(self, picture: np.ndarray) -> Image:
        return Image(image_format=ImageFormat.SRGB, data=self._lamp.lift(picture))

    @property
    def _known(self) -> bool:
        """Whether the last person was followed long enough to be sure that it is one."""
        return self._last_seen - self._found_at >= KNOWN_S

    def _same(self, found: _Found, t: float) -> bool:
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
        self, image: np.ndarray, t: float, crop: Crop | None, upright: _Found | None
    ) -> _Found | None:
        """One more look each frame, two at the very first, where `upright` was tracked already;
        the most plausible body of those that were found."""
        size = (image.shape[1], image.shape[0])
        if self._last is not None and self._known and t - self._last_seen <= REMEMBER_PLACE_S:
            first = self._last.view.turn
            turns = [first, *(turn for turn in _TURNS if turn != first)]
            views = [around(self._last.box, size, VIEW_MARGIN, turn) for turn in turns]
            views.append(whole(size))
        else:
            views = [*(whole(size, turn) for turn in _TURNS[1:]), *tiles(size), whole(size)]
            self._view = whole(size)
        count = len(_TURNS) - 1 if self._last is None and not self._looks else 1
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

    def _follow(self, found: _Found, size: tuple[int, int], lost: bool) -> None:
        """Choose the view for the next frame."""
        assert self._view is not None
        frame = whole(size, found.view.turn)
        own = self._view.box != frame.box
        small = found.length < (LARGE_BODY if own else SMALL_BODY) * max(size)
        if lost and (small or self._known):
            self._view = around(found.box, size, VIEW_MARGIN, found.view.turn)
        elif not small:
            self._view = frame
        elif own and not self._view.holds(found.box, VIEW_LEFT):
            self._view = around(found.box, size, VIEW_MARGIN, found.view.turn)

    def _count_people(self, image: np.ndarray, t: float, found: _Found) -> _Found:
        """Look for somebody else where something moves beside the followed body, which is painted
        over for it: two near bodies are found as one otherwise. A picture on the wall is nobody.

        Returns the one to follow: `found`, unless that has never moved and the other is far larger.
        """
        size = (image.shape[1], image.shape[0])
        if not self._beside.see(t, image, found.landmarks):
            return found
        since = t - self._counted
        if t // PEOPLE_EVERY_S != self._turn:  # by the clip's clock, wherever a tracker starts
            self._turn, self._counts = t // PEOPLE_EVERY_S, 0
        if self._other is not None:
            due = since >= SEE_AGAIN_S
        else:
            due = self._counts < MOST_COUNTS and since >= COUNT_APART_S
        moving = self._beside.moving() if due else None
        place = moving if self._other is None else self._other.box
        if place is None or not due:
            return found
        self._counted, self._counts = t, self._counts + 1
        self._beside.begin()
        # Closely for a small one, then the whole frame, where more of a half hidden one shows.
        view = around(place, size, OTHER_MARGIN) if self._counts % 2 else whole(size)
        others = [
            person
            for person in self._look(without(image, found.landmarks), view)
            if _another(person, found) and _meet(person.box, place)
        ]
        self._missed = 0 if others else self._missed + 1
        if others:
            self._other = max(others, key=lambda other: other.length)
        elif self._missed >= MOST_MISSED or moving is None or not _meet(place, moving):
            self._other = None
        if self._other and not self._stirred and self._other.length > FAR_LARGER * found.length:
            found, self._other = self._other, None
        return found

    def close(self) -> None:
        """Free MediaPipe's graphs."""
        for landmarker in (self._tracker, self._still):
            if landmarker is not None:
                landmarker.close()

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.close()


def _another(person: _Found, first: _Found) -> bool:
    """Whether somebody found in the picture without `first` is another one, no rest of that one."""
    if _covered(person.box, first.box) > COVERED:
        return False
    apart, long = person.apart(first) / first.length, person.length / first.length
    return (long >= NEAR_LENGTH and apart >= NEAR_APART) or (
        long >= SMALL_LENGTH and apart >= SMALL_APART
    )


def _covered(box: tuple, other: tuple) -> float:
    """The share of the smaller of two boxes that lies in the other one."""
    low, high = np.maximum(box[:2], other[:2]), np.minimum(box[2:], other[2:])
    area = min((b[2] - b[0]) * (b[3] - b[1]) for b in (box, other))
    return float(np.prod(np.maximum(high - low, 0.0)) / max(area, 1e-6))


def _meet(box: tuple, place: tuple) -> bool:
    """Whether two boxes have a part in common."""
    return all(box[i] < place[i + 2] and place[i] < box[i + 2] for i in (0, 1))


def _people(result, picture: np.ndarray, matrix: np.ndarray, view: View) -> list[_Found]:
    """The people in one result, in px of the frame that `view` was cut from."""
    height, width = picture.shape[:2]
    found = []
    for i, marks in enumerate(result.pose_landmarks):
        xy = np.array([(m.x * width, m.y * height) for m in marks])
        mask = None
        if result.segmentation_masks:
            # Not a view of it: MediaPipe's array dies with its image.
            mask = Mask.of(result.segmentation_masks[i].numpy_view()[..., 0], matrix)
        found.append(
            _Found(
                back(xy, matrix),
                np.array([m.visibility for m in marks]),
                mask,
                view,
            )
        )
    return found
