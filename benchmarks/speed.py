"""Koshi's speed and memory against the bare model.

    python -m benchmarks.speed CLIP [--exercise hip_lift] [--seconds 120] [--rounds 3] [--no-memory]

In turn: a bare loop of `cv2.VideoCapture` + `detect_for_video`, `clips check` without and with the
annotated H.264 written, all on CLIP repeated to so many seconds. Prints the ratios of their times
(above 1: Koshi is faster), what reading the outline adds to a check (the same check without masks,
in turn), and the peak memory of all processes of a check of one minute and of ten.
"""

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

import psutil

_BARE = """
import sys, cv2, mediapipe as mp
from mediapipe.tasks.python import BaseOptions, vision
options = vision.PoseLandmarkerOptions(
    base_options=BaseOptions(model_asset_path=sys.argv[1]), running_mode=vision.RunningMode.VIDEO)
video, n = cv2.VideoCapture(sys.argv[2]), 0
fps = video.get(cv2.CAP_PROP_FPS) or 30
with vision.PoseLandmarker.create_from_options(options) as landmarker:
    while True:
        ok, image = video.read()
        if not ok:
            break
        image = cv2.cvtColor(image, cv2.COLOR_BGR2RGB)
        frame = mp.Image(image_format=mp.ImageFormat.SRGB, data=image)
        landmarker.detect_for_video(frame, round(n * 1000 / fps))
        n += 1
"""


def run(command: list[str]) -> tuple[float, int]:
    """Seconds and peak resident memory (bytes) of a command with the processes it starts."""
    start, peak = time.perf_counter(), 0
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    watched = psutil.Process(process.pid)
    while process.poll() is None:
        try:
            family = [watched, *watched.children(recursive=True)]
            peak = max(peak, sum(each.memory_info().rss for each in family))
        except psutil.NoSuchProcess:  # one of them has just ended
            pass
        time.sleep(0.05)
    if process.wait() not in (0, 2):
        raise SystemExit(f"failed with {process.returncode}: {' '.join(command[:4])} ...")
    return time.perf_counter() - start, peak


def outline_cost(clip: Path, exercise: str, rounds: int) -> float:
    """Time of a check with the person mask over the time of one without: median of the rounds."""
    from clips.check import check
    from rules import EXERCISES

    kind, ratios = EXERCISES[exercise], []
    check(clip, exercise)  # the first one pays for the imports
    for _ in range(rounds):
        seconds = {}
        for kind.needs_mask in (False, True):
            start = time.perf_counter()
            check(clip, exercise)
            seconds[kind.needs_mask] = time.perf_counter() - start
        ratios.append(seconds[True] / seconds[False])
    return median(ratios)


def repeat(clip: Path, seconds: float, out: Path) -> None:
    """A clip of the given length: CLIP's frames over and over."""
    from pose.video import ClipWriter, read_frames

    with ClipWriter(out) as writer:
        start = 0.0
        while start < seconds:
            t = 0.0
            for frame in read_frames(clip):
                t = frame.t
                if start + t >= seconds:
                    return
                writer.write(frame.image, start + t)
            start += t + 1 / 30


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("clip", type=Path)
    parser.add_argument("--exercise", default="hip_lift")
    parser.add_argument("--seconds", type=float, default=120.0)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--no-memory", action="store_true")
    options = parser.parse_args()
    from pose.model import ensure_model
    from rules import EXERCISES

    check = [sys.executable, "-m", "clips", "check", "--exercise", options.exercise]
    bare = [sys.executable, "-c", _BARE, str(ensure_model())]
    with tempfile.TemporaryDirectory() as folder:
        clip, drawn = Path(folder) / "clip.mp4", Path(folder) / "drawn.mp4"
        repeat(options.clip, options.seconds, clip)
        ways = {"check": [*check, str(clip)]}
        ways["annotated"] = [*ways["check"], "--annotated", str(drawn)]
        ratios: dict[str, list[float]] = {way: [] for way in ways}
        for i in range(options.rounds):
            bare_s, _ = run([*bare, str(clip)])
            told = [f"round {i + 1}: bare {bare_s:.1f} s"]
            for way, command in ways.items():
                seconds, _ = run(command)
                ratios[way].append(bare_s / seconds)
                told.append(f"{way} {seconds:.1f} s = {ratios[way][-1]:.2f}")
            print(", ".join(told), flush=True)
    for way, each in ratios.items():
        print(f"speed ratio bare / {way}: {median(each):.2f}")
    if EXERCISES[options.exercise].needs_mask:
        cost = outline_cost(options.clip, options.exercise, options.rounds)
        print(f"check with outline / without: {cost:.3f}")
    if options.no_memory:
        return 0
    with tempfile.TemporaryDirectory() as folder:
        peaks = {}
        for seconds in (60, 600):
            clip = Path(folder) / f"{seconds}.mp4"
            repeat(options.clip, seconds, clip)
            took, peaks[seconds] = run([*check, str(clip)])
            print(f"{seconds} s clip: peak {peaks[seconds] / 2**20:.0f} MB, {took:.0f} s")
        print(f"memory ratio 600 s / 60 s: {peaks[600] / peaks[60]:.2f}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
