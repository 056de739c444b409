"""Times of reps hold for every signal: none outside the clip, no two reps at once."""

import math
import random

import pytest

from rules.exercise import Dose, Signal
from rules.hip_lift import OWN, TEMPO
from rules.repeated import RepExercise, tempo_findings
from rules.report import Rep
from tests.figures import reps, track

REST, TOP = -50.0, 0.0
SIGNALS = 300


class Lift(RepExercise):
    """A repeated exercise whose signal is given instead of a body."""

    name, signal, needs = "lift", Signal("height", "deg"), ()
    dose, strengths, own_limit, tempo = Dose(reps=10), (), OWN, TEMPO
    seconds = ("up_s", "hold_s", "down_s")
    rest_below, min_rise, counted_rise = -25.0, 11.0, 17.0

    def in_position(self, profile):
        return True

    def measure(self, profile):
        return profile

    def watch(self, t, profile):
        return []

    def judge(self, cycle, rep, fps):
        rep.metrics = {"up_s": cycle.out_s, "hold_s": cycle.hold_s, "down_s": cycle.back_s}
        return tempo_findings(cycle, rep, self.tempo, fps)

    def reset_rep(self):
        pass


def done(rows: list[tuple[float, float]], fps: float = 30.0) -> Lift:
    """The exercise after a whole signal; NaN where a gate was shut."""
    exercise = Lift()
    for t, value in rows:
        exercise.update(t, None if math.isnan(value) else value, fps)
    exercise.finish(rows[-1][0])
    return exercise


def lasted(rep: Rep) -> tuple[float | None, float, float]:
    """Seconds of the way up, at the top and of the way down between a rep's marks."""
    up = None if rep.start_s is None else rep.top_start_s - rep.start_s
    return up, rep.top_end_s - rep.top_start_s, rep.end_s - rep.top_end_s


def odd_signal(chance: random.Random) -> list[tuple[float, float]]:
    """Anything that a camera may have seen of somebody who lifts: whole and half ways, stops and
    pulses, drift, noise, frames that are missing or unjudged, begun and ended anywhere."""
    t, level = chance.uniform(-5, 100), chance.uniform(REST - 10, TOP)
    knots = [(t, level)]
    for _ in range(chance.randrange(2, 16)):
        t += chance.choice([0.1, 0.4, 1, 2, 4, 10]) * chance.uniform(0.5, 1.5)
        level = chance.choice([REST, REST, TOP, TOP, level, chance.uniform(REST - 15, TOP + 15)])
        knots.append((t, level))
    noise, drift = chance.choice([0, 0, 0.5, 3]), chance.choice([0, 0, 0.5])
    rows = track(knots, chance.choice([1, 5, 15, 30]))
    begin = rows[0][0]
    rows = [(t, v + chance.gauss(0, noise) + drift * (t - begin)) for t, v in rows]
    for _ in range(chance.choice([0, 0, 1, 3])):
        gap, seconds = chance.uniform(begin, t), chance.choice([0.3, 1, 5])
        lost = chance.random() < 0.5
        rows = [
            (at, math.nan if gap <= at < gap + seconds else v)
            for at, v in rows
            if not (lost and gap <= at < gap + seconds)
        ]
    return rows


def test_no_time_is_outside_of_the_clip_and_no_two_reps_are_at_once():
    chance, seen = random.Random(11), 0
    for n in range(SIGNALS):
        rows = odd_signal(chance)
        exercise = done(rows)
        before = rows[0][0]
        for rep in exercise.reps:
            begin = rep.top_start_s if rep.start_s is None else rep.start_s
            marks = [before, begin, rep.top_start_s, rep.top_end_s, rep.end_s, rows[-1][0]]
            assert marks == sorted(marks), (n, rep)
            up, hold, down = lasted(rep)
            for name, seconds in (("up_s", up), ("hold_s", hold), ("down_s", down)):
                read = rep.metrics.get(name)
                assert read is None or read == seconds or abs(read - seconds) < 1e-9, (n, name, rep)
            before, seen = rep.end_s, seen + 1
        for finding in exercise.findings:
            assert rows[0][0] <= finding.start_s <= finding.end_s <= rows[-1][0], (n, finding)
    assert seen > SIGNALS  # the signals are not all empty


def test_a_good_lift_is_judged_whole():
    """What the tests below leave out of a clip, or slow down, is fine when it is all there."""
    (rep,) = done(track(reps(REST, TOP, 3, 2, 4))).reps
    assert (rep.counted, rep.faults, rep.cannot_judge) == (True, [], [])


@pytest.mark.parametrize("begun", [1.5, 2.0, 2.5, 3.0, 3.5])
def test_of_a_clip_that_begins_midway_up_only_the_way_down_is_judged(begun):
    """The way up takes from 1 to 4 s: what was not seen of it is no haste."""
    rows = [row for row in track(reps(REST, TOP, 3, 2, 4)) if row[0] >= begun]
    exercise = done(rows)
    (rep,) = exercise.reps
    assert (rep.counted, exercise.findings, rep.cannot_judge) == (True, [], ["too_fast"])
    assert (rep.start_s, rep.metrics["up_s"]) == (None, None)
    assert rep.metrics["down_s"] == pytest.approx(4, rel=0.2)


def test_after_a_clip_that_begins_midway_the_next_rep_is_judged_whole():
    rows = [row for row in track(reps(REST, TOP, 3, 2, 4, 2)) if row[0] >= 2.5]
    first, second = done(rows).reps
    assert first.start_s is None
    assert second.cannot_judge == []
    assert second.metrics["up_s"] == pytest.approx(3, rel=0.2)


def test_a_fast_way_down_is_named_although_the_clip_begins_midway_up():
    rows = [row for row in track(reps(REST, TOP, 3, 2, 0.8)) if row[0] >= 2.5]
    assert [f.witness for f in done(rows).findings] == ["down"]


@pytest.mark.parametrize("end", [8.0, 8.5, 9.0, 9.3])
def test_of_a_clip_that_ends_midway_down_the_way_down_is_not_judged(end):
    rows = [row for row in track(reps(REST, TOP, 3, 2, 4)) if row[0] <= end]
    exercise = done(rows)
    (rep,) = exercise.reps
    assert exercise.findings == []
    assert rep.end_s <= end
    assert not rep.counted or rep.metrics["down_s"] is None
    assert not rep.counted or rep.cannot_judge == ["too_fast"]


def test_of_a_clip_that_ends_midway_down_no_tempo_is_named():
    """It is no rep, and nothing more than the turn was seen to tell its way up from."""
    rows = [row for row in track(reps(REST, TOP, 0.6, 2, 4)) if row[0] <= 5.7]
    (rep,) = (exercise := done(rows)).reps
    assert (rep.counted, exercise.findings, rep.faults) == (False, [], [])


@pytest.mark.parametrize(("gap", "named"), [(0.0, True), (0.4, True), (0.9, False)])
def test_a_tempo_may_be_off_by_what_was_not_seen_of_the_rep(gap, named):
    rows = [row for row in track(reps(REST, TOP, 1.5, 2, 4)) if not 3.2 < row[0] < 3.2 + gap]
    exercise = done(rows)
    assert [f.witness for f in exercise.findings] == (["up"] if named else [])
    assert exercise.reps[0].cannot_judge == ([] if named else ["too_fast"])


def stopped(way: float, at: list[float], stop: float) -> list[tuple[float, float]]:
    """Knots of a way from 0 s on, from rest to the top, that rests at some shares of it."""
    t, last, knots = 0.0, 0.0, [(0.0, REST)]
    for share in at:
        t += way * (share - last)
        level = REST + share * (TOP - REST)
        knots += [(t, level), (t + stop, level)]
        t, last = t + stop, share
    return [*knots, (t + way * (1 - last), TOP)]


@pytest.mark.parametrize("stop", [1.0, 3.0, 6.0])
@pytest.mark.parametrize("at", [[0.5], [0.3], [0.7], [0.4, 0.6]])
def test_a_stop_on_the_way_is_part_of_it(at, stop):
    up, lasts = stopped(3, at, stop), 3 + stop * len(at)
    back = [(lasts + 2 + lasts - t, v) for t, v in reversed(up)]
    knots = [(-1.0, REST), *up, *back]
    rows = track([*knots, (knots[-1][0] + 1, REST)])
    exercise = done(rows)
    (rep,) = exercise.reps
    assert (rep.counted, exercise.findings) == (True, [])
    assert rep.start_s == pytest.approx(0, abs=0.4)
    assert rep.end_s == pytest.approx(knots[-1][0], abs=0.7)
    assert rep.metrics["up_s"] == pytest.approx(lasts, abs=0.7)
    assert rep.metrics["down_s"] == pytest.approx(lasts, abs=0.7)


def test_pulses_on_the_way_up_are_part_of_it():
    knots = [(0, REST), (1, REST), (2.5, -25), (3, -32), (3.5, -25), (4, -32), (6, TOP)]
    (rep,) = done(track([*knots, (8, TOP), (12, REST), (13, REST)])).reps
    assert rep.start_s == pytest.approx(1, abs=0.5)
    assert rep.metrics["up_s"] == pytest.approx(5, abs=0.8)


@pytest.mark.parametrize("noise", [0.0, 0.5])
@pytest.mark.parametrize("seconds", [6, 8, 10])
def test_slow_ways_are_followed_to_their_ends(seconds, noise):
    chance = random.Random(seconds)
    rows = track(reps(REST, TOP, seconds, 2, seconds, 2))
    exercise = done([(t, v + chance.gauss(0, noise)) for t, v in rows])
    assert len(exercise.reps) == 2
    for rep in exercise.reps:
        assert rep.counted
        assert rep.metrics["up_s"] == pytest.approx(seconds, rel=0.25)
        assert rep.metrics["down_s"] == pytest.approx(seconds, rel=0.25)


def test_a_second_in_which_nothing_was_seen_hides_how_long_the_way_took():
    rows = [
        (t, math.nan if 1.5 < t < 2.5 else value) for t, value in track(reps(REST, TOP, 3, 2, 4))
    ]
    (rep,) = done(rows).reps
    assert (rep.metrics["up_s"], rep.cannot_judge) == (None, ["too_fast"])
    assert rep.metrics["down_s"] == pytest.approx(4, rel=0.2)


QUICK = reps(REST, TOP, 0.5, 0.2, 0.6, 3)


@pytest.mark.parametrize(("slower", "even"), [(1, False), (4, False), (16, True)])
def test_what_moves_as_slowly_and_smoothly_as_nobody_does_is_not_praised_for_its_tempo(
    slower, even
):
    chance = random.Random(1)
    rows = [(slower * t, v + chance.gauss(0, 0.2)) for t, v in track(QUICK, 15 * slower)]
    exercise = done(rows)
    assert (len(exercise.reps), exercise.even) == (3, even)
    assert all(("too_fast" in rep.cannot_judge) is even for rep in exercise.reps)


def test_somebody_who_is_slow_gets_faster_and_slower_and_is_judged():
    """Nine small moves up and nine down, two thirds of a second each."""
    up = [(1 + i * 0.75, REST + (TOP - REST) * i / 9) for i in range(10)]
    end = up[-1][0] + 2
    down = [(end + i * 0.75, TOP + (REST - TOP) * i / 9) for i in range(10)]
    exercise = done(track([(0, REST), *up, *down, (down[-1][0] + 2, REST)]))
    assert exercise.even is False
    assert [rep.cannot_judge for rep in exercise.reps] == [[]]


def test_the_asked_tempo_is_never_called_slow_motion():
    assert done(track(reps(REST, TOP, 3, 2, 4, 3))).even is False
