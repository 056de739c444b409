import os
import subprocess
import sys
import zipfile
from pathlib import Path

import platformdirs
import pytest

from pose import model
from pose.estimator import PoseEstimator
from pose.model import ModelError, ensure_model
from tests import films

ROOT = Path(__file__).parents[2]
NETWORKS = {"pose_detector.tflite", "pose_landmarks_detector.tflite"}


def start(cache: Path, **env: str) -> subprocess.Popen:
    """``python -m pose.model`` with a cache of its own."""
    environment = {k: v for k, v in os.environ.items() if k != model.MODEL_VARIABLE}
    environment |= {"XDG_CACHE_HOME": str(cache), **env}
    return subprocess.Popen(
        [sys.executable, "-m", "pose.model"],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.fixture(scope="module")
def good() -> Path:
    """A bundle that works (the machine's own)."""
    return ensure_model()


@pytest.fixture
def given(monkeypatch, tmp_path) -> Path:
    """A path that KOSHI_POSE_MODEL names; nothing is there yet."""
    path = tmp_path / "given.task"
    monkeypatch.setenv(model.MODEL_VARIABLE, str(path))
    return path


@pytest.fixture
def no_cache(monkeypatch, tmp_path) -> Path:
    """An empty cache folder."""
    monkeypatch.delenv(model.MODEL_VARIABLE, raising=False)
    monkeypatch.setattr(platformdirs, "user_cache_dir", lambda name: str(tmp_path / name))
    return tmp_path


class TestBuilding:
    @pytest.fixture(autouse=True)
    def _linux(self):
        if sys.platform != "linux":
            pytest.skip("XDG_CACHE_HOME is Linux's")

    @pytest.mark.long
    def test_two_first_starts_at_once_build_one_working_bundle(self, tmp_path):
        starts = [start(tmp_path), start(tmp_path)]
        for one in starts:
            out, err = one.communicate(timeout=300)
            assert (one.returncode, err) == (0, "")
            assert "fetching the pose model" in out
            assert "pose model ready" in out
        (bundle,) = (tmp_path / "koshi").iterdir()  # and no half-written part
        with zipfile.ZipFile(bundle) as archive:
            assert set(archive.namelist()) == NETWORKS
            assert {info.compress_type for info in archive.infolist()} == {zipfile.ZIP_STORED}
            assert archive.testzip() is None
        _, image = list(films.shots("plank_sagging", 0, 0.2))[-1]
        with PoseEstimator(bundle) as estimator:
            assert estimator.estimate(image, 0.0).found
        # The next start finds it and needs no package index.
        again = start(tmp_path, **films.without_index())
        assert again.communicate(timeout=60) == ("", "")
        assert again.returncode == 0

    def test_no_index_is_one_line_that_says_what_to_do(self, tmp_path):
        one = start(tmp_path, **films.without_index())
        out, err = one.communicate(timeout=120)
        assert one.returncode == 1
        (line,) = err.splitlines()
        assert line.startswith("Koshi: ")
        assert model.MODEL_VARIABLE in line
        assert "ready" not in out
        assert not list(tmp_path.rglob("*.task"))

    def test_a_cache_that_cannot_be_written_is_one_line(self, tmp_path):
        (tmp_path / "file").write_text("not a folder")
        one = start(tmp_path / "file")
        _, err = one.communicate(timeout=120)
        assert one.returncode == 1
        (line,) = err.splitlines()
        assert line.startswith("Koshi: ")


def test_no_index_has_its_key(no_cache, monkeypatch):
    for name, value in films.without_index().items():
        monkeypatch.setenv(name, value)
    with pytest.raises(ModelError) as error:
        ensure_model()
    assert error.value.key == "model-unreachable"


def test_another_wheel_is_refused(no_cache, monkeypatch, tmp_path):
    def other_wheel(command, **_):
        folder = Path(command[command.index("--dest") + 1])
        (folder / "mediapipe-0.10.21-other.whl").write_bytes(b"something else")
        return subprocess.CompletedProcess(command, 0, "", "")

    monkeypatch.setattr(subprocess, "run", other_wheel)
    with pytest.raises(ModelError) as error:
        ensure_model()
    assert error.value.key == "model-damaged"
    assert not list(tmp_path.rglob("*.task"))


def test_another_network_in_the_wheel_is_refused(tmp_path):
    wheel, out = tmp_path / "wheel.whl", tmp_path / "out.task"
    with zipfile.ZipFile(wheel, "w") as archive:
        for name in ("pose_detection/pose_detection", "pose_landmark/pose_landmark_full"):
            archive.writestr(f"mediapipe/modules/{name}.tflite", b"\0\0\0\0TFL3 other")
    with pytest.raises(ModelError) as error:
        model._build(wheel, out)
    assert error.value.key == "model-damaged"
    assert not out.exists()


def test_a_given_bundle_is_used(good, given):
    given.write_bytes(good.read_bytes())
    assert ensure_model(say=pytest.fail) == given


def test_a_given_path_without_a_file(given):
    with pytest.raises(ModelError, match=model.MODEL_VARIABLE) as error:
        ensure_model(say=pytest.fail)
    assert error.value.key == "model-path-missing"


def rezip(source: Path, path: Path, change) -> None:
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            data = change(name, old.read(name))
            if data is not None:
                new.writestr(name, data)


def flip(good: Path, path: Path) -> None:
    data = bytearray(good.read_bytes())
    data[len(data) // 2] ^= 0xFF
    path.write_bytes(data)


DAMAGE = {
    "empty": lambda good, path: path.touch(),
    "text": lambda good, path: path.write_text("404 not found"),
    "folder": lambda good, path: path.mkdir(),
    "half": lambda good, path: path.write_bytes(good.read_bytes()[:4_000_000]),
    "one byte": flip,
    "no detector": lambda good, path: rezip(
        good, path, lambda name, data: None if name == "pose_detector.tflite" else data
    ),
    "no networks inside": lambda good, path: rezip(good, path, lambda *_: b"something else"),
}


@pytest.mark.parametrize("kind", DAMAGE)
def test_a_damaged_bundle_is_told(good, tmp_path, monkeypatch, kind):
    path = tmp_path / "damaged.task"
    DAMAGE[kind](good, path)
    monkeypatch.setenv(model.MODEL_VARIABLE, str(path))
    with pytest.raises(ModelError) as error:
        ensure_model(say=pytest.fail)
    assert error.value.key == "model-damaged"
    assert path.exists()


def test_an_unchanged_bundle_zipped_again_is_fine(good, given):
    rezip(good, given, lambda name, data: data)
    assert ensure_model() == given
