"""Draw the loops in which exercises show themselves (`clips.loops`).

    python -m benchmarks.render.loops [--again NAME ...]

Draws those of ``specs/loops.json`` that are missing in ``static/loops``, or these again, and a
picture out of each. A spec's name is the exercise, or the exercise and its fault with a dot
between. Each ends in the position in which it begins, so that it can go round and round.
"""

import argparse
import json
import sys
from pathlib import Path

import numpy as np

from benchmarks.render.__main__ import SIZE, read_specs, render
from benchmarks.render.renderer import Renderer
from clips.loops import FOLDER, picture_of
from pose.picture import cv2
from pose.video import ClipWriter, read_frames

SPECS = Path(__file__).parent / "specs" / "loops.json"
_WIDTH, _QUALITY = 480, 80  # px and of 100
_CODING = 4  # levels of 255: a still wall differs by less from one frame to the next
_CLOSED, _CRF = 0.25, 30  # so near to the start is back again; H.264 quality
_TOP, _BOTTOM = 0.12, 0.95  # what is shown of the height: the person, less of the wall


def picture(loop: Path) -> bytes:
    """The frame that differs most from the first one: the end of the way, or where somebody who
    walks past is in the middle. JPEG, 480 px wide."""
    images = [frame.image for frame in read_frames(loop)]
    start = images[0].astype(int)
    middle = np.hanning(start.shape[1] + 2)[1:-1, None]  # what differs there counts the most
    furthest = max(images, key=lambda image: (abs(image - start) * middle).sum())
    shown = furthest[round(_TOP * len(start)) : round(_BOTTOM * len(start))]
    size = (_WIDTH, round(len(shown) * _WIDTH / shown.shape[1]))
    small = cv2.resize(shown, size, interpolation=cv2.INTER_AREA)
    how = [cv2.IMWRITE_JPEG_QUALITY, _QUALITY]
    return cv2.imencode(".jpg", small[..., ::-1], how)[1].tobytes()


def _apart(image: np.ndarray, other: np.ndarray) -> float:
    """How much differs between two pictures, beyond what coding changes."""
    return float(np.maximum(abs(image.astype(int) - other) - _CODING, 0).mean())


def there_and_back(loop: Path) -> None:
    """Play a loop whose end is another position than its start back again, at the same pace."""
    frames = list(read_frames(loop))
    apart = [_apart(each.image, frames[0].image) for each in frames]
    if apart[-1] < _CLOSED * max(apart):
        return
    images = [each.image for each in (*frames, *frames[-2::-1])]
    step = frames[1].t
    with ClipWriter(loop, crf=_CRF) as film:
        for n, image in enumerate(images):
            film.write(image, n * step)


def main() -> int:
    """The command line; the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--again", nargs="*", default=[], help="names to draw again")
    again = parser.parse_args().again
    FOLDER.mkdir(parents=True, exist_ok=True)
    renderer = None
    for spec in read_specs(SPECS):
        loop = FOLDER / f"{spec['name']}.mp4"
        if spec["name"] in again or not loop.exists():
            renderer = renderer or Renderer(*SIZE)
            render(spec, renderer, FOLDER)
            there_and_back(loop)
            print(f"{loop.name}: {loop.stat().st_size / 1000:.0f} kB", flush=True)
        if spec["name"] in again or not picture_of(loop).exists():
            picture_of(loop).write_bytes(picture(loop))
    drawn = {spec["name"] for spec in json.loads(SPECS.read_text())}
    for loop in FOLDER.glob("*.mp4"):
        if loop.stem not in drawn:
            print(f"{loop.name}: no spec draws it")
    return 0


if __name__ == "__main__":
    sys.exit(main())
