import math

import pytest

from pose import Landmark
from pose.profile import profile_of
from rules.fault import WORSE_S, Band, Fault, FaultWatch, measured_line
from tests.figures import hip_lift, track

ARCH = Fault("arch", "line", "deg", Band(10.0, 8.0), Band(20.0, 16.0), min_s=0.4)
LOW = Fault("low", "line", "deg", Band(-5.0, -7.0), None, min_s=0.4, sign=-1)
FPS = 30


def watched(knots, fault=ARCH, fps=FPS, **options):
    """(every finding announced, the watch) of a signal through knots (s, value)."""
    watch = FaultWatch(fault)
    news = []
    for t, value in track(knots, fps):
        said = watch.update(t, value, **options)
        if said:
            news.append(said.model_copy())
    return news, watch


def level(value, seconds=2.0):
    return [(0.0, value), (seconds, value)]


@pytest.mark.parametrize(
    ("fault", "value", "severity"),
    [
        (ARCH, ARCH.mild.enter, None),
        (ARCH, ARCH.mild.enter + 0.1, "mild"),
        (ARCH, ARCH.severe.enter, "mild"),
        (ARCH, ARCH.severe.enter + 0.1, "severe"),
        (ARCH, -50.0, None),
        (ARCH, math.nan, None),
        (LOW, -LOW.mild.enter, None),
        (LOW, -LOW.mild.enter - 0.1, "mild"),
        (LOW, -1000.0, "mild"),
    ],
)
def test_severity_of_one_value(fault, value, severity):
    assert fault.severity(value) == severity


def test_a_lasting_fault_opens_once():
    news, watch = watched(level(ARCH.mild.enter + 1))
    assert [finding.severity for finding in news] == ["mild"]
    assert watch.open.end_s == pytest.approx(2.0)


def test_a_finding_starts_where_the_threshold_was_passed():
    (finding,), _ = watched([(0, 0), (1.0, 0), (1.01, 15), (3, 15)])
    assert finding.start_s == pytest.approx(1.0, abs=2.5 / FPS)
    assert finding.end_s - finding.start_s == pytest.approx(ARCH.min_s, abs=1.5 / FPS)


@pytest.mark.parametrize("seconds", [0.05, 0.2, ARCH.min_s - 3 / FPS])
def test_a_flicker_is_not_reported(seconds):
    flicker = [(0, 0), (1, 0), (1.001, 30), (1 + seconds, 30), (1.001 + seconds, 0), (3, 0)]
    assert watched(flicker)[0] == []


def test_flickers_do_not_add_up():
    knots = [(0.0, 0.0)]
    for i in range(1, 8):
        knots += [(i, 0), (i + 0.001, 30), (i + 0.2, 30), (i + 0.201, 0)]
    assert watched(knots)[0] == []


def test_between_exit_and_enter_nothing_opens():
    assert watched(level((ARCH.mild.enter + ARCH.mild.exit) / 2))[0] == []


def test_between_exit_and_enter_an_open_finding_goes_on():
    between = (ARCH.mild.enter + ARCH.mild.exit) / 2
    news, watch = watched([(0, 15), (1, 15), (1.001, between), (3, between)])
    assert len(news) == 1
    assert watch.open.end_s == pytest.approx(3.0)


def test_below_exit_the_finding_closes_and_a_new_one_may_open():
    knots = [(0, 15), (1, 15), (1.01, 7), (2, 7), (2.01, 15), (4, 15)]
    news, _ = watched(knots)
    assert len(news) == 2
    assert news[1].start_s == pytest.approx(2.0, abs=3 / FPS)
    assert watched(knots[:4])[1].open is None


def test_a_worsening_finding_is_told_again_as_severe():
    news, _ = watched([(0, 15), (1, 15), (1.01, 25), (3, 25)])
    assert [finding.severity for finding in news] == ["mild", "severe"]
    assert news[0].start_s == news[1].start_s


@pytest.mark.parametrize(("seconds", "severity"), [(0.5, "severe"), (1.5, "severe")])
def test_an_open_finding_becomes_severe_a_tenth_of_a_second_after_it_is(seconds, severity):
    watch, worse_at, told = FaultWatch(ARCH), None, None
    for t, value in track([(0, 15), (seconds, 15), (seconds + 0.001, 25), (4, 25)], FPS):
        news = watch.update(t, value)
        worse_at = t if worse_at is None and value > ARCH.severe.enter else worse_at
        told = t if news and news.severity == severity else told
    assert told - worse_at == pytest.approx(WORSE_S, abs=2.1 / FPS)  # a median of three frames


@pytest.mark.parametrize(("lasts", "severity"), [(0.06, "mild"), (0.3, "severe")])
def test_a_flicker_does_not_make_an_open_finding_severe(lasts, severity):
    path = [(0, 15), (1, 15), (1.001, 25), (1 + lasts, 25), (1.001 + lasts, 15), (3, 15)]
    assert watched(path)[1].open.severity == severity


def test_a_severe_fault_that_was_not_open_needs_its_whole_time():
    end = 1.0 + ARCH.min_s - 0.1
    assert end - 1.0 > 2 * WORSE_S
    assert watched([(0, 0), (1, 0), (1.001, 30), (end, 30), (end + 0.001, 0), (3, 0)])[0] == []


def test_severe_at_once_is_told_once():
    news, _ = watched(level(30))
    assert [finding.severity for finding in news] == ["severe"]


def test_a_finding_stays_severe_while_it_lasts():
    _, watch = watched([(0, 30), (1, 30), (1.01, 12), (3, 12)])
    assert watch.open.severity == "severe"


def test_the_peak_is_the_worst_value_and_keeps_its_line():
    profile = profile_of(hip_lift(0, 1.0), "LEFT")
    watch = FaultWatch(ARCH)
    for t, value in track([(0, 12), (1, 12), (2, 18), (3, 12)], FPS):
        line = measured_line(profile, "HIP").model_copy(update={"t": t})
        watch.update(t, value, line)
    assert watch.open.peak == pytest.approx(18, abs=0.1)
    assert watch.open.line.t == pytest.approx(2.0, abs=3 / FPS)


def test_one_wild_frame_neither_opens_nor_is_the_peak():
    watch = FaultWatch(ARCH)
    for i in range(60):
        watch.update(i / FPS, 90.0 if i == 40 else 12.0)
    assert watch.open.peak == pytest.approx(12)
    assert watch.open.severity == "mild"


def test_a_small_value_can_be_the_worse_one():
    (finding,), watch = watched([(0, 8), (1, 8), (2, 3), (3, 3)], LOW)
    assert finding.fault == "low"
    assert watch.open.peak == pytest.approx(3)  # with the signal's own sign


def test_slack_widens_the_bands():
    value = ARCH.mild.enter + 2
    assert len(watched(level(value))[0]) == 1
    assert watched(level(value), slack=4.0)[0] == []


@pytest.mark.parametrize(("gap", "open_after"), [(0.3, True), (1.0, False)])
def test_unjudged_frames_are_bridged_for_half_a_second(gap, open_after):
    watch = FaultWatch(ARCH)
    for t, value in track(level(15, 1.0), FPS):
        watch.update(t, value)
    for i in range(1, round(gap * FPS) + 1):
        assert watch.update(1 + i / FPS, math.nan) is None
    assert (watch.open is not None) is open_after


def test_nothing_but_unjudged_frames_is_no_finding():
    watch = FaultWatch(ARCH)
    assert [watch.update(i / FPS, math.nan) for i in range(90)] == [None] * 90
    assert watch.open is None


def test_closing_forgets_what_was_under_way():
    watch = FaultWatch(ARCH)
    for t, value in track(level(15, ARCH.min_s - 3 / FPS), FPS):
        watch.update(t, value)
    watch.close()
    assert watch.update(ARCH.min_s, 15.0) is None


def test_a_fault_without_a_minimum_opens_at_once():
    fault = Fault("now", "line", "deg", Band(10.0, 8.0), None)
    assert FaultWatch(fault).update(0.0, 12.0).severity == "mild"


def test_finding_carries_the_fault_and_the_rep():
    (finding,), _ = watched(level(15), rep=3)
    assert (finding.fault, finding.witness, finding.unit) == ("arch", "line", "deg")
    assert finding.rep == 3


@pytest.mark.parametrize("side", ["LEFT", "RIGHT"])
def test_measured_line_freezes_landmarks_points_time_and_size(side):
    profile = profile_of(hip_lift(0, 1.5), side)
    line = measured_line(profile, "SHOULDER", "HIP")
    assert (line.t, line.size) == (1.5, profile.size)
    assert line.landmarks == [Landmark[f"{side}_SHOULDER"], Landmark[f"{side}_HIP"]]
    assert line.points[1] == pytest.approx(tuple(profile.hip))


@pytest.mark.parametrize("severity", ["mild", "severe"])
def test_what_a_fault_finds_has_its_names_unit_and_concern(severity):
    line = measured_line(profile_of(hip_lift(0, 1.5), "LEFT"), "SHOULDER", "HIP")
    fault = Fault("slow", "up", "s", Band(1.0, 0.5), None, concern="tempo")
    finding = fault.found(severity, (1.0, 2.5), -3.0, 4, line)
    assert (finding.fault, finding.witness, finding.unit) == ("slow", "up", "s")
    assert (finding.concern, finding.severity) == ("tempo", severity)
    assert (finding.start_s, finding.end_s, finding.peak) == (1.0, 2.5, -3.0)
    assert (finding.rep, finding.line, finding.reference) == (4, line, None)


ZONE = Fault("gap", "x", "deg", Band(10.0, 8.0), Band(20.0, 18.0), min_s=0.3, unsure=3.0, most=35.0)


@pytest.mark.parametrize(
    ("value", "severity", "undecided"),
    [(6.0, None, False), (8.0, None, True), (12.0, "mild", True), (50.0, None, True)],
)
def test_between_good_and_the_band_and_beyond_any_body_nothing_is_decided(
    value, severity, undecided
):
    assert (ZONE.severity(value), ZONE.undecided(value)) == (severity, undecided)
    watch = FaultWatch(ZONE)
    for i in range(20):
        watch.update(i / 15, value)
    assert (watch.open.severity if watch.open else None, watch.undecided) == (severity, undecided)
    watch.forget()
    assert not watch.undecided


def test_slack_makes_nothing_good():
    """What only the widened bands let pass is unjudged."""
    watch = FaultWatch(ZONE)
    for i in range(20):
        watch.update(i / 15, 15.0, slack=10.0)
    assert watch.open is None
    assert watch.undecided
