"""The samples that a newcomer can try, and their pictures: ``python -m clips.samples`` draws these
anew from the clips."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from pose.picture import cv2
from pose.video import read_frames

FOLDER = Path(__file__).parent.parent / "samples"
_WIDTH, _QUALITY = 480, 80  # px and of 100
_TOP, _BOTTOM = 0.22, 0.95  # what is shown of the height: the person, less of the wall


@dataclass(frozen=True)
class Sample:
    """A clip of `exercise`; what there is to see in it is seen at ``at_s``."""

    exercise: str
    at_s: float


SAMPLES = {
    "hip_lift_ok": Sample("hip_lift", 5.4),
    "hip_lift_arched": Sample("hip_lift", 5.4),
    "plank_sagging": Sample("plank", 12.5),
    "hinge_rounded": Sample("hip_hinge", 4.0),
    "hip_lift_folded_arms": Sample("hip_lift", 4.8),
    "side_plank_sagging": Sample("side_plank", 11.5),
    "bird_dog_ok": Sample("bird_dog", 4.4),
    "squat_half": Sample("squat", 3.8),
    "sit_to_stand_ok": Sample("sit_to_stand", 2.6),
}


def clip_of(name: str) -> Path:
    """The clip of a sample."""
    return FOLDER / f"{name}.mp4"


def picture_of(name: str) -> Path:
    """The picture of a sample."""
    return FOLDER / f"{name}.jpg"


def draw(name: str) -> np.ndarray:
    """The sample at the moment at which there is something to see (RGB, 480 px wide)."""
    frame = next(f for f in read_frames(clip_of(name)) if f.t >= SAMPLES[name].at_s)
    whole = frame.image
    shown = whole[round(_TOP * len(whole)) : round(_BOTTOM * len(whole))]
    size = (_WIDTH, round(len(shown) * _WIDTH / whole.shape[1]))
    return cv2.resize(shown, size, interpolation=cv2.INTER_AREA)


def main() -> None:
    """Write the pictures."""
    for name in SAMPLES:
        how = [cv2.IMWRITE_JPEG_QUALITY, _QUALITY]
        coded = cv2.imencode(".jpg", draw(name)[..., ::-1], how)[1]
        picture_of(name).write_bytes(coded.tobytes())


if __name__ == "__main__":
    main()
