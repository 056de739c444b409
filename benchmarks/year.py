"""A year of practice in a library: how long Today and the weeks take to open in Chromium.

    python -m benchmarks.year [--sets 1000] [--times 5]

Prints for each page the time from the click to its circles, s (median and longest): first with an
empty browser, then from page to page; and in an empty browser that of a page of Streamlit's on
which nothing else is.
"""

import argparse
import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from benchmarks.chromium import browser_with, served, visitor
from clips.library import Library
from clips.models import DiaryDay, FoundFault, KeptSet, Report
from coach.words import words
from practice.progress import ladder
from rules.report import Rep, SetReport
from rules.terms import Side, Verdict

EXERCISES = ("hip_lift", "plank", "clamshell", "draw_in")
JA = words("ja")
PAGES = {"page-today": "", "page-weeks": "my-weeks"}
NOTHING_ELSE = "import streamlit as st; st.html('<ol class=koshi-weeks><li>1</li></ol>')"


def furnish(
    library: Library, sets: int, ends: datetime, seed: int = 1, person: str | None = None
) -> None:
    """So many sets of a person (of the one of this machine), four on a day and every other day,
    and a diary."""
    chance, person = random.Random(seed), person or library.person()
    days = [ends - timedelta(days=2 * n) for n in reversed(range(1, sets // 4 + 1))]
    with library.session() as session:
        for day in days:
            pain = chance.choice((0, 1, 1, 2, 3))
            entry = {"good": "", "note": "", "places": []}
            session.add(DiaryDay(person_id=person, day=day.date(), condition=7, pain=pain, **entry))
            for n, exercise in enumerate(EXERCISES):
                asked = ladder(exercise)[0].amount
                kept = KeptSet(
                    person_id=person, exercise=exercise, name="x", source="live", language="ja",
                    state="done", created=day + timedelta(minutes=n), pain_before=pain,
                    pain_after=pain, session=day.isoformat(), asked_amount=asked, asked_sets=1,
                    answer="easy",
                )  # fmt: skip
                kept.report = _report(exercise, chance)
                session.add(kept)


def _report(exercise: str, chance: random.Random) -> Report:
    arched = exercise == "hip_lift" and chance.random() < 0.3
    verdict: Verdict = "guided" if exercise == "draw_in" else "mild" if arched else "ok"
    each = 2 if exercise == "clamshell" else 1
    sides: list[Side | None] = ["left", "right"] if each == 2 else [None]
    reps = [
        Rep(index=n, start_s=n, top_start_s=n, top_end_s=n, end_s=n + 1, counted=True, side=side)
        for n, side in enumerate(sides * 10)
    ]
    content = SetReport(
        exercise=exercise,
        duration_s=90.0,
        frames=1350,
        judged_share=1.0,
        verdict=verdict,
        reasons=[],
        reps=reps,
        rounds=0,
    )
    found = FoundFault(number=0, fault="over_arch", severity="mild", start_s=1.0, end_s=2.0, rep=1)
    return Report(
        verdict=verdict,
        reps=10 * each,
        hold_s=20.0,
        judged_parts=10 * each,
        severe_parts=0,
        content=content.model_dump(mode="json"),
        findings=[found] if arched else [],
    )


def _timed(does: Callable[[], object], page: Page) -> float:
    """Seconds from doing that to the circles of the page it leads to."""
    began = time.monotonic()
    does()
    page.locator("ol.koshi-weeks").wait_for()
    return time.monotonic() - began


def _opened(page: Page, address: str) -> Iterator[tuple[str, float]]:
    """What was opened how fast in an empty browser."""
    for title, path in PAGES.items():
        yield f"{title} at first", _timed(partial(page.goto, f"{address}/{path}"), page)
    for title in PAGES:
        link = page.locator("[data-testid=stTopNavLink]", has_text=JA.say(title)).first
        page.wait_for_timeout(1500)
        page.evaluate("document.querySelector('ol.koshi-weeks').remove()")
        yield f"{title} from another", _timed(link.click, page)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sets", type=int, default=1000)
    parser.add_argument("--times", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        os.environ["KOSHI_DATA"] = name
        library = Library(f"sqlite:///{Path(name) / 'koshi.sqlite'}", str(Path(name) / "files"))
        furnish(library, options.sets, datetime.now(UTC))
        library.close()
        taken: dict[str, list[float]] = {}
        bare = Path(name) / "bare.py"
        bare.write_text(NOTHING_ELSE)
        streamlit = ("-m", "streamlit", "run", str(bare))
        with served() as address, served(program=streamlit) as bare_address:
            browser = browser_with(playwright, None)
            for turn in range(options.times + 1):
                page = visitor(browser, address, locale="ja-JP").new_page()
                page.set_default_timeout(60_000)
                for what, seconds in _opened(page, address):
                    if turn:  # the first one starts the server's imports
                        taken.setdefault(what, []).append(seconds)
                page.context.close()
                page = browser.new_context().new_page()
                seconds = _timed(partial(page.goto, bare_address), page)
                if turn:
                    taken.setdefault("nothing but Streamlit", []).append(seconds)
                page.context.close()
            browser.close()
    for title, times in taken.items():
        middle = statistics.median(times)
        print(f"{title:30} median {middle:.2f} s, longest {max(times):.2f} s")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
