"""The pages in a real Chromium, as a visitor uses them."""

import json
import shutil
import tempfile
import time
from pathlib import Path

import pytest

from coach.words import words
from tests.browser.conftest import SAMPLES

JA, EN = words("ja"), words("en")


def try_sample(page, says, number):
    page.get_by_role("button", name=says.say("try-sample")).nth(number).click()
    page.get_by_text(says.say("download-json")).wait_for()


def test_one_click_checks_a_sample(visit):
    page = visit()
    try_sample(page, JA, 1)
    fault = JA.say("fault-over_arch")
    assert page.get_by_text(JA.say("summary-faults-reps", reps=1, bad=1, fault=fault)).is_visible()
    assert page.get_by_text(JA.say("cue-over_arch-above_line")).is_visible()
    assert (
        page.locator("video").evaluate(
            "v => new Promise(r => { v.play(); v.onplaying = () => r(v.videoWidth) })"
        )
        == 640
    )


@pytest.mark.parametrize(
    ("number", "verdict"), [(0, "verdict-ok"), (2, "verdict-severe"), (3, "verdict-severe")]
)
def test_every_sample_gets_its_verdict(visit, number, verdict):
    page = visit()
    try_sample(page, JA, number)
    assert page.get_by_text(JA.say(verdict)).first.is_visible()


def test_the_browsers_language_decides_and_the_switch_overrides(visit):
    page = visit(locale="en-US")
    page.get_by_role("button", name=EN.say("try-sample")).first.wait_for()
    page.locator("button", has_text="日本語").click()
    page.get_by_role("button", name=JA.say("try-sample")).first.wait_for()


def upload(page, path, exercise):
    page.locator("button", has_text=JA.say(f"exercise-{exercise}")).click()
    page.locator('input[type="file"]').set_input_files(path)
    page.get_by_role("button", name=JA.say("upload-check")).click()


def test_an_uploaded_set_comes_back_rep_by_rep(visit, tmp_path):
    clip = tmp_path / "私の ヒップヒンジ (1).mp4"
    shutil.copy(SAMPLES / "hinge_rounded.mp4", clip)
    page = visit("check-clip")
    upload(page, clip, "hip_hinge")
    with page.expect_download() as download:
        page.get_by_text(JA.say("download-json")).click()
    report = json.loads(download.value.path().read_text())
    assert (report["exercise"], report["verdict"]) == ("hip_hinge", "severe")
    assert [set(rep["faults"]) for rep in report["reps"]] == [{"hips_not_back", "rounded_back"}] * 2
    with page.expect_download() as download:
        page.get_by_text(JA.say("download-clip")).click()
    assert download.value.path().stat().st_size > 50_000


def test_a_broken_file_gets_a_clear_word_and_the_page_goes_on(visit, tmp_path):
    bad = tmp_path / "メモ.mp4"
    bad.write_text("これは動画ではありません")
    page = visit("check-clip")
    upload(page, bad, "hip_lift")
    page.get_by_text(JA.say("error-clip-unreadable", name="メモ.mp4")).wait_for()
    page.locator('input[type="file"]').set_input_files(SAMPLES / "hip_lift_ok.mp4")
    page.get_by_text("hip_lift_ok.mp4").first.wait_for()
    page.get_by_role("button", name=JA.say("upload-check")).click()
    page.get_by_text(JA.say("summary-ok-reps", reps=1)).wait_for()


def test_the_wrong_exercise_is_said(visit):
    page = visit("check-clip")
    upload(page, SAMPLES / "hinge_rounded.mp4", "plank")
    page.get_by_text(JA.say("reason-other_exercise")).wait_for()


def test_a_closed_visit_leaves_no_clip_behind(visit):
    page = visit("check-clip")
    upload(page, SAMPLES / "hip_lift_ok.mp4", "hip_lift")
    page.get_by_text(JA.say("download-json")).wait_for()

    def clips():
        return set(Path(tempfile.gettempdir()).glob("koshi-visits-*/*/clip-*"))

    mine = clips()
    assert mine
    page.context.browser.close()
    deadline = time.monotonic() + 240  # Streamlit keeps a lost visitor's session for a while
    while mine & clips() and time.monotonic() < deadline:
        time.sleep(1)
    assert not mine & clips()
