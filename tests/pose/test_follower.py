"""Another eye, made up for the test, in the place of MediaPipe: the follower takes it as well.

It reads landmarks from coloured dots that the test draws into the pictures, so it knows only what
is in the picture that it is shown, as a real one does.
"""

import numpy as np
import pytest

from pose.detector import Person
from pose.follower import KNOWN_S, Follower
from pose.picture import cv2, mask_of
from pose.pose import CORE, Landmark, Pose
from pose.view import whole

SIZE, GREY = (640, 480), 200
FPS = 15.0
DOT = 3  # px; half a dot's width
# A body that lies with its knees up, in its own lengths from its upper left corner.
PLACES = {
    "SHOULDER": (0.15, 0.35),
    "HIP": (0.5, 0.4),
    "KNEE": (0.75, 0.05),
    "ANKLE": (0.95, 0.4),
}
MARKS = [*CORE, Landmark.NOSE]
BODY = np.array([*(PLACES[mark.name.split("_", 1)[1]] for mark in CORE), (0.0, 0.3)])
BODY[1::2] += (0.0, 0.1)  # the far side


def scene(*bodies: np.ndarray, size=SIZE) -> np.ndarray:
    """A picture of bodies: landmarks (9, 2) px each, drawn as a dot with a colour of its own."""
    image = np.full((size[1], size[0], 3), GREY, np.uint8)
    for which, body in enumerate(bodies):
        for i, (x, y) in enumerate(body.round().astype(int)):
            image[max(0, y - DOT) : y + DOT + 1, max(0, x - DOT) : x + DOT + 1] = colour(i, which)
    return image


def colour(i: int, which: int) -> tuple[int, int, int]:
    return 20 * i, 0, 120 * which


def body(left: float, top: float, long: float) -> np.ndarray:
    return np.array([left, top]) + long * BODY


class Dots:
    """The eye. It notes what it was shown, and sees nobody shorter than a share of that picture's
    long side."""

    def __init__(self, least: float = 0.0, masks: bool = False):
        self.least, self.masks = least, masks
        self.tracked: list[tuple[int, ...]] = []  # shapes of what it was shown
        self.searched: list[tuple[int, ...]] = []
        self.closed = False

    def track(self, picture: np.ndarray, t: float) -> Person | None:
        self.tracked.append(picture.shape)
        return next(iter(self.people(picture)), None)

    def search(self, picture: np.ndarray) -> list[Person]:
        self.searched.append(picture.shape)
        return self.people(picture)

    def close(self) -> None:
        self.closed = True

    def people(self, picture: np.ndarray) -> list[Person]:
        assert picture.flags["C_CONTIGUOUS"]
        y, x = np.nonzero(picture[..., 1] < 9)
        dots = np.stack([x, y], axis=-1) + 0.5, picture[y, x].astype(int)
        return [found for which in (0, 1) if (found := self.person(picture, *dots, which))]

    def person(self, picture, places, colours, which: int) -> Person | None:
        xy = np.full((len(Landmark), 2), np.nan)  # whatever this eye does not know
        for i, mark in enumerate(MARKS):
            hit = (np.abs(colours - colour(i, which)) < 9).all(axis=1)
            if not hit.any():
                return None
            xy[mark] = places[hit].mean(axis=0)
        if np.nanmax(np.ptp(xy[MARKS], axis=0)) < self.least * max(picture.shape):
            return None
        share = np.zeros(picture.shape[:2], np.float32)
        cv2.polylines(share, [np.int32(xy[CORE][::2])], False, 1.0, 9)
        seen = np.isfinite(xy[:, 0]).astype(float)
        return Person(xy, seen, mask_of(share) if self.masks else None)


def follow(eye: Dots, pictures, begin: float = 0.0) -> list[Pose]:
    with Follower(eye) as follower:
        return [follower.estimate(image, begin + i / FPS) for i, image in enumerate(pictures)]


def is_at(pose: Pose, where: np.ndarray, off: float = 1.0) -> bool:
    """Whether the pose's joints are within `off` px of where they were drawn."""
    return bool(np.abs(pose.landmarks[MARKS] - where - 0.5).max() <= off)


def test_what_the_eye_sees_is_the_pose():
    where = body(100, 200, 400)
    eye = Dots(masks=True)
    for pose in follow(eye, [scene(where)] * 3):
        assert is_at(pose, where)
        assert pose.people == 1
        assert np.isnan(pose[Landmark.LEFT_TOE]).all()
        assert pose.visibility[Landmark.LEFT_TOE] == 0
        assert pose.visibility[CORE].min() == 1
        assert pose.mask.at(where[:1] + 0.5) > 0.9
        assert pose.mask.at(np.array([[320.0, 20.0]])) < 0.1
    assert eye.closed


def test_nobody_is_nobody():
    eye = Dots()
    assert not any(pose.found for pose in follow(eye, [scene()] * 4))
    assert eye.searched


@pytest.mark.parametrize("long", [110, 150])
def test_a_small_body_gets_a_view_of_its_own(long):
    where = body(300, 100, long)
    eye = Dots(least=0.3, masks=True)
    poses = follow(eye, [scene(where)] * 14)
    assert not poses[0].found
    assert is_at(poses[-1], where)
    assert poses[-1].mask.at(where[2:3] + 0.5) > 0.9  # the mask of the view lies on the body too
    matrix = poses[-1].mask.matrix
    assert matrix[0, 0] > 1.2


def test_a_large_body_is_tracked_in_the_whole_frame():
    eye = Dots()
    follow(eye, [scene(body(100, 200, 400))] * 4)
    shown, _ = whole(SIZE).cut(scene())
    assert set(eye.tracked) == {shown.shape}


def test_who_lies_in_a_frame_that_is_turned_is_found_turned():
    class Upright(Dots):
        """Sees only who lies along the picture's width."""

        def people(self, picture):
            found = super().people(picture)
            return [who for who in found if np.ptp(who.landmarks[MARKS, 0]) == who.length]

    where = np.stack([200 + 100 * BODY[:, 1], 100 + 300 * BODY[:, 0]], axis=-1)  # along the height
    poses = follow(Upright(), [scene(where)] * 4)
    assert is_at(poses[-1], where)


def test_who_comes_back_elsewhere_at_once_is_somebody_else():
    here, there = body(20, 300, 200), body(400, 20, 200)
    known = round(FPS * (KNOWN_S + 0.3))
    eye = Dots()
    poses = follow(eye, [scene(here)] * known + [scene(there)] * 10 + [scene(here)] * 3)
    assert all(is_at(pose, here) for pose in poses[:known])
    assert not any(pose.found for pose in poses[known : known + 10])
    assert is_at(poses[-1], here)


def test_who_was_seen_for_a_moment_binds_to_nothing():
    here, there = body(20, 300, 200), body(400, 20, 200)
    poses = follow(Dots(), [scene(here)] * 3 + [scene(there)] * 6)
    assert is_at(poses[-1], there)


def test_a_small_body_that_walks_is_read_where_it_is_also_when_its_view_moves():
    class Tracker(Dots):
        """Tracks as MediaPipe does: one picture behind, in the picture's own pixels."""

        def __init__(self):
            super().__init__(least=0.3)
            self.before: Person | None = None

        def track(self, picture, t):
            was, self.before = self.before, super().track(picture, t)
            moved = self.before and was and self.before.apart(was) > 0.1 * was.length
            return was if moved else self.before

    ways = [body(20 + 8 * i, 150, 150) for i in range(50)]
    poses = follow(Tracker(), [scene(each) for each in ways])
    seen = [(pose, each) for pose, each in zip(poses, ways, strict=True) if pose.found]
    assert len(seen) > 35
    assert all(is_at(pose, each, 9.0) for pose, each in seen)
    assert {pose.people for pose, _ in seen} == {1}


def test_who_moves_beside_the_body_is_a_second_one():
    here, pictures = body(60, 300, 300), []
    for i in range(45):
        pictures.append(scene(here, body(420 + 60 * np.sin(i / 5), 20, 150)))
    poses = follow(Dots(), pictures)
    assert poses[0].people == 1
    assert poses[-1].people == 2
    assert all(is_at(pose, here) for pose in poses)


def test_who_is_found_once_and_not_again_is_nobody():
    """MediaPipe finds somebody upon a painted body now and then, and not half a second later."""

    class Once(Dots):
        seen = 0  # looks in which the second one was found alone

        def search(self, picture):
            found = super().search(picture)
            alone = len(found) == 1 and found[0].landmarks[Landmark.NOSE][1] < 200
            self.seen += alone
            return [] if alone and self.seen > 1 else found

    here, eye = body(60, 300, 300), Once()
    pictures = [scene(here, body(420 + 60 * np.sin(i / 5), 20, 150)) for i in range(45)]
    assert {pose.people for pose in follow(eye, pictures)} == {1}
    assert eye.seen > 1


def test_who_keeps_still_beside_the_body_is_a_picture_on_the_wall():
    pictures = [scene(body(60, 300, 300), body(420, 20, 150))] * 45
    assert {pose.people for pose in follow(Dots(), pictures)} == {1}


def test_a_frame_of_another_size_begins_anew():
    here, there = body(20, 300, 200), body(200, 20, 200)
    pictures = [scene(here)] * 15 + [scene(there, size=(480, 640))] * 2
    poses = follow(Dots(), pictures)
    assert poses[-1].size == (480, 640)
    assert is_at(poses[-1], there)
