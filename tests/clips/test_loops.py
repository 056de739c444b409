"""The films in which exercises show themselves."""

import av
import numpy as np
import pytest

from clips.check import check
from clips.loops import FOLDER, address_of, faulty_loops, loop_of, picture_of
from pose.video import probe
from rules import EXERCISES

LOOPS = sorted(FOLDER.glob("*.mp4"))
MOST_BYTES = 12_000_000
CODING = 4  # levels of 255 by which a still wall differs from one frame to the next


def test_each_exercise_shows_itself_and_what_is_judged_a_fault_that_is_looked_for():
    for kind in EXERCISES.values():
        assert loop_of(kind.name), kind.name
        assert bool(faulty_loops(kind.name)) == kind.judged, kind.name


def test_each_belongs_to_an_exercise_and_shows_a_fault_of_it():
    for loop in LOOPS:
        exercise, *fault = loop.stem.split(".")
        assert set(fault) <= set(EXERCISES[exercise].witnesses()), loop.name
        assert loop in (loop_of(exercise), *faulty_loops(exercise).values())


@pytest.mark.long
@pytest.mark.parametrize("loop", LOOPS, ids=lambda loop: loop.stem)
def test_each_is_short_and_silent_and_comes_back_to_where_it_began(loop):
    clip = probe(loop)
    assert 3.0 < clip.frames / 15 < 20.0
    with av.open(str(loop)) as film:
        assert [each.type for each in film.streams] == ["video"]
        assert film.streams.video[0].codec_context.name == "h264"
        frames = list(film.decode(video=0))
    first, *images = (
        frame.to_ndarray(format="gray").astype(np.int16) for frame in [*frames[::5], frames[-1]]
    )
    apart = [np.maximum(abs(image - first) - CODING, 0).mean() for image in images]
    assert apart[-1] < 0.25 * max(apart)


def test_all_of_them_are_small_and_each_has_its_picture():
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) <= MOST_BYTES
    assert {path for path in FOLDER.iterdir() if path.suffix == ".jpg"} == set(
        map(picture_of, LOOPS)
    )


@pytest.mark.long
@pytest.mark.parametrize("exercise", ["walking", "sitting"])
def test_what_is_observed_of_everyday_life_is_seen_in_its_own_films(exercise):
    good, (fault,) = loop_of(exercise), faulty_loops(exercise)
    for film, shown in ((good, set()), (faulty_loops(exercise)[fault], {fault})):
        report = check(film, exercise, workers=1).report
        assert report.verdict == "observed"
        assert {finding.fault for finding in report.findings} == shown
        done = report.reps if exercise == "walking" else report.holds
        assert len(done) == (2 if exercise == "walking" else 1)
        assert not any(each.cannot_judge for each in done)


def test_an_address_changes_with_the_film(tmp_path):
    loop = tmp_path / "hip_lift.mp4"
    loop.write_bytes(b"a")
    before = address_of(loop)
    loop.touch()
    assert before.startswith("app/static/loops/hip_lift.mp4?")
    assert address_of(loop) != before
