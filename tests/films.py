"""Clips for tests, made with PyAV from the samples: nothing is fetched, no ffmpeg is called."""

import json
import os
import struct
from collections.abc import Iterable, Iterator
from fractions import Fraction
from pathlib import Path

import av
import cv2
import numpy as np
import pytest

SAMPLES = Path(__file__).parent.parent / "samples"
FPS = 15  # of the samples
TIME_BASE = Fraction(1, 90_000)
EXERCISE = {
    "hip_lift_ok": "hip_lift",
    "hip_lift_arched": "hip_lift",
    "plank_sagging": "plank",
    "hinge_rounded": "hip_hinge",
    "hip_lift_folded_arms": "hip_lift",
}

# Each has something of its own; what takes longest is checked among the long tests.
EACH = [
    "hip_lift_ok",
    "hip_lift_arched",
    *(
        pytest.param(name, marks=pytest.mark.long)
        for name in ("hinge_rounded", "plank_sagging", "hip_lift_folded_arms")
    ),
]

# Those that no script is held of; they are checked among the long tests.
MORE = {
    "side_plank_sagging": "side_plank",
    "bird_dog_ok": "bird_dog",
    "squat_half": "squat",
    "sit_to_stand_ok": "sit_to_stand",
}

Shot = tuple[float, np.ndarray]  # time in s, RGB image (h, w, 3) uint8


def sample(name: str) -> Path:
    return SAMPLES / f"{name}.mp4"


def truth(name: str) -> dict:
    """What the renderer knows of a sample: the expected verdict and the joints of each frame."""
    expected = json.loads((SAMPLES / "expected.json").read_text(encoding="utf-8"))[name]
    return expected | json.loads((SAMPLES / f"{name}.json").read_text(encoding="utf-8"))


def decode(path: Path) -> Iterator[Shot]:
    """Every frame of a clip as stored (no rotation), read without Koshi's own reader."""
    with av.open(str(path)) as container:
        for frame in container.decode(video=0):
            yield float(frame.time), frame.to_ndarray(format="rgb24")


def shots(name: str, start: float = 0.0, end: float = 1e9) -> Iterator[Shot]:
    """The sample's frames between two times (s), their times from 0."""
    first = None
    for t, image in decode(sample(name)):
        if start <= t < end:
            first = t if first is None else first
            yield t - first, image


def film(
    path: Path,
    frames: Iterable[Shot],
    codec: str = "libx264",
    options: dict[str, str] | None = None,
    aspect: Fraction | None = None,
    faststart: bool = False,
    metadata: dict[str, str] | None = None,
) -> Path:
    """Write a clip whose frames have exactly these times. `aspect`: width / height of a pixel."""
    flags = "+faststart" * faststart + "+use_metadata_tags" * bool(metadata)
    with av.open(str(path), "w", options={"movflags": flags} if flags else {}) as container:
        container.metadata.update(metadata or {})
        stream = None
        for t, image in frames:
            if stream is None:
                stream = container.add_stream(codec, rate=FPS)
                stream.height, stream.width = image.shape[:2]
                stream.pix_fmt = "yuv420p"
                stream.options = {"preset": "ultrafast", "crf": "14"} | (options or {})
                stream.codec_context.time_base = TIME_BASE
                if aspect is not None:
                    stream.codec_context.sample_aspect_ratio = aspect
            frame = av.VideoFrame.from_ndarray(np.ascontiguousarray(image), format="rgb24")
            frame.pts, frame.time_base = round(t / TIME_BASE), TIME_BASE
            container.mux(stream.encode(frame))
        container.mux(stream.encode())
    return path


def turn(path: Path, degrees: int) -> Path:
    """Mark an mp4 as "show me turned clockwise by `degrees`", as telephones do, in place."""
    a, b = {90: (0, 1), 180: (-1, 0), 270: (0, -1)}[degrees]
    data = bytearray(path.read_bytes())
    at = data.index(b"tkhd")
    version = data[at + 4]
    matrix = at + (44 if version == 0 else 56)
    identity = struct.pack(">9i", 1 << 16, 0, 0, 0, 1 << 16, 0, 0, 0, 1 << 30)
    assert data[matrix : matrix + 36] == identity
    turned = (a << 16, b << 16, 0, -b << 16, a << 16, 0, 0, 0, 1 << 30)
    data[matrix : matrix + 36] = struct.pack(">9i", *turned)
    path.write_bytes(data)
    return path


def as_stored(image: np.ndarray, degrees: int) -> np.ndarray:
    """An upright image as a camera that marks its clip with `degrees` stores it."""
    return np.rot90(image, degrees // 90)


def cut(source: Path, path: Path, share: float) -> Path:
    """The first `share` of the bytes of a file."""
    data = source.read_bytes()
    path.write_bytes(data[: int(len(data) * share)])
    return path


def sound(path: Path, seconds: float = 1.0) -> Path:
    """A tone without a picture, AAC."""
    with av.open(str(path), "w") as container:
        stream = container.add_stream("aac", rate=44_100, layout="mono")
        wave = 0.2 * np.sin(np.arange(int(44_100 * seconds)) * 2 * np.pi * 440 / 44_100)
        frame = av.AudioFrame.from_ndarray(
            wave.astype(np.float32)[None], format="fltp", layout="mono"
        )
        frame.sample_rate, frame.pts = 44_100, 0
        container.mux(stream.encode(frame))
        container.mux(stream.encode())
    return path


def empty_room(seconds: float, size: tuple[int, int] = (320, 240)) -> Iterator[Shot]:
    """Wall, floor and camera noise; nobody."""
    rng = np.random.default_rng(0)
    width, height = size
    room = np.full((height, width, 3), 190.0)
    room[2 * height // 3 :] = (140, 110, 80)
    for i in range(round(seconds * FPS)):
        yield i / FPS, np.clip(room + rng.normal(0, 4, room.shape), 0, 255).astype(np.uint8)


def two_people(seconds: float) -> Iterator[Shot]:
    """Two people lying head to head, a good lift and an arched one: by itself MediaPipe finds one
    of them only."""
    good, arched = (shots(f"hip_lift_{name}", 1.5, 1.5 + seconds) for name in ("ok", "arched"))
    for (t, left), (_, right) in zip(good, arched, strict=True):
        yield t, np.hstack([left[:, 150:520], right[:, 150:520][:, ::-1]])


def behind_a_box(seconds: float) -> Iterator[Shot]:
    """The arched lift with something opaque, as furniture, before hips and thighs."""
    for t, image in shots("hip_lift_arched", 1.0, 1.0 + seconds):
        image[215:340, 255:375] = (110, 80, 60)
        yield t, image


def song_with_cover(path: Path) -> Path:
    """An MP3 with a cover picture (ID3v2.3 tag), as music players write it."""
    rate, seconds = 44_100, 0.5
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libmp3lame", rate=rate, layout="mono")
        silence = np.zeros((1, int(rate * seconds)), np.float32)
        frame = av.AudioFrame.from_ndarray(silence, format="fltp", layout="mono")
        frame.sample_rate, frame.pts = rate, 0
        container.mux(stream.encode(frame))
        container.mux(stream.encode())
    _, jpeg = cv2.imencode(".jpg", np.full((64, 64, 3), 128, np.uint8))
    body = b"\0image/jpeg\0\3\0" + jpeg.tobytes()
    tag = b"APIC" + struct.pack(">I", len(body)) + b"\0\0" + body
    size = bytes((len(tag) >> shift) & 127 for shift in (21, 14, 7, 0))
    path.write_bytes(b"ID3\3\0\0" + size + tag + path.read_bytes())
    return path


def without_index() -> dict[str, str]:
    """Environment in which pip finds no package index."""
    return {
        "PIP_INDEX_URL": "http://127.0.0.1:9/",
        "PIP_CONFIG_FILE": os.devnull,
        "PIP_EXTRA_INDEX_URL": "",
        "PIP_FIND_LINKS": "",
        "PIP_RETRIES": "0",
    }
