"""A clip of half an hour: it is checked to its end, and memory does not grow with its length."""

import sys

import pytest

from benchmarks.speed import run
from clips.segments import cuts
from pose.video import ClipWriter, read_frames
from tests.films import sample

SHORT_S, LONG_S = 150, 1800


def a_person_lying(path, seconds):
    """One frame a second of a person who keeps still."""
    person = next(iter(read_frames(sample("hip_lift_ok")))).image
    with ClipWriter(path) as writer:
        for second in range(seconds):
            writer.write(person, float(second))
    return path


def peak_of_a_check(clip):
    _, peak = run([sys.executable, "-m", "clips", "check", str(clip), "--exercise", "hip_lift"])
    return peak


@pytest.mark.long
def test_half_an_hour_takes_hardly_more_memory_than_minutes(tmp_path):
    # As many segments: each tracker that was closed leaves some memory behind.
    assert len(cuts(SHORT_S)) == len(cuts(LONG_S))
    short = peak_of_a_check(a_person_lying(tmp_path / "short.mp4", SHORT_S))
    long = peak_of_a_check(a_person_lying(tmp_path / "long.mp4", LONG_S))
    assert long < 1.25 * short
