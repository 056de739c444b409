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
    page.get_by_text(JA.say("summary-ok-reps", reps=1)).wait_for()


def test_the_wrong_exercise_is_said(visit):
    page = visit("check-clip")
    upload(page, SAMPLES / "hinge_rounded.mp4", "plank")
    page.get_by_text(JA.say("reason-other_exercise")).wait_for()


def test_nothing_is_uploaded_into_memory_and_nobody_outside_is_asked(visit, server):
    page = visit("check-clip")
    page.get_by_text(JA.say("page-upload")).first.wait_for()
    address = f"{server}/_stcore/upload_file/some/file"
    assert page.request.put(address, data=b"x" * 1000).status == 404
    from server import net_util

    assert net_util.get_external_ip() is None


def test_an_upload_goes_on_when_the_line_was_down(visit, tmp_path):
    clip = tmp_path / "line.mp4"
    clip.write_bytes((SAMPLES / "hip_lift_ok.mp4").read_bytes())
    page = visit("check-clip")
    down = []

    def sometimes(route):
        if route.request.method == "PATCH" and len(down) < 2:
            down.append(route)
            route.abort()
        else:
            route.continue_()

    page.route("**/koshi/upload/**", sometimes)
    upload(page, clip, "hip_lift")
    page.get_by_text(JA.say("upload-again")).wait_for()
    page.get_by_text(JA.say("summary-ok-reps", reps=1)).wait_for()


def test_a_kept_set_is_found_again_and_deleted_for_good(visit, library, tmp_path):
    clip = tmp_path / "もう一度.mp4"
    # A picture more makes it another file than those of the other tests.
    clip.write_bytes((SAMPLES / "hip_lift_arched.mp4").read_bytes() + b"\0")
    page = visit("check-clip")
    upload(page, clip, "hip_lift")
    page.get_by_text(JA.say("download-json")).wait_for()
    page = visit("my-sets")
    page.get_by_text("もう一度.mp4").wait_for()
    row = page.locator("[class*=st-key-set-]", has_text="もう一度.mp4")
    row.get_by_role("button", name=JA.say("kept-open")).click()
    page.get_by_text(JA.say("download-json")).wait_for()
    assert page.locator("video").count() == 1
    page.get_by_role("button", name=JA.say("kept-back")).click()
    (kept,) = [each for each in library.sets(library.person()) if each.name == clip.name]
    row.get_by_test_id("stPopoverButton").first.click()
    page.get_by_role("button", name=JA.say("kept-delete")).last.click()
    page.get_by_text("もう一度.mp4").wait_for(state="detached")
    assert not library.files.exists(kept.clip.key)
    assert library.files.names(kept.folder) == []


def test_a_closed_visit_leaves_no_picture_behind(visit):
    page = visit()
    try_sample(page, JA, 0)

    def clips():
        return set(Path(tempfile.gettempdir()).glob("koshi-visits-*/*/annotated-*"))

    mine = clips()
    assert mine
    page.context.browser.close()
    deadline = time.monotonic() + 240  # Streamlit keeps a lost visitor's session for a while
    while mine & clips() and time.monotonic() < deadline:
        time.sleep(1)
    assert not mine & clips()
