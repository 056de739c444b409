from dataclasses import replace

import pytest

from coach.gesture import GAP_S, HOLD_S, RaisedHand
from pose.pose import Landmark, Pose
from tests.figures import View, arms_up, hinge, hip_lift, lift_path, lift_rest, plank

FPS = 30
NEAR, FAR = "LEFT", "RIGHT"  # of a figure that is not mirrored
LYING, STANDING = hip_lift(lift_rest()), hinge(0)
BODIES = pytest.mark.parametrize("body", [LYING, STANDING], ids=["lying", "standing"])


def fired(*parts: tuple[Pose, float], fps: float = FPS, hand: RaisedHand | None = None):
    """Times at which a hand is told, of poses that last so many seconds one after the other."""
    hand, frame, times = hand or RaisedHand(), 0, []
    for pose, seconds in parts:
        for _ in range(round(seconds * fps)):
            if hand.update(replace(pose, t=frame / fps)):
                times.append(frame / fps)
            frame += 1
    return times


def seen(pose: Pose, **visibility: float) -> Pose:
    """The same pose with other visibilities, e.g. ``RIGHT_WRIST=0.1``."""
    changed = pose.visibility.copy()
    for name, value in visibility.items():
        changed[Landmark[name]] = value
    return replace(pose, visibility=changed)


@BODIES
@pytest.mark.parametrize("side", [NEAR, FAR])
def test_one_arm_up_is_told_once_after_the_time(body, side):
    times = fired((body, 1.0), (arms_up(body, side), 5.0), (body, 2.0))
    assert times == [pytest.approx(1.0 + HOLD_S, abs=1.5 / FPS)]


@BODIES
def test_a_mirrored_body_raises_the_other_arm(body):
    view = View(mirrored=True)
    other = hip_lift(lift_rest(), view=view) if body is LYING else hinge(0, view=view)
    for side in (NEAR, FAR):
        assert len(fired((other, 1.0), (arms_up(other, side), 2.0))) == 1


@BODIES
def test_both_arms_up_is_no_sign(body):
    assert fired((body, 1.0), (arms_up(body, NEAR, FAR), 5.0), (body, 1.0)) == []


@pytest.mark.parametrize(("seconds", "told"), [(HOLD_S - 0.1, 0), (HOLD_S + 0.1, 1)])
def test_a_brief_one_is_no_sign(seconds, told):
    times = fired((LYING, 1.0), (arms_up(LYING, NEAR), seconds), (LYING, 2.0))
    assert len(times) == told


def test_brief_ones_do_not_add_up():
    wave = [(arms_up(LYING, NEAR), 0.5), (LYING, 0.5)] * 5
    assert fired((LYING, 1.0), *wave) == []


@pytest.mark.parametrize(("gap", "told"), [(GAP_S - 0.1, 1), (GAP_S + 0.2, 0)])
@pytest.mark.parametrize("lost", [LYING, Pose.empty(0.0, LYING.size)], ids=["down", "nobody"])
def test_a_gap_is_bridged_when_it_is_short(lost, gap, told):
    up = arms_up(LYING, NEAR)
    assert len(fired((LYING, 1.0), (up, 0.5), (lost, gap), (up, 0.5), (LYING, 1.0))) == told


def test_the_hand_must_come_down_before_it_is_a_sign_again():
    up = arms_up(LYING, NEAR)
    assert len(fired((LYING, 1.0), (up, 10.0))) == 1
    assert len(fired((LYING, 1.0), (up, 2.0), (LYING, 1.0), (up, 2.0))) == 2


def test_the_other_arm_is_no_new_sign_while_the_first_stays_up():
    up = arms_up(LYING, NEAR)
    times = fired((LYING, 1.0), (up, 2.0), (arms_up(LYING, FAR), 3.0))
    assert len(times) == 1


def test_changing_arms_begins_the_time_anew():
    parts = [(LYING, 1.0), (arms_up(LYING, NEAR), 0.6), (arms_up(LYING, FAR), 0.6), (LYING, 1.0)]
    assert fired(*parts) == []


def test_a_hand_that_is_up_from_the_start_is_no_sign_until_it_was_down():
    up = arms_up(LYING, NEAR)
    assert fired((up, 5.0)) == []
    assert len(fired((up, 2.0), (LYING, 0.5), (up, 2.0))) == 1


def test_both_arms_that_come_down_one_after_the_other_from_the_start_are_no_sign():
    """A set with the arms to the ceiling: one arm that is lowered late pauses nothing."""
    both = arms_up(LYING, NEAR, FAR)
    assert fired((both, 5.0), (arms_up(LYING, NEAR), 3.0), (LYING, 1.0)) == []


@pytest.mark.parametrize(("wrist", "told"), [(0.1, 1), (0.3, 0)])
def test_a_far_arm_hidden_behind_the_body_may_be_placed_on_the_raised_one(wrist, told):
    both = seen(arms_up(LYING, NEAR, FAR), RIGHT_WRIST=wrist)
    assert len(fired((LYING, 1.0), (both, 2.0))) == told


@pytest.mark.parametrize(("wrist", "told"), [(0.3, 0), (0.5, 1)])
def test_a_raised_wrist_must_be_seen(wrist, told):
    up = seen(arms_up(LYING, NEAR), LEFT_WRIST=wrist)
    assert len(fired((LYING, 1.0), (up, 2.0))) == told


def bent(pose: Pose) -> Pose:
    """The raised near arm bent at the elbow, the hand as high as before."""
    landmarks = pose.landmarks.copy()
    landmarks[Landmark.LEFT_ELBOW] += (120, 0)
    return replace(pose, landmarks=landmarks)


def test_a_bent_arm_is_no_sign():
    assert fired((LYING, 1.0), (bent(arms_up(LYING, NEAR)), 5.0)) == []


@pytest.mark.parametrize("arms", ["chest", "belly", "round"])
def test_arms_on_the_body_are_no_sign(arms):
    make = lift_path(0.0, arms=arms)
    poses = [(make(above, 0.0), 1.0) for above in (lift_rest(), -20, 0, -20, lift_rest())]
    assert fired(*poses) == []


@pytest.mark.parametrize(
    "body",
    [plank(0), hinge(40, 0.2), hinge(60, 0.25, arms=0)],
    ids=["plank", "hands on the hips", "hands down"],
)
def test_exercising_is_no_sign(body):
    assert fired((STANDING, 1.0), (body, 5.0)) == []


@pytest.mark.parametrize("fps", [5, 10, 15, 60])
def test_at_any_frame_rate(fps):
    times = fired((LYING, 1.0), (arms_up(LYING, NEAR), 3.0), fps=fps)
    assert times == [pytest.approx(1.0 + HOLD_S, abs=1.01 / fps)]


def test_nobody_in_the_picture_is_no_sign():
    assert fired((Pose.empty(0.0, (640, 480)), 3.0)) == []
