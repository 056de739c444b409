"""The pages in a real Chromium, as a visitor uses them."""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from playwright.sync_api import expect

from clips.access import Access
from clips.diary import diary, done_sets
from coach.words import words
from koshi import address, is_koshi
from practice.weeks import weeks
from tests.browser.conftest import ROOT, SAMPLES, settled, until
from tests.films import film, shots

JA, EN = words("ja"), words("en")


def try_sample(page, says, number):
    page.get_by_role("button", name=says.say("try-sample")).nth(number).click()
    page.get_by_text(says.say("download-json")).wait_for()


@pytest.mark.long
def test_one_click_checks_a_sample(visit):
    page = visit("samples")
    try_sample(page, JA, 1)
    fault = JA.say("fault-over_arch-above_line")
    told = JA.say("summary-faults-reps", reps=1, bad=1, fault=fault)
    expect(page.get_by_text(told)).to_be_visible()
    expect(page.get_by_text(JA.say("cue-over_arch-above_line"))).to_be_visible()
    assert (
        page.locator("video").evaluate(
            "v => new Promise(r => { v.play(); v.onplaying = () => r(v.videoWidth) })"
        )
        == 640
    )


@pytest.mark.long
def test_the_browsers_language_decides_and_the_switch_overrides(visit):
    page = visit("samples", locale="en-US")
    page.get_by_role("button", name=EN.say("try-sample")).first.wait_for()
    page.locator("button", has_text="日本語").click()
    page.get_by_role("button", name=JA.say("try-sample")).first.wait_for()


def choose(page, exercise):
    page.get_by_role("radio", name=JA.say(f"exercise-{exercise}"), exact=True).click()


def upload(page, path, exercise):
    choose(page, exercise)
    page.get_by_text(JA.say(f"setup-{exercise}")).wait_for()
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


def held(page, method):
    """Keeps requests of an upload waiting, until what it returns is called."""
    waiting, holding = [], [True]

    def hold(route):
        if holding and route.request.method == method:
            waiting.append(route)
        else:
            route.continue_()

    def let_go():
        holding.clear()
        for route in waiting:
            route.continue_()

    page.route("**/koshi/upload/**", hold)
    return let_go


def rows(page):
    return page.locator("[class*=st-key-set-]")


@pytest.fixture
def nothing_kept(library):
    """No set is there before the test, nor after it."""

    def clear():
        for kept in library.sets(library.person()):
            library.delete(Access(kept.id, kept.person_id))

    clear()
    yield
    clear()


@pytest.mark.long
@pytest.mark.usefixtures("nothing_kept")
def test_a_clip_is_kept_as_what_it_was_chosen_for(visit, tmp_path):
    """Whatever is chosen or looked at while it is on its way."""
    # Soon checked: the tests after this one wait for the same worker.
    hinge = film(tmp_path / "hinge_rounded.mp4", shots("hinge_rounded", 0, 1))
    plank = film(tmp_path / "plank_sagging.mp4", shots("plank_sagging", 0, 1))
    page = visit("check-clip")
    let_go = held(page, "PATCH")
    upload(page, hinge, "hip_hinge")
    page.get_by_text("hinge_rounded.mp4").wait_for()
    choose(page, "plank")
    page.get_by_text(JA.say("setup-plank")).wait_for()
    let_go()
    expect(rows(page).first).to_contain_text(JA.say("exercise-hip_hinge"))
    let_go = held(page, "POST")
    page.locator('input[type="file"]').set_input_files(plank)
    page.get_by_text("plank_sagging.mp4").wait_for()
    page.get_by_text(JA.say("page-library")).first.click()
    rows(page).first.wait_for()
    let_go()
    page.get_by_text(JA.say("page-upload")).first.click()
    page.locator("[class*=st-key-set-]", has_text="plank_sagging.mp4").wait_for()
    expect(rows(page).first).to_contain_text(JA.say("exercise-plank"))


@pytest.mark.long
@pytest.mark.usefixtures("nothing_kept")
def test_the_same_file_in_two_windows_is_two_sets(visit, library, quick):
    page = visit("check-clip")
    other = page.context.new_page()
    other.goto(page.url)
    wanted = {page: "hip_lift", other: "plank"}
    for window, exercise in wanted.items():
        upload(window, quick, exercise)
    for window, exercise in wanted.items():
        expect(rows(window).first).to_contain_text(JA.say(f"exercise-{exercise}"))
    sets = library.sets(library.person())
    assert sorted(kept.exercise for kept in sets) == ["hip_lift", "plank"]


def in_view(page, heading) -> bool:
    """Whether the focus comes onto that heading, and it to the top of the screen, and stays."""
    there = """(heading) => {
        const here = document.activeElement;
        const { top } = here.getBoundingClientRect();
        return /^H[123]$/.test(here.tagName) && here.innerText.includes(heading)
            && top >= 0 && top < innerHeight / 3;
    }"""
    page.wait_for_function(there, arg=heading)
    page.wait_for_timeout(1500)
    return page.evaluate(there, heading)


@pytest.mark.long
@pytest.mark.usefixtures("nothing_kept")
def test_what_is_opened_comes_into_view(visit, library):
    """And the wrong exercise is checked again as the right one."""
    page = visit("check-clip")
    page.set_viewport_size({"width": 390, "height": 844})
    upload(page, SAMPLES / "hip_lift_ok.mp4", "plank")
    right = {"exercise": JA.say("exercise-hip_lift")}
    page.get_by_text(JA.say("found-instead", **right)).wait_for()
    page.get_by_role("button", name=JA.say("found-as", **right)).wait_for()
    assert in_view(page, JA.say("exercise-plank"))
    page.get_by_role("button", name=JA.say("kept-other")).last.click()
    question = page.get_by_role("dialog")
    choice = question.get_by_role("button", name=JA.say("exercise-hip_lift"), exact=True)
    box = choice.bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    assert box["y"] + box["height"] <= 844
    choice.click()
    page.get_by_text(JA.say("summary-ok-reps", reps=1)).wait_for()
    assert in_view(page, JA.say("exercise-hip_lift"))
    sets = library.sets(library.person())
    assert [kept.exercise for kept in sets] == ["hip_lift", "plank"]  # nothing is lost


@pytest.mark.long
def test_a_data_folder_that_cannot_be_used_is_told_and_samples_work(visit, tmp_path):
    nothing = tmp_path / "no folder"
    nothing.write_text("a file")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    said = tmp_path / "said.txt"
    server = subprocess.Popen(
        [sys.executable, "-m", "pages", "--server.port", str(port)],
        cwd=ROOT,
        env=os.environ | {"KOSHI_DATA": str(nothing)},
        stdout=said.open("w"),
    )
    try:
        page = visit()
        until(page, lambda: is_koshi(port))
        key = Path(re.findall(r"what stands in (.+)", said.read_text())[0]).read_text()
        page.goto(f"{address(port)}/?key={key}")
        for path in ("my-sets", "check-clip"):
            page.goto(f"{address(port)}/{path}")
            page.get_by_text(JA.say("error-library-closed", name=str(nothing))).wait_for()
            assert page.get_by_text("Traceback").count() == 0
        page.goto(address(port))
        try_sample(page, JA, 0)
    finally:
        server.terminate()
        server.wait(20)


@pytest.mark.long
def test_a_broken_file_gets_a_clear_word_and_the_page_goes_on(visit, quick, tmp_path):
    bad = tmp_path / "メモ.mp4"
    bad.write_text("これは動画ではありません")
    page = visit("check-clip")
    upload(page, bad, "plank")
    page.get_by_text(JA.say("error-clip-unreadable", name="メモ.mp4")).wait_for()
    page.locator('input[type="file"]').set_input_files(quick)
    page.get_by_text(JA.say("download-json")).wait_for()


def test_nothing_is_uploaded_into_memory(visit, server):
    page = visit("check-clip")
    page.get_by_text(JA.say("page-upload")).first.wait_for()
    address = f"{server}/_stcore/upload_file/some/file"
    assert page.request.put(address, data=b"x" * 1000).status == 404


@pytest.mark.long
def test_an_upload_goes_on_when_the_line_was_down(visit, quick):
    page = visit("check-clip")
    down = []

    def sometimes(route):
        if route.request.method == "PATCH" and len(down) < 2:
            down.append(route)
            route.abort()
        else:
            route.continue_()

    page.route("**/koshi/upload/**", sometimes)
    upload(page, quick, "plank")
    page.get_by_text(JA.say("upload-again")).wait_for()
    page.get_by_text(JA.say("download-json")).wait_for()


@pytest.mark.long
def test_a_kept_set_is_found_again_and_deleted_for_good(visit, quick, library, tmp_path):
    clip = tmp_path / "もう一度.mp4"
    # A picture more makes it another file than those of the other tests.
    clip.write_bytes(quick.read_bytes() + b"\0")
    page = visit("check-clip")
    upload(page, clip, "plank")
    page.get_by_text(JA.say("download-json")).wait_for()
    page = visit("my-sets")
    page.get_by_text("もう一度.mp4").wait_for()
    row = page.locator("[class*=st-key-set-]", has_text="もう一度.mp4")
    row.get_by_role("button", name=JA.say("kept-open")).click()
    page.get_by_text(JA.say("download-json")).wait_for()
    expect(page.locator("video")).to_have_count(1)
    page.get_by_role("button", name=JA.say("kept-back")).click()
    (kept,) = [each for each in library.sets(library.person()) if each.name == clip.name]
    row.locator("[class*=st-key-ask-delete] button").click()
    question = page.get_by_role("dialog")
    question.get_by_role("button", name=JA.say("kept-delete-not")).click()
    question.wait_for(state="detached")
    row.locator("[class*=st-key-ask-delete] button").click()
    question.get_by_role("button", name=JA.say("kept-delete"), exact=True).click()
    row.wait_for(state="detached")
    assert not library.files.exists(kept.clip.key)
    assert library.files.names(kept.folder) == []


@pytest.mark.long
def test_a_closed_visit_leaves_no_picture_behind(visit, server_data):
    def clips():
        return set(server_data.glob("scratch/visits-*/*/annotated-*"))

    others = clips()
    page = visit("samples")
    try_sample(page, JA, 0)
    mine = clips() - others
    assert mine
    page.context.close()
    deadline = time.monotonic() + 240  # Streamlit keeps a lost visitor's session for a while
    while mine & clips() and time.monotonic() < deadline:
        time.sleep(1)
    assert not mine & clips()


@pytest.mark.long
def test_how_i_am_today_is_kept_and_stands_in_my_weeks(visit, kept, library):
    page = visit("my-weeks")
    # Sets that other tests have kept count too: those of before midnight are another day's.
    sets = done_sets(library, library.person(), lambda moment: moment.astimezone().date())
    assert kept.id in {each.id for each in sets}
    week = weeks(sets, sets[-1].day)[-1]
    told = page.locator(".koshi-weeks li", has_text=JA.say("weeks-days", days=week.days))
    told.filter(has_text=f"{week.monday.month}/{week.monday.day} ").wait_for()
    page.get_by_role("radiogroup", name=JA.say("diary-pain")).get_by_text("3", exact=True).click()
    settled(page)
    page.get_by_text(JA.say("place-thigh_left")).click()
    page.get_by_role("radiogroup", name=JA.say("diary-numb")).get_by_text(
        JA.say("answer-yes")
    ).click()
    settled(page)
    page.get_by_role("button", name=JA.say("diary-keep")).click()
    page.get_by_text(JA.say("diary-numb-advice")).wait_for()
    (day,) = diary(library, library.person())
    assert (day.pain, day.places, day.numb, day.condition) == (3, ["thigh_left"], True, None)
    again = visit("my-weeks")
    again.get_by_text(JA.say("diary-told-pain", value=3)).wait_for()
    again.get_by_text(JA.say("weeks-felt"), exact=True).wait_for()
    again.get_by_role("button", name=JA.say("diary-again")).click()
    again.get_by_role("button", name=JA.say("diary-forget")).click()
    again.get_by_role("button", name=JA.say("diary-forget")).wait_for(state="detached")
    assert diary(library, library.person()) == []
