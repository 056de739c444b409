import json
import os
import re
import subprocess
import sys

import av
import cv2
import pytest

from coach.words import words
from rules import EXERCISES
from tests import films
from tests.clips.conftest import ROOT
from tests.films import EACH, film, sample, shots

CONTRACT = {
    "report": {
        "version", "exercise", "duration_s", "frames", "judged_share", "verdict", "reasons",
        "reps", "holds", "findings", "engine", "rules_version", "metrics",
    },
    "reps": {
        "index", "start_s", "top_start_s", "top_end_s", "end_s", "counted", "verdict", "faults",
        "metrics",
    },
    "holds": {"start_s", "end_s", "good_s"},
    "findings": {
        "fault", "witness", "severity", "start_s", "end_s", "peak", "unit", "rep", "sign", "band",
        "beyond",
    },
}  # fmt: skip
JAPANESE_NAME = "腰 の 動画 その1.mp4"


def assert_fails(done, *mentions: str):
    """Exit code 1, nothing on stdout, one clear line on stderr."""
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.endswith("\n")
    (line,) = done.stderr.splitlines()
    assert "Traceback" not in line
    for words_in_it in mentions:
        assert words_in_it in line


@pytest.fixture(scope="module")
def short(tmp_path_factory):
    """One second, one frame in three: as fast to check as a real clip can be."""
    path = tmp_path_factory.mktemp("short") / "short.mp4"
    return film(path, list(shots("plank_sagging", 0, 1))[::3])


@pytest.fixture(scope="module")
def faulty(koshi, tmp_path_factory):
    """A clip with a Japanese name checked in Japanese, with every output."""
    folder = tmp_path_factory.mktemp("書き出し 先")
    (folder / JAPANESE_NAME).write_bytes(sample("hip_lift_arched").read_bytes())
    done = koshi(
        "check", JAPANESE_NAME, "--exercise", "hip_lift", "--lang", "ja",
        "--json", "結果 1.json", "--annotated", "線 つき.mp4", cwd=folder,
    )  # fmt: skip
    return done, folder


def test_a_faulty_set_is_judged_with_exit_code_0(faulty):
    done, _ = faulty
    assert (done.returncode, done.stderr) == (0, "")
    says = words("ja")
    assert says.say("fault-over_arch") in done.stdout
    assert says.say("cue-over_arch-above_line") in done.stdout
    assert says.say("severity-severe") in done.stdout
    assert says.say("limits-hip_lift") in done.stdout


def test_the_json_is_the_report(faulty, checked):
    _, folder = faulty
    text = (folder / "結果 1.json").read_text(encoding="utf-8")
    assert json.loads(text) == json.loads(checked("hip_lift_arched").report.model_dump_json())


def test_the_annotated_clip_has_every_frame(faulty, checked):
    _, folder = faulty
    with av.open(str(folder / "線 つき.mp4")) as container:
        assert container.streams.video[0].codec_context.name == "h264"
        count = sum(1 for _ in container.decode(video=0))
    assert count == checked("hip_lift_arched").report.frames


@pytest.mark.long
def test_english_and_a_hold(koshi, tmp_path):
    out = tmp_path / "out.json"
    arguments = ("--exercise", "plank", "--lang", "en", "--json", out)
    done = koshi("check", sample("plank_sagging"), *arguments)
    assert (done.returncode, done.stderr) == (0, "")
    first, fault, limits = done.stdout.splitlines()
    assert first == "Held for 11 seconds, 8 of them in good form: “Hips sagging” was seen."
    cue = re.escape(words("en").say("cue-sag-change"))
    assert re.fullmatch(rf"- Hips sagging \(clearly, at (8|9)\.\d s\): {cue}", fault)
    assert limits == words("en").say("limits-plank")
    assert_contract(json.loads(out.read_text(encoding="utf-8")))


@pytest.mark.parametrize("name", EACH)
def test_the_json_keeps_its_contract(checked, name):
    assert_contract(json.loads(checked(name).report.model_dump_json()))


def assert_contract(report: dict):
    assert report["version"] == 2
    assert set(report) >= CONTRACT["report"]
    assert report["reps"] or report["holds"]
    for part in ("reps", "holds", "findings"):
        for item in report[part]:
            assert set(item) >= CONTRACT[part]
    for rep in report["reps"]:
        assert rep["metrics"]
        assert all(value is None or isinstance(value, float) for value in rep["metrics"].values())
        of_rep = {f["fault"] for f in report["findings"] if f["rep"] == rep["index"]}
        assert set(rep["faults"]) == of_rep
    assert isinstance(report["frames"], int)
    assert 0 <= report["judged_share"] <= 1
    assert report["verdict"] in ("ok", "mild", "severe", "cannot_judge")


@pytest.mark.parametrize("language", ["ja", "en"])
def test_what_cannot_be_judged_is_exit_code_2(koshi, tmp_path, language):
    clip, out = film(tmp_path / "room.mp4", films.empty_room(0.4)), tmp_path / "out.json"
    arguments = ("--exercise", "plank", "--lang", language, "--json", out)
    done = koshi("check", clip, *arguments)
    assert (done.returncode, done.stderr) == (2, "")
    says = words(language)
    assert says.say("reason-no_person") in done.stdout.splitlines()[0]
    assert says.say("setup-help") in done.stdout
    report = json.loads(out.read_text(encoding="utf-8"))
    assert set(report) >= CONTRACT["report"]
    assert (report["verdict"], report["reasons"]) == ("cannot_judge", ["no_person"])


def test_a_clip_that_breaks_off_says_where(koshi, tmp_path):
    whole = film(tmp_path / "whole.mp4", shots("plank_sagging", 0, 4), faststart=True)
    part = films.cut(whole, tmp_path / "part.mp4", 0.5)
    done = koshi("check", part, "--exercise", "plank", "--lang", "en")
    assert done.stderr == ""
    assert "breaks off at 2 seconds" in done.stdout


def make_bad(kind: str, folder):
    if kind == "missing":
        return folder / "no such clip.mp4"
    if kind == "folder":
        path = folder / "folder.mp4"
        path.mkdir()
        return path
    if kind == "long":
        return folder / ("a" * 300 + ".mp4")
    if kind == "empty":
        path = folder / "empty.mp4"
        path.touch()
        return path
    if kind == "text":
        path = folder / "text.mp4"
        path.write_text("これは動画ではありません。\n" * 100, encoding="utf-8")
        return path
    if kind == "no index":
        return films.cut(
            film(folder / "whole.mp4", shots("plank_sagging", 0, 1)), folder / "cut.mp4", 0.5
        )
    if kind == "photo":
        path = folder / "photo.jpg"
        assert cv2.imwrite(str(path), next(shots("plank_sagging"))[1])
        return path
    assert kind == "sound"
    return films.sound(folder / "sound.m4a")


@pytest.mark.parametrize(
    ("kind", "key", "language"),
    [
        ("missing", "error-clip-missing", "ja"),
        ("missing", "error-clip-missing", "en"),
        ("folder", "error-clip-missing", "en"),
        ("long", "error-clip-missing", "en"),
        ("empty", "error-clip-empty", "ja"),
        ("empty", "error-clip-empty", "en"),
        ("text", "error-clip-unreadable", "ja"),
        ("text", "error-clip-unreadable", "en"),
        ("no index", "error-clip-unreadable", "ja"),
        ("photo", "error-clip-photo", "ja"),
        ("photo", "error-clip-photo", "en"),
        ("sound", "error-clip-no-picture", "ja"),
        ("sound", "error-clip-no-picture", "en"),
    ],
)
def test_a_bad_clip_is_one_line_and_exit_code_1(koshi, tmp_path, kind, key, language):
    path, out = make_bad(kind, tmp_path), tmp_path / "out.json"
    done = koshi("check", path, "--exercise", "plank", "--lang", language, "--json", out)
    assert_fails(done, words(language).say(key, name=path.name))
    assert not out.exists()


@pytest.mark.parametrize("suffix", ["mkv", "ts", "flv"])
def test_a_clip_that_does_not_count_its_frames_is_checked(koshi, tmp_path, suffix):
    clip = film(tmp_path / f"clip.{suffix}", list(shots("plank_sagging", 0, 1))[::3])
    done = koshi("check", clip, "--exercise", "plank", "--lang", "en")
    assert (done.returncode, done.stderr) == (2, "")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such terminals")
def test_a_terminal_is_shown_how_far_it_is(short, tmp_path):
    clip = film(tmp_path / "clip.mkv", list(shots("plank_sagging", 0, 1))[::3])
    ours, theirs = os.openpty()
    command = [sys.executable, "-m", "clips", "check", str(clip), "--exercise", "plank"]
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=theirs, timeout=120)
    assert done.returncode == 2
    assert "100%" in os.read(ours, 100_000).decode()


@pytest.mark.parametrize(
    ("exercise", "most"),
    [
        *(("hip_lift", most) for most in ("nan", "inf", "-inf", "-3", "0", "1e9", "many")),
        *(("plank", "0"), ("hip_hinge", "1e9")),
    ],
)
def test_an_own_limit_that_is_none_is_one_line(koshi, short, exercise, most):
    arguments = ("--exercise", exercise, "--lang", "en", "--most", most)
    done = koshi("check", short, *arguments)
    own = EXERCISES[exercise].own_limit
    assert_fails(done, "many" if most == "many" else f"from {own.lowest} to {own.highest}")


def test_whatever_goes_wrong_is_one_line(koshi, short, tmp_path):
    """A library that is not what it should be: an import fails in the middle of a check."""
    (tmp_path / "mediapipe.py").write_text("raise ZeroDivisionError('broken')")
    path = {"PYTHONPATH": os.pathsep.join([str(tmp_path), str(ROOT)])}
    done = koshi("check", short, "--exercise", "plank", env=path)
    assert_fails(done, "ZeroDivisionError")


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_script_of_what_is_no_clip_is_one_line(koshi, tmp_path, language):
    path = make_bad("text", tmp_path)
    done = koshi("script", path, "--exercise", "plank", "--lang", language)
    assert_fails(done, words(language).say("error-clip-unreadable", name=path.name))


def test_the_script_of_a_clip(koshi, short):
    done = koshi("script", short, "--exercise", "plank", "--target", "5", "--lang", "en")
    assert (done.returncode, done.stderr) == (0, "")
    *told, end = done.stdout.splitlines()
    assert all(re.match(r" *-?\d+\.\d  \S", line) for line in told)
    assert words("en").say("say-safety") in told[0]
    assert re.fullmatch(r"\w+, \d of 5", end)


@pytest.mark.parametrize(
    ("arguments", "mentions"),
    [
        (("check", "clip.mp4"), ("--exercise", "hip_hinge", "hip_lift", "plank")),
        (("check", "clip.mp4", "--exercise", "handstand"), ("handstand", "hip_lift")),
        (("check", "--exercise", "plank"), ("CLIP",)),
        (("check", "clip.mp4", "--exercise", "plank", "--lang", "fr"), ("fr", "ja", "en")),
        (("check", "clip.mp4", "--exercise", "plank", "--fast"), ("--fast",)),
        (("check", "clip.mp4", "--exercise"), ("--exercise",)),
        (("czech", "clip.mp4"), ("czech",)),
    ],
)
def test_wrong_usage_is_exit_code_1_and_not_2(koshi, arguments, mentions):
    assert_fails(koshi(*arguments), *mentions)


def test_help_is_no_failure(koshi):
    done = koshi("check", "--help")
    assert (done.returncode, done.stderr) == (0, "")
    assert "0: judged, 2: cannot judge, 1: bad" in " ".join(done.stdout.split())


@pytest.mark.parametrize(("option", "language"), [("--json", "en"), ("--annotated", "ja")])
def test_an_output_that_cannot_be_written(koshi, short, tmp_path, option, language):
    out = tmp_path / "no such folder" / "out.file"
    done = koshi("check", short, "--exercise", "plank", "--lang", language, option, out)
    assert_fails(done, words(language).say("error-write-failed", name="out.file"))


@pytest.mark.parametrize("option", ["--json", "--annotated"])
def test_an_output_that_is_a_folder(koshi, short, tmp_path, option):
    out = tmp_path / "folder"
    out.mkdir()
    (out / "keep.txt").write_text("mine")
    done = koshi("check", short, "--exercise", "plank", "--lang", "en", option, out)
    assert_fails(done, "Cannot write: folder")
    assert (out / "keep.txt").read_text() == "mine"


@pytest.mark.skipif(sys.platform != "linux", reason="/dev/full is Linux's")
@pytest.mark.parametrize(("option", "language"), [("--json", "ja"), ("--annotated", "en")])
def test_a_full_disk(koshi, short, tmp_path, option, language):
    # Through a link: a Koshi that removes what it could not write must not remove the device.
    out = tmp_path / "out.file"
    out.symlink_to("/dev/full")
    done = koshi("check", short, "--exercise", "plank", "--lang", language, option, out)
    assert_fails(done, words(language).say("error-disk-full"))
    assert os.path.islink(out)


@pytest.mark.parametrize("option", ["--json", "--annotated"])
def test_the_clip_itself_is_never_overwritten(koshi, short, tmp_path, option):
    clip = tmp_path / "mine.mp4"
    clip.write_bytes(short.read_bytes())
    (tmp_path / "same.mp4").symlink_to(clip)
    out = tmp_path / "same.mp4"
    done = koshi("check", clip, "--exercise", "plank", "--lang", "en", option, out)
    assert_fails(done, "Cannot write: same.mp4")
    assert clip.read_bytes() == short.read_bytes()


def test_a_name_that_looks_like_an_address_is_a_file(koshi, short, tmp_path):
    (tmp_path / "http:clip.mp4").write_bytes(short.read_bytes())
    done = koshi("check", "http:clip.mp4", "--exercise", "plank", "--lang", "en", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (2, "")


def test_a_terminal_without_japanese_gets_no_traceback(koshi, short):
    plain = {"PYTHONIOENCODING": "ascii"}
    done = koshi("check", short, "--exercise", "plank", "--lang", "ja", env=plain)
    assert (done.returncode, done.stderr) == (2, "")
    assert "???" in done.stdout


@pytest.mark.parametrize(("damage", "language"), [("missing", "ja"), ("text", "en")])
def test_a_bad_model_is_one_line(koshi, short, tmp_path, language, damage):
    model = tmp_path / "pose.task"
    if damage == "text":
        model.write_text("no model")
    key = {"missing": "error-model-path-missing", "text": "error-model-damaged"}[damage]
    given = {"KOSHI_POSE_MODEL": str(model)}
    done = koshi("check", short, "--exercise", "plank", "--lang", language, env=given)
    assert_fails(done, words(language).say(key))


@pytest.mark.skipif(sys.platform != "linux", reason="XDG_CACHE_HOME is Linux's")
@pytest.mark.parametrize("language", ["ja", "en"])
def test_no_model_and_no_index_is_one_line(koshi, short, tmp_path, language):
    env = films.without_index() | {"XDG_CACHE_HOME": str(tmp_path), "KOSHI_POSE_MODEL": ""}
    done = koshi("check", short, "--exercise", "plank", "--lang", language, env=env)
    assert_fails(done, words(language).say("error-model-unreachable"))


@pytest.mark.parametrize(
    ("name", "given"),
    [
        *(("KOSHI_MOST_SETS", given) for given in ("many", "0", "-1", "1e9", "9" * 30)),
        *(("KOSHI_MOST_BYTES", "many"), ("KOSHI_SIGN_IN_DAYS", "0")),
    ],
)
def test_a_quota_that_is_no_number_is_one_line(koshi, name, given):
    for command in (["check", "x.mp4", "--exercise", "plank"], ["work"]):
        done = koshi(*command, env={name: given})
        assert_fails(done, words("en").say("error-quota", name=name, given=given))


def test_native_logs_are_hushed_but_can_be_had(koshi, short):
    """MediaPipe's C++ writes to stderr: silent normally, there when debugging."""
    done = koshi("check", short, "--exercise", "plank", "--lang", "en", env={"KOSHI_DEBUG": "1"})
    assert done.returncode == 2
    assert done.stderr != ""
