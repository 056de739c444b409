"""Notices of the browser, by the scripts of the pages and the browser's own clock; no Koshi is
served, so that days pass at once."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from benchmarks.chromium import ROOT

NOON = datetime(2026, 3, 6, 12, tzinfo=UTC)
ROOM = "<div data-testid=stElementContainer><div id=host></div></div>"
# Chromium's own notices, written down as they are shown.
NOTED = """
window.shown = [];
const Own = window.Notification;
window.Notification = class extends Own {
  constructor(title, how) { super(title, how); shown.push([title, how?.tag]); }
};
"""


@pytest.fixture
def page(browser):
    """An empty page of a place that may notify, at noon."""
    context = browser.new_context(permissions=["notifications"])
    page = context.new_page()
    page.route("**/*", lambda route: route.fulfill(body=ROOM, content_type="text/html"))
    page.add_init_script(NOTED)
    page.clock.install(time=NOON)
    page.goto("http://localhost:1/")
    scripts = [(ROOT / "pages" / name).read_text("utf-8") for name in ("notices.js", "notify.js")]
    source = json.dumps("\n".join(scripts))
    page.evaluate(
        f"""async () => {{
          const blob = new Blob([{source}], {{ type: "text/javascript" }});
          const component = (await import(URL.createObjectURL(blob))).default;
          window.asked = 0;
          window.know = (times, quiet = false, whose = "me") => component({{
            parentElement: document.getElementById("host"),
            data: {{ whose, times, quiet }},
            setTriggerValue: () => {{ window.asked += 1; }},
          }});
        }}"""
    )
    yield page
    context.close()


def at(minutes, name="practice"):
    """A reminder so many minutes after noon."""
    moment = NOON + timedelta(minutes=minutes)
    return [moment.timestamp() * 1000, name, f"at {minutes}", "text"]


def test_who_is_at_the_desk_is_not_reminded_of_standing_up_too(page):
    def shown():
        return [title for title, _ in page.evaluate("shown")]

    times = [at(2, "break-12"), at(3), at(10, "break-13")]
    page.evaluate("times => know(times)", times)
    page.clock.run_for("01:30")
    page.evaluate("localStorage.setItem('koshi-desk', String(Date.now()))")  # as the desk does
    page.clock.run_for("02:00")
    assert shown() == ["at 3"]
    page.clock.run_for("10:00")  # the desk was left
    assert shown() == ["at 3", "at 10"]


def test_what_is_said_waits_for_the_chime_before_it_however_late_both_come(browser):
    page = browser.new_page()
    page.route("**/*", lambda route: route.fulfill(body=ROOM, content_type="text/html"))
    page.goto("http://localhost:1/")
    page.mouse.click(5, 5)
    heard = page.evaluate(
        f"""async () => {{
          {(ROOT / "pages" / "voice.js").read_text("utf-8")}
          const heard = [];
          addEventListener("koshi-sound", ({{ detail }}) => heard.push([detail.name, detail.when]));
          const silence = new Uint8Array(44 + 1600);
          const head = new DataView(silence.buffer);
          [..."RIFF----WAVEfmt "].forEach((sign, i) => head.setUint8(i, sign.charCodeAt(0)));
          [[16, 16], [24, 8000], [28, 8000]].forEach(([at, n]) => head.setUint32(at, n, true));
          [[20, 1], [22, 1], [32, 1], [34, 8]].forEach(([at, n]) => head.setUint16(at, n, true));
          [..."data"].forEach((sign, i) => head.setUint8(36 + i, sign.charCodeAt(0)));
          head.setUint32(40, 1600, true);
          const url = URL.createObjectURL(new Blob([silence], {{ type: "audio/wav" }}));
          const voice = makeVoice();
          await voice.wake();
          voice.play({{ n: 0, beep: "chime", late: 3 }});
          voice.play({{ n: 1, name: "line", url, late: 1.8 }});
          const soon = () => new Promise((done) => setTimeout(done, 50));
          for (let i = 0; i < 50 && heard.length < 2; i++) await soon();
          return heard;
        }}"""
    )
    page.close()
    (chime, first), (line, then) = heard
    assert (chime, line) == ("chime", "line")
    assert 1000 < then - first < 2000


def test_a_countdown_that_comes_at_once_is_heard_second_after_second(page):
    """As on a busy machine; sounds that are no countdown catch up."""
    page.evaluate(
        f"""() => {{
          const none = () => ({{ connect() {{}}, gain: {{}} }});
          window.koshiAudio = {{
            get currentTime() {{ return performance.now() / 1000; }},
            createGain: none,
            createBufferSource: () => ({{ connect() {{}}, start() {{}} }}),
            decodeAudioData: async () => ({{ duration: 0.4 }}),
            destination: null,
            state: "running",
          }};
          window.fetch = async () => new Response(new Uint8Array(4));
          {(ROOT / "pages" / "voice.js").read_text("utf-8")}
          window.heard = [];
          addEventListener("koshi-sound", ({{ detail }}) => heard.push([detail.name, detail.when]));
          window.voice = makeVoice();
        }}"""
    )

    def heard(said):
        """How long after the first each of these is heard, s, when all come at once."""
        page.evaluate("said => { heard.length = 0; said.forEach(voice.play); }", said)
        for _ in range(60):  # one by one: what is heard waits for what is fetched
            page.clock.run_for(100)
        told = page.evaluate("heard")
        assert [name for name, _ in told] == [each["name"] for each in said]
        return [round((when - told[0][1]) / 1000, 1) for _, when in told]

    def sounds(first, times, **more):
        names = enumerate(("3", "2", "1", "go"), first)
        told = zip(names, times, strict=True)
        return [{"n": n, "name": name, "url": name, "late": 0, **({"beat": t} if more else {})}
                for (n, name), t in told]  # fmt: skip

    assert heard(sounds(0, (50.0, 51.0, 52.0, 53.0), beat=True)) == [0, 1, 2, 3]
    # Begun again after it was broken off, and after a pause in which the camera's clock stood.
    assert heard(sounds(4, (60.0, 61.0, 62.0, 63.0), beat=True)) == [0, 1, 2, 3]
    assert max(heard(sounds(8, (70.0, 71.0, 72.0, 73.0)))) < 2


def test_each_reminder_is_told_once_and_none_while_a_set_goes_on(page):
    def shown():
        return [title for title, _ in page.evaluate("shown")]

    assert page.evaluate("Notification.permission") == "granted"
    times = [at(-1), at(5), at(60), at(120), at(300)]
    page.evaluate("times => know(times)", times)
    page.clock.run_for("04:30")
    assert shown() == []  # what was due before Koshi was opened is not told
    page.clock.run_for("01:00")
    assert shown() == ["at 5"]
    page.evaluate("times => know(times)", times)  # the page is drawn anew
    page.clock.run_for("10:00")
    assert shown() == ["at 5"]
    page.evaluate("times => know(times, true)", times)  # a set
    page.clock.run_for("50:00")
    page.evaluate("times => know(times)", times)
    page.clock.run_for("10:00")
    assert shown() == ["at 5"]
    # The computer slept from before two o'clock until an hour after.
    page.clock.fast_forward("01:45:00")
    page.clock.run_for("01:00")
    assert shown() == ["at 5"]
    assert page.evaluate("asked") == 0
    page.clock.run_for("02:30:00")
    assert shown() == ["at 5", "at 300"]
    assert page.evaluate("asked") > 0  # for what comes later
