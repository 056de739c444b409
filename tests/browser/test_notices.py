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
