"""What the rooms must not know: rules and coach work in a Python without pictures."""

import ast
import io
import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from pose.pose import Pose
from tests.figures import film, lift_path, lift_rest, plank, reps, run

ROOT = Path(__file__).parent.parent
ROOMS = ("pose", "rules", "coach", "practice", "clips", "pages")

# Poses come in as arrays on stdin, as they would over a socket; the report goes out as JSON.
WITHOUT_PICTURES = """
import io, pkgutil, sys
from importlib import import_module

for name in ("cv2", "mediapipe", "av", "streamlit"):
    sys.modules[name] = None  # importing it fails

import coach, rules
for room in (rules, coach):
    for module in pkgutil.walk_packages(room.__path__, room.__name__ + "."):
        if module.name != "coach.speak":  # makes the sound clips, for developers
            import_module(module.name)

import numpy as np
from pose.pose import Mask, Pose
from rules import FormChecker

sent = np.load(io.BytesIO(sys.stdin.buffer.read()))
checker = FormChecker(sys.argv[1])
for i, t in enumerate(sent["t"]):
    mask = Mask(sent[f"mask{i}"], sent["matrix"][i]) if "matrix" in sent else None
    size = tuple(sent["size"].tolist())
    checker.update(Pose(float(t), size, sent["landmarks"][i], sent["visibility"][i], mask=mask))
print(checker.finish().model_dump_json())
"""


def sent(poses: list[Pose]) -> bytes:
    arrays = {
        "t": np.array([pose.t for pose in poses]),
        "size": np.array(poses[0].size),
        "landmarks": np.array([pose.landmarks for pose in poses]),
        "visibility": np.array([pose.visibility for pose in poses]),
    }
    if poses[0].mask:
        arrays["matrix"] = np.array([pose.mask.matrix for pose in poses])
        arrays |= {f"mask{i}": pose.mask.values for i, pose in enumerate(poses)}
    file = io.BytesIO()
    np.savez(file, **arrays)
    return file.getvalue()


@pytest.mark.parametrize(
    ("exercise", "poses"),
    [
        ("plank", [plank(22.0, t=i / 15) for i in range(90)]),
        ("hip_lift", film(lift_path(0.0), reps(lift_rest(), 0.0, 3, 2, 4), 15)),
    ],
    ids=["plank", "hip_lift"],
)
def test_rules_and_coach_need_no_pictures(exercise, poses):
    command = [sys.executable, "-c", WITHOUT_PICTURES, exercise]
    done = subprocess.run(command, input=sent(poses), capture_output=True, cwd=ROOT)
    assert done.returncode == 0, done.stderr.decode()
    report, _ = run(exercise, poses)
    assert json.loads(done.stdout) == json.loads(report.model_dump_json())
    assert report.holds or report.rep_count


def imports(path: Path) -> set[str]:
    """The packages that a module's own lines name in imports."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found


def test_opencv_comes_from_one_place_where_its_threads_are_off():
    users = {
        str(path.relative_to(ROOT))
        for room in ROOMS
        for path in (ROOT / room).rglob("*.py")
        if "cv2" in imports(path)
    }
    assert users == {"pose/picture.py"}
    from pose.picture import cv2

    assert cv2.getNumThreads() == 1
