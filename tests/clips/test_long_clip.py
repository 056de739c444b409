"""A clip of half an hour: it is checked to its end, and memory does not grow with its length."""

import sys

import numpy as np

from benchmarks.speed import run
from pose.video import ClipWriter


def empty_room(path, seconds):
    """One frame a second of a room with nobody in it."""
    noise = np.random.default_rng(1)
    room = noise.integers(90, 110, (240, 320, 3), dtype=np.uint8)
    with ClipWriter(path) as writer:
        for second in range(seconds):
            writer.write(room, float(second))
    return path


def peak_of_a_check(clip):
    _, peak = run([sys.executable, "-m", "clips", "check", str(clip), "--exercise", "plank"])
    return peak


def test_half_an_hour_takes_hardly_more_memory_than_two_minutes(tmp_path):
    short = peak_of_a_check(empty_room(tmp_path / "short.mp4", 120))
    long = peak_of_a_check(empty_room(tmp_path / "long.mp4", 1800))
    assert long < 1.15 * short
