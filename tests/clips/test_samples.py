"""The samples: each has a clip and a picture of what there is to see."""

import cv2
import numpy as np
import pytest

from clips.samples import FOLDER, SAMPLES, clip_of, draw, picture_of
from tests.films import EXERCISE, MORE

MOST_BYTES = 750_000


def test_all_are_there():
    assert {path.stem for path in FOLDER.glob("*.mp4")} == set(SAMPLES)
    assert {name: sample.exercise for name, sample in SAMPLES.items()} == EXERCISE | MORE


@pytest.mark.parametrize("name", SAMPLES)
def test_the_picture_is_of_its_clip(name):
    assert clip_of(name).exists()
    picture = cv2.imread(str(picture_of(name)))[..., ::-1].astype(float)
    assert np.abs(picture - draw(name)).mean() < 4
    assert picture_of(name).stat().st_size < 40_000
    assert clip_of(name).stat().st_size < MOST_BYTES
