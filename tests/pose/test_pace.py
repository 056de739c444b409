"""Which frames are looked at: all that move, fewer that do not."""

import pytest

from pose.pace import _LAST_S, _NEW_S, STILL_PER_S, Pace
from pose.pose import Pose
from tests.figures import hip_lift, lift_path


def wanted(rate: float, make, seconds=6.0, end=60.0) -> list[float]:
    """Times of the frames that are looked at, of a stream of `rate` a second."""
    pace, found = Pace(rate, end), []
    for n in range(round(rate * seconds)):
        if pace.wants(n / rate):
            found.append(n / rate)
            pace.saw(make(n / rate))
    return found


def still(t):
    return hip_lift(-60, t=t)


def rate_of(times, start, end=6.0) -> float:
    return sum(start <= t < end for t in times) / (end - start)


@pytest.mark.parametrize("rate", [30, 29.97, 60])
def test_somebody_still_is_looked_at_fifteen_times_a_second(rate):
    times = wanted(rate, still)
    assert rate_of(times, _NEW_S + 0.1) == pytest.approx(STILL_PER_S, abs=0.5)
    assert rate_of(times, 0.0, _NEW_S) == pytest.approx(rate, abs=2)


@pytest.mark.parametrize("rate", [12, 15, 24, 25])
def test_no_frame_of_a_slow_clip_is_passed_over(rate):
    assert len(wanted(rate, still)) == 6 * rate


def test_somebody_who_moves_is_looked_at_in_every_frame():
    path = lift_path(0)
    times = wanted(30, lambda t: path(-60 + 60 * t, t), seconds=1.5)
    assert len(times) == 45


@pytest.mark.parametrize(("speed", "rate"), [(20, 15), (60, 30), (120, 30)])  # degrees/s
def test_a_movement_is_followed_from_its_second_frame_on_unless_it_is_slow(speed, rate):
    def make(t):
        return hip_lift(-60 + speed * max(0.0, t - 3.0), t=t)

    times = wanted(30, make, seconds=4.0)
    assert rate_of(times, 2.0, 3.0) < 17
    assert rate_of(times, 3.2, 4.0) == pytest.approx(rate, abs=2)


def test_nobody_is_searched_for_in_every_frame():
    assert len(wanted(30, lambda t: Pose.empty(t, (640, 480)))) == 180


def test_the_end_of_the_clip_is_looked_at_in_every_frame():
    times = wanted(30, still, end=6.0)
    assert rate_of(times, 6.0 - _LAST_S) == pytest.approx(30, abs=2)
