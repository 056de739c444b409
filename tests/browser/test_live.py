"""The live page in a real Chromium with a rendered clip as its camera."""

from coach.words import words
from tests.browser.conftest import SAMPLES

JA = words("ja")

# Keeps a handle on the camera, so that the test can pull its plug.
_PLUG = """
const real = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
navigator.mediaDevices.getUserMedia = async (wish) => {
  const stream = await real(wish);
  (window.top.koshiTracks ??= []).push(...stream.getTracks());
  return stream;
};
"""


def start(page):
    page.get_by_role("button", name=JA.say("live-start")).click()


def count(page, number):
    return page.locator(".koshi-count", has_text=JA.say("live-count", count=number))


def test_the_camera_counts_cues_and_ends_with_a_result(visit, films):
    page = visit("check-live", camera=films(SAMPLES / "hip_lift_arched.mp4"))
    start(page)
    cue = page.locator(".koshi-cue", has_text=JA.say("cue-over_arch-above_line"))
    cue.wait_for()
    count(page, 1).wait_for()
    page.get_by_role("button", name=JA.say("live-stop")).first.click()
    page.get_by_text(JA.say("download-json")).wait_for()
    assert page.get_by_text(JA.say("fault-over_arch")).first.is_visible()
    assert page.locator("video").count() == 1


def test_a_refused_camera_is_told_how_to_allow(visit):
    page = visit(
        "check-live", flags=["--use-fake-device-for-media-stream", "--deny-permission-prompts"]
    )
    start(page)
    page.get_by_text(JA.say("error-camera-denied")).wait_for()


def test_a_camera_unplugged_midway_keeps_the_set_so_far(visit, films):
    page = visit("check-live", camera=films(SAMPLES / "hip_lift_arched.mp4"), script=_PLUG)
    start(page)
    count(page, 1).wait_for()
    page.evaluate("window.koshiTracks.forEach((track) => track.stop())")
    page.get_by_text(JA.say("error-camera-lost")).wait_for()
    page.get_by_text(JA.say("download-json")).wait_for()


def test_no_frame_at_all_is_said(visit, films):
    dark = "HTMLMediaElement.prototype.koshi = 1; RTCPeerConnection.prototype.addTrack = () => {};"
    page = visit("check-live", camera=films(SAMPLES / "hip_lift_ok.mp4"), script=dark)
    start(page)
    page.get_by_text(JA.say("error-camera-busy")).wait_for()
