import json
import threading
import time

import numpy as np
import pytest

from clips.ahead import ahead
from clips.check import CheckedClip, Track, check, find
from clips.record import LiveRecorder
from pose.estimator import PoseEstimator
from pose.model import ensure_model
from pose.video import read_frames
from rules import FormChecker
from tests import films
from tests.films import EACH, EXERCISE, FPS, MORE, film, sample, shots, truth

# (verdict, counted reps, the faults that must be found and are severe)
TRUTH = {
    "hip_lift_ok": ("ok", 1, set()),
    "hip_lift_arched": ("severe", 1, {"over_arch"}),
    "plank_sagging": ("severe", 0, {"sag"}),
    "hinge_rounded": ("severe", 2, {"hips_not_back", "rounded_back"}),
    "hip_lift_folded_arms": ("severe", 2, {"over_arch"}),
}
REP_TIMES_S = 0.6  # a rep begins and ends gently: the rules see it start later than the renderer


@pytest.mark.parametrize("name", EACH)
def test_samples_give_their_true_verdict(checked, name):
    verdict, reps, faults = TRUTH[name]
    report = checked(name).report
    assert report.exercise == EXERCISE[name]
    assert (report.verdict, report.rep_count, report.reasons) == (verdict, reps, [])
    assert {f.fault for f in report.findings} == faults
    assert {f.severity for f in report.findings} <= {"severe"}
    assert report.judged_share > 0.95
    assert report.frames == len(truth(name)["frames"])
    assert report.duration_s == pytest.approx(truth(name)["duration_s"], abs=0.1)
    assert checked(name).truncated_s is None


@pytest.mark.long
@pytest.mark.parametrize("name", MORE)
def test_so_do_those_of_other_exercises(name):
    """What the renderer knows of them stands in expected.json, as of the others."""
    known = json.loads((films.SAMPLES / "expected.json").read_text(encoding="utf-8"))[name]
    report = check(sample(name), MORE[name]).report
    faults = {each["name"] for each in known.get("faults", [])}
    assert {(each.fault, each.severity) for each in report.findings} == {
        (fault, "severe") for fault in faults
    }
    assert report.verdict == ("severe" if faults else "ok")
    assert (report.rep_count, report.reasons) == (known.get("rep_count", 0), [])
    assert [rep.side for rep in report.reps if rep.side] == [
        rep["leg"] for rep in known.get("reps", []) if "leg" in rep
    ]
    assert len(report.holds) == len(known.get("holds", []))
    assert report.judged_share > 0.95
    assert report.duration_s == pytest.approx(known["duration_s"], abs=0.1)


def test_an_arch_at_the_right_height_is_seen_in_that_rep_only(checked):
    """Joints cannot tell these two reps apart: the outline does, and says what it was read from."""
    report = checked("hip_lift_folded_arms").report
    assert [(rep.verdict, rep.cannot_judge) for rep in report.reps] == [("ok", []), ("severe", [])]
    (finding,) = report.findings
    assert (finding.rep, finding.witness, finding.unit) == (2, "contour", "deg")
    (true,) = truth("hip_lift_folded_arms")["faults"]
    assert finding.start_s == pytest.approx(true["start_s"], abs=1.0)
    assert len(finding.line.contour) > 20
    assert finding.reference.t < report.reps[0].end_s


@pytest.mark.parametrize(
    "name",
    ["hip_lift_ok", "hip_lift_arched", pytest.param("hinge_rounded", marks=pytest.mark.long)],
)
def test_reps_are_where_they_were_rendered(checked, name):
    found, real = checked(name).report.reps, truth(name)["reps"]
    assert [rep.index for rep in found] == [rep["index"] for rep in real]
    for rep, true in zip(found, real, strict=True):
        assert rep.start_s == pytest.approx(true["start_s"], abs=REP_TIMES_S)
        assert rep.end_s == pytest.approx(true["end_s"], abs=REP_TIMES_S)
        assert rep.start_s < rep.top_start_s <= rep.top_end_s < rep.end_s


@pytest.mark.long
def test_the_hold_and_its_sag_are_where_they_were_rendered(checked):
    report, real = checked("plank_sagging").report, truth("plank_sagging")
    (hold,), (true,) = report.holds, real["holds"]
    assert hold.start_s == pytest.approx(true["start_s"], abs=0.5)
    assert hold.end_s == pytest.approx(true["end_s"], abs=0.2)
    (sag,) = report.findings
    assert sag.start_s == pytest.approx(real["faults"][0]["start_s"], abs=1.0)
    assert sag.end_s == pytest.approx(real["faults"][0]["end_s"], abs=0.2)
    assert hold.good_s < sag.start_s - hold.start_s + 4


def test_a_hold_in_good_form_is_good_also_where_frames_are_rare(tmp_path):
    frames = list(shots("plank_sagging", 0, 6.5))
    for rare in (1, 6):  # 15 and 2.5 frames a second
        clip = film(tmp_path / f"{rare}.mp4", frames[::rare])
        report = check(clip, "plank").report
        assert report.verdict == "ok", report
        (hold,) = report.holds
        assert hold.start_s == pytest.approx(truth("plank_sagging")["holds"][0]["start_s"], abs=0.6)


def test_the_track_has_one_entry_per_frame_and_gives_the_poses_again(checked):
    track, frames = checked("hip_lift_ok").track, truth("hip_lift_ok")["frames"]
    lists = (track.t, track.value, track.reps, track.hold_s)
    lists += (track.landmarks, track.visibility, track.outline)
    assert {len(one) for one in lists} == {len(frames)}
    assert track.t == pytest.approx([frame["t"] for frame in frames], abs=0.001)
    assert (track.reps[0], track.reps[-1]) == (0, 1)
    half = track.pose(80, (320, 240))
    assert half.size == (320, 240)
    np.testing.assert_allclose(half.landmarks, track.landmarks[80] / 2, rtol=1e-6)


@pytest.mark.parametrize(
    ("name", "exercise", "seconds"),
    [
        pytest.param("hinge_rounded", "plank", 4, marks=pytest.mark.long),
        pytest.param("plank_sagging", "hip_lift", 3, marks=pytest.mark.long),
        ("hip_lift_ok", "hip_hinge", 4),
    ],
)
def test_the_wrong_exercise_is_told(tmp_path, name, exercise, seconds):
    report = check(film(tmp_path / "other.mp4", shots(name, 0, seconds)), exercise).report
    assert (report.verdict, report.reasons) == ("cannot_judge", ["other_exercise"])
    assert not report.findings
    assert report.rep_count == 0
    assert not report.holds


def test_an_empty_room_has_nobody(tmp_path):
    report = check(film(tmp_path / "room.mp4", films.empty_room(2)), "plank").report
    assert (report.verdict, report.reasons) == ("cannot_judge", ["no_person"])
    assert (report.frames, report.judged_share) == (30, 0)


def test_two_people_are_not_judged(tmp_path):
    report = check(film(tmp_path / "two.mp4", films.two_people(3)), "hip_lift").report
    assert (report.verdict, report.reasons[0]) == ("cannot_judge", "two_people")
    assert report.judged_share * report.duration_s < 1.2  # they are two as soon as both move


def test_hips_behind_something_are_not_judged(tmp_path):
    """Visibility of the hidden joints is 0.9 and more."""
    report = check(film(tmp_path / "box.mp4", films.behind_a_box(4)), "hip_lift").report
    assert (report.verdict, report.reasons[0]) == ("cannot_judge", "hidden")
    assert (report.rep_count, report.findings) == (0, [])


def test_one_frame_is_too_short(tmp_path):
    report = check(film(tmp_path / "one.mp4", shots("plank_sagging", 0, 0.05)), "plank").report
    assert (report.frames, report.verdict) == (1, "cannot_judge")
    assert report.reasons == ["too_short"]


@pytest.mark.long
def test_a_clip_on_its_side_gives_the_same_verdict(checked, tmp_path):
    stored = ((t, films.as_stored(image, 90)) for t, image in shots("hip_lift_arched"))
    turned = check(films.turn(film(tmp_path / "turned.mp4", stored), 90), "hip_lift")
    assert_same_set(turned.report, checked("hip_lift_arched").report)
    assert set(turned.track.size) == {(640, 480)}


def test_a_clip_that_claims_to_be_on_its_side_is_believed(tmp_path):
    """The counter-test: the same pixels marked wrongly give no verdict."""
    lying = films.turn(film(tmp_path / "lying.mp4", shots("hip_lift_ok", 0, 2)), 90)
    result = check(lying, "hip_lift")
    assert set(result.track.size) == {(480, 640)}
    assert result.report.verdict == "cannot_judge"


@pytest.mark.long
def test_pixels_that_are_not_square_give_the_same_verdict(checked, tmp_path):
    # Every second column dropped: without the aspect ratio the body would be half as long.
    narrow = ((t, image[:, ::2]) for t, image in shots("hip_lift_arched"))
    squeezed = check(film(tmp_path / "narrow.mp4", narrow, aspect=2), "hip_lift")
    assert_same_set(squeezed.report, checked("hip_lift_arched").report)
    assert set(squeezed.track.size) == {(640, 480)}


@pytest.mark.long
def test_a_variable_frame_rate_keeps_the_true_times(checked, tmp_path):
    uneven = [
        shot for i, shot in enumerate(shots("hip_lift_ok")) if not (3 < shot[0] < 8 and i % 3 == 0)
    ]
    result = check(film(tmp_path / "uneven.mp4", uneven), "hip_lift")
    assert result.report.frames == len(uneven) < 150
    assert result.track.t == pytest.approx([t for t, _ in uneven], abs=0.001)
    assert_same_set(result.report, checked("hip_lift_ok").report)


def test_a_clip_that_breaks_off_is_checked_up_to_there(tmp_path):
    whole = film(tmp_path / "whole.mp4", shots("plank_sagging", 0, 6), faststart=True)
    result = check(films.cut(whole, tmp_path / "part.mp4", 0.8), "plank")
    end = result.track.t[-1]
    assert 2 < end < 5
    assert result.truncated_s == end
    assert result.report.duration_s == pytest.approx(end)
    (hold,) = result.report.holds
    assert hold.end_s == pytest.approx(end, abs=0.2)


def assert_same_set(report, reference):
    assert (report.verdict, report.reasons) == (reference.verdict, reference.reasons)
    assert {(f.fault, f.severity) for f in report.findings} == {
        (f.fault, f.severity) for f in reference.findings
    }
    assert report.rep_count == reference.rep_count
    for rep, other in zip(report.reps, reference.reps, strict=True):
        assert rep.start_s == pytest.approx(other.start_s, abs=0.3)
        assert rep.end_s == pytest.approx(other.end_s, abs=0.3)


LIVE = "hip_lift_arched"


@pytest.fixture(scope="module")
def live(tmp_path_factory):
    """The sample as a camera gives it: frame by frame to estimator, checker and recorder."""
    folder = tmp_path_factory.mktemp("live")
    checker, recorder = FormChecker(EXERCISE[LIVE]), LiveRecorder(folder)
    with PoseEstimator(ensure_model(), masks=True) as estimator:
        for frame in read_frames(sample(LIVE)):
            pose = estimator.estimate(frame.image, frame.t)
            checker.update(pose)
            recorder.add(frame.image, pose, checker)
    recorder.end(checker.finish(), checker.signal)
    return recorder.sets[0]


class TestLiveEqualsUpload:
    def test_same_report(self, live, checked):
        assert live.report.model_dump() == checked(LIVE).report.model_dump()

    def test_same_track(self, live, checked):
        uploaded = checked(LIVE)
        assert live.signal == uploaded.signal
        assert live.track.t == uploaded.track.t
        np.testing.assert_array_equal(live.track.landmarks, uploaded.track.landmarks)
        np.testing.assert_array_equal(live.track.value, uploaded.track.value)

    @pytest.mark.long
    def test_the_recording_checked_as_an_upload_gives_the_same_set(self, live, checked):
        again = check(live.path, EXERCISE[LIVE])
        assert again.track.t == pytest.approx(live.track.t, abs=0.001)
        assert_same_set(again.report, checked(LIVE).report)

    def test_no_frame_leaves_no_file(self, tmp_path):
        recorder = LiveRecorder(tmp_path)
        recorder.end(FormChecker("plank").finish(), "hip_drop")
        assert recorder.sets == []
        assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("suffix", ["mp4", "mkv", "ts"])  # with a count of frames, and without
def test_progress_tells_the_seconds_that_are_done(tmp_path, suffix):
    calls = []
    clip = film(tmp_path / f"short.{suffix}", shots("plank_sagging", 0, 1))
    seen = check(clip, "plank", lambda done, total: calls.append((done, total)))
    assert [done for done, _ in calls] == pytest.approx(seen.track.t[1:])
    (total,) = {total for _, total in calls}
    assert total == pytest.approx(14 / FPS, abs=0.002)


@pytest.mark.long
def test_slow_motion_is_judged_without_its_tempo(checked, tmp_path):
    """Reps of a third of the time would be far too fast, played slowly they would be praised."""
    fast = ((t / 3, image) for t, image in shots("hip_lift_ok"))
    quick = check(film(tmp_path / "fast.mp4", fast), "hip_lift")
    assert "too_fast" in {finding.fault for finding in quick.report.findings}
    assert quick.slowed == 1.0
    said = {"com.android.capture.fps": "45"}
    slow = check(film(tmp_path / "slow.mp4", shots("hip_lift_ok"), metadata=said), "hip_lift")
    assert slow.slowed == 3.0
    assert "too_fast" not in {finding.fault for finding in slow.report.findings}
    assert {"too_fast"} <= {name for rep in slow.report.reps for name in rep.cannot_judge}
    assert slow.report.rep_count == checked("hip_lift_ok").report.rep_count


def test_the_limit_of_a_hold_is_not_judged_by_the_seconds_of_slow_motion(tmp_path):
    said = {"com.android.capture.fps": "60"}
    clip = film(tmp_path / "slow.mp4", shots("plank_sagging", 0, 1), metadata=said)
    slow = check(clip, "plank", most=10)
    assert slow.slowed == 4.0
    assert slow.report.most is None


@pytest.mark.parametrize(
    ("times", "missing"),
    [
        ([i / 15 for i in range(60)], 0),
        ([i / 15 + (3 if i > 30 else 0) for i in range(60)], 3 + 1 / 15),
        ([float(i) for i in range(10)], 0),  # one frame a second is a slow camera
        ([0.0], 0),
        ([], 0),
    ],
)
def test_holes_in_a_clip_are_counted(times, missing):
    track = Track(t=times)
    clip = CheckedClip(None, FormChecker("plank").finish(), track, "hip_drop")
    assert clip.missing_s == pytest.approx(missing)


def test_an_unknown_exercise_is_refused():
    with pytest.raises(ValueError, match="handstand"):
        check(sample("plank_sagging"), "handstand")


class TestAhead:
    def test_gives_every_item_in_order(self):
        assert list(ahead(iter(range(100)), 3)) == list(range(100))

    def test_an_error_arrives_after_the_items_before_it(self):
        def items():
            yield 1
            raise OSError("broken")

        got = ahead(items(), 3)
        assert next(got) == 1
        with pytest.raises(OSError, match="broken"):
            next(got)

    def test_never_runs_further_ahead_than_told(self):
        made = []
        got = ahead((made.append(i) or i for i in range(100)), 3)
        assert next(got) == 0
        time.sleep(0.3)
        # One was taken, three wait in the queue, one waits for a place.
        assert len(made) == 5
        got.close()

    def test_ends_its_thread_when_nobody_listens_any_more(self):
        before = threading.active_count()
        got = ahead(iter(range(100)), 2)
        next(got)
        assert threading.active_count() == before + 1
        got.close()
        assert threading.active_count() == before


@pytest.mark.long
def test_a_clip_is_found_out_and_then_checked_without_another_look(tmp_path, checked):
    clip, kept = sample("hip_lift_ok"), tmp_path / "poses"
    (found,) = find(clip, kept)
    assert (found.exercise, found.sure) == ("hip_lift", "clear")
    assert check(clip, "hip_lift", kept=kept).report == checked("hip_lift_ok").report
    other = check(clip, "plank", kept=kept)
    assert (other.report.verdict, other.report.looks_like) == ("cannot_judge", "hip_lift")
    # Outside of the part of the clip that the set lies in nobody is seen.
    before = check(clip, "hip_lift", kept=kept, part=(None, found.start_s))
    assert before.report.rep_count == 0
    assert len(before.track.t) == len(other.track.t)
    seen = [np.isfinite(joints).any() for joints in before.track.landmarks]
    assert seen == [t <= found.start_s for t in before.track.t]
