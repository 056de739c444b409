"""Before a session at the camera begins: what is asked first, and cameras that cannot be had."""

import re

from playwright.sync_api import expect

from tests.browser.test_live import JA, answer, press, start


def test_a_red_flag_or_a_stopping_pain_gets_kind_advice_and_no_start(visit):
    page = visit("check-live")
    button = page.get_by_role("button", name=JA.say("live-start"))
    page.get_by_text(JA.say("safety-unanswered")).wait_for()
    assert button.count() == 0
    press(page, JA.say("answer-yes"))
    page.get_by_text(JA.say("safety-doctor")).wait_for()
    assert button.count() == 0
    page.get_by_text(JA.say("safety-agreed")).click()  # the doctor knows of it
    press(page, "0")
    button.wait_for()
    answer(page, pain="9")
    page.get_by_text(JA.say("safety-doctor")).wait_for()
    assert button.count() == 0
    press(page, "2")
    page.get_by_text(JA.say("safety-stops")).wait_for()
    assert button.count() == 0
    page.locator("button", has_text=re.compile(f"^{JA.say('answer-no')}$")).nth(1).click()
    button.wait_for()


def test_a_refused_camera_is_told_how_to_allow(visit):
    page = visit(
        "check-live", flags=["--use-fake-device-for-media-stream", "--deny-permission-prompts"]
    )
    start(page)
    page.get_by_text(JA.say("error-camera-denied")).wait_for()
    expect(page.get_by_role("button", name=JA.say("live-start"))).to_be_visible()


def test_a_camera_taken_by_another_program_is_said(visit):
    taken = """navigator.mediaDevices.getUserMedia = async () => {
      throw new DOMException("", "NotReadableError");
    };"""
    page = visit("check-live", script=taken)
    start(page)
    page.get_by_text(JA.say("error-camera-busy")).wait_for()


def test_a_camera_is_chosen_before_and_remembered(visit):
    two = """
    const tracks = (window.top.asked ??= []);
    navigator.mediaDevices.enumerateDevices = async () => ["a", "b"].map((id) => (
      { kind: "videoinput", deviceId: id, label: `Camera ${id}` }));
    navigator.mediaDevices.getUserMedia = async (wish) => {
      tracks.push(JSON.stringify(wish));
      throw new DOMException("", "NotReadableError");
    };"""
    page = visit("check-live", script=two)
    answer(page)
    page.locator("select").select_option("Camera b")
    page.get_by_role("button", name=JA.say("live-start")).click()
    page.get_by_text(JA.say("error-camera-busy")).wait_for()
    assert '"ideal":"b"' in page.evaluate("window.top.asked.at(-1)")
    page.reload()
    answer(page)
    box = page.locator("select")
    box.wait_for()
    assert box.input_value() == "b"
