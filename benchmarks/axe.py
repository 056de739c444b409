"""What axe-core finds on every page of Koshi and in every state of it, light and dark.

    python -m benchmarks.axe [--lang ja] [--lang en] [--pictures FOLDER]

Prints a table: page and state, scheme, rule, its impact, how many elements, and the first of them.
With a folder, a picture of each, as a desktop and as a phone show it. `tests/browser` walks the
same way (`states`) and lets nothing serious through.

axe-core (MPL-2.0) comes inside of the package axe-playwright-python; it is only used here.
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from itertools import chain
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, ViewportSize, expect, sync_playwright

from benchmarks.chromium import ROOT, browser_with, film, served, visitor
from clips.access import Access
from clips.check import check
from clips.export import as_html
from clips.intake import examine
from clips.library import Library
from clips.models import KeptSet
from clips.own import erase
from clips.people import add, call, people
from clips.result import Shown, prepare
from clips.sharing import comment, comments, share
from coach.words import LANGUAGES, Words, words

SAMPLES = ROOT / "samples"
LOCALES = {"ja": "ja-JP", "en": "en-US"}
SCHEMES = ("light", "dark")
PATIENCE_MS = 90_000  # with a busy machine
_DESKTOP, _PHONE = ViewportSize(width=1280, height=800), ViewportSize(width=390, height=844)
_BEFORE_S = 20.0  # of a film's first frame: as long as set-up, countdown and looking take
_AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
# Streamlit pales what it draws anew, and what is pale would be read as of too little contrast: wait
# until nothing has been drawn for as long as that takes to go. A page that looks for news may never
# be so still.
_CALM = """() => new Promise((done) => {
  const CALM = 800, MOST = 10000, began = performance.now();
  let since = began;
  const look = () => {
    const now = performance.now(), app = document.querySelector("[data-testid=stApp]");
    const running = app?.dataset.testScriptState === "running";
    const paling = document.getAnimations().some((each) => each instanceof CSSTransition);
    if (running || paling || document.querySelector("[data-stale=true]")) since = now;
    if (now - since > CALM || now - began > MOST) done(); else setTimeout(look, 50);
  };
  look();
})"""
_RUN = """() => axe.run(document, { resultTypes: ["violations"] }).then(({ violations }) =>
  violations.map(({ id, impact, nodes }) => ({
    rule: id, impact, nodes: nodes.map(({ target, html, any }) =>
      `${target.flat(9).join(" ")} ${html} ${any[0]?.message ?? ""}`),
  })))"""

OpenPage = Callable[..., Page]  # (path, locale=..., camera=...) -> a visitor's page


@dataclass(frozen=True)
class Finding:
    """What axe-core holds against a page: the rule, its impact, and of each element selector,
    source and what is wrong with it."""

    rule: str
    impact: str
    nodes: tuple[str, ...]


def findings(page: Page, scheme: str) -> list[Finding]:
    """What axe-core finds on the page as it is now, frames inside of it included."""
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.wait_for_timeout(150)  # Streamlit notices, and asks for the page anew
    # What was found may have been drawn anew just then: it is looked at again.
    found = _look(page) and _look(page)
    return [Finding(each["rule"], each["impact"], tuple(each["nodes"])) for each in found]


def _look(page: Page) -> list[dict[str, Any]]:
    page.evaluate(_CALM)
    for frame in page.frames:
        frame.evaluate(_AXE)
    found: list[dict[str, Any]] = page.evaluate(_RUN)
    return found


@dataclass(frozen=True)
class Sets:
    """Kept sets of every kind: one with a fault, a comment and its clip, a good one, others."""

    library: Library
    main: KeptSet
    shown: Shown


def furnish(library: Library, folder: Path) -> Sets:
    """Keep sets to look at."""
    says = words("ja")
    for name, exercise in (("hip_lift_ok", "hip_lift"), ("hinge_rounded", "plank")):
        _kept(library, name, exercise, folder, says)
    failed = {"state": "failed", "error": "clip-unreadable", "exercise": "plank"}
    named = {"name": "failed.mp4", "source": "upload", "language": "ja"}
    library.add(KeptSet(person_id=library.person(), **failed, **named))
    main, shown = _kept(library, "hip_lift_arched", "hip_lift", folder, says)
    written = {"t": 1.0, "text": "おへそを見ながら", "shapes": [], "finding": 0}
    comment(library, Access.of_owner(main), "田中先生", written)
    return Sets(library, main, shown)


def _kept(
    library: Library, name: str, exercise: str, folder: Path, says: Words
) -> tuple[KeptSet, Shown]:
    path = SAMPLES / f"{name}.mp4"
    checked = check(path, exercise)
    shown = prepare(checked, path.name, says, folder / f"a-{name}.mp4", view=folder / "view.mp4")
    row = KeptSet(
        person_id=library.person(),
        clip_sha256=library.add_clip(path, ".mp4", examine(path)).sha256,
        exercise=exercise,
        name=path.name,
        source="upload",
        language="ja",
        state="checking",
    )
    library.finish(library.add(row), shown)
    return library.get(Access(row.id, library.person())), replace(shown, name=path.name)


def states(open_page: OpenPage, sets: Sets, says: Words) -> Iterator[tuple[str, Page]]:
    """Walks through every page and state but a set at the camera and a check; yields its name and
    the page that shows it."""
    how = {"locale": LOCALES[says.language]}
    # Today writes into the diary, which My weeks then shows instead of asking.
    first = (_my_weeks, _today, _exercises, _reading, _desk)
    # From the people on, who it is is asked.
    for walk in (*first, _before_live, _routine, _my_sets, _shared, _report, _people):
        for name, page in walk(open_page, sets, says, how):
            yield name, page
        page.close()


def at_check(open_page: OpenPage, says: Words, bad: Path) -> Iterator[tuple[str, Page]]:
    """Walks through checks, of the samples and of a clip whose exercise is found out, to their
    results. `bad` is a file that is no clip."""
    how = {"locale": LOCALES[says.language]}
    for walk in (_samples, _upload):
        for name, page in walk(open_page, says, bad, how):
            yield name, page
        page.close()


def _press(page: Page, text: str, which: int = 0) -> None:
    page.locator("button", has_text=re.compile(f"^{re.escape(text)}$")).nth(which).click()
    page.wait_for_timeout(300)


def _unfold_all(page: Page) -> None:
    """Opens whatever is folded away; what was there before the page has gone by then."""
    page.evaluate(_CALM)
    folded = page.locator("[data-testid=stExpander] details:not([open]) summary")
    while folded.count():
        folded.first.click()


def _exercises(open_page, _sets, says, how):
    page = open_page("exercises", **how)
    page.locator("[class*=st-key-open-] button").first.click()
    page.locator(".koshi-loop").first.wait_for()
    yield "exercises: one of them", page


def _reading(open_page, _sets, says, how):
    page = open_page("reading", **how)
    page.get_by_text(says.say("reading-grades")).wait_for()
    _unfold_all(page)
    yield "reading: everything open", page


def _today(open_page, _sets, says, how):
    page = open_page("", **how)
    page.locator("ol.koshi-weeks").wait_for()
    page.get_by_text(says.say("today-else")).click()
    yield "today", page
    page.get_by_role("radiogroup", name=says.say("diary-pain")).get_by_text("8", exact=True).click()
    page.get_by_text(says.say("today-why-pain_high")).wait_for()
    yield "today: rest", page
    page.get_by_role("radiogroup", name=says.say("diary-pain")).get_by_text("8", exact=True).click()
    page.get_by_text(says.say("today-why-pain_high")).wait_for(state="detached")


def _desk(open_page, _sets, says, how):
    page = open_page("at-the-desk", **how)
    page.get_by_text(says.say("desk-private")).wait_for()
    yield "desk", page


def _drawn(page, says):
    """Wait for a result that is drawn to its end, with the one before it gone."""
    end = page.get_by_text(says.say("download-json"))
    expect(end).to_have_count(1, timeout=PATIENCE_MS)
    end.wait_for()


def _samples(open_page, says, _bad, how):
    page = open_page("samples", **how)
    tries = page.get_by_role("button", name=says.say("try-sample"))
    tries.first.wait_for()
    yield "samples", page
    for number, verdict in ((1, "severe"), (0, "ok"), (2, "severe")):
        tries.nth(number).click()
        if number == 1:
            yield "samples: checking", page
        page.wait_for_timeout(300)
        page.locator("[data-testid=stProgress]").wait_for(state="detached")
        page.get_by_text(says.say(f"verdict-{verdict}")).first.wait_for()
        _drawn(page, says)
        yield f"samples: {verdict}, {number}", page


def _upload(open_page, says, bad, how):
    page = open_page("check-clip", **how)
    page.locator("input[type=file]").wait_for(state="attached")
    yield "upload", page
    page.locator("input[type=file]").set_input_files(bad)
    page.get_by_text(bad.name).first.wait_for()
    page.wait_for_timeout(500)
    yield "upload: refused", page
    page.locator("input[type=file]").set_input_files(SAMPLES / "hip_lift_folded_arms.mp4")
    page.locator("[class*=st-key-set-]").first.wait_for()
    yield "upload: being checked", page
    page.get_by_role("button", name=says.say("found-yes", sets=1)).wait_for()
    yield "upload: found out", page
    _press(page, says.say("found-yes", sets=1))
    _drawn(page, says)
    yield "upload: result", page


def _before_live(open_page, _sets, says, how):
    page = open_page("check-live", **how)
    page.get_by_text(says.say("safety-unanswered")).wait_for()
    yield "live: questions", page
    _press(page, says.say("answer-yes"))
    page.get_by_text(says.say("safety-doctor")).wait_for()
    yield "live: see a doctor", page
    _press(page, says.say("answer-no"))
    _press(page, "2")
    page.get_by_text(says.say("safety-stops")).wait_for()
    yield "live: pain", page
    _press(page, says.say("answer-no"), 1)
    start = page.get_by_role("button", name=says.say("live-start"))
    start.wait_for()
    yield "live: ready", page
    start.click()
    page.get_by_text(says.say("error-camera-missing")).wait_for()
    yield "live: no camera", page


def _routine(open_page, _sets, says, how):
    page = open_page("check-live", **how)
    _press(page, says.say("what-routine"))
    page.get_by_role("button", name=says.say("mine-new")).click()
    page.get_by_label(says.say("mine-name")).wait_for()
    page.get_by_role("button", name=says.say("mine-keep")).click()  # without a name
    page.get_by_text(says.say("mine-missing")).wait_for()
    yield "routine: being put together", page


def _people(open_page, sets, says, how):
    library = sets.library
    page = open_page("my-sets", **how)
    page.get_by_text(says.say("people-alone")).click()
    page.get_by_label(says.say("people-other"), exact=True).wait_for()
    yield "people: somebody is added", page
    first, *_ = people(library)
    call(library, first.id, "あきら", "blue")
    second = add(library, "ゆき", "green")
    try:
        page.goto(page.url)
        page.get_by_role("heading", name=says.say("people-ask")).wait_for()
        yield "people: who is it?", page
        page.get_by_role("button", name="あきら").click()
        page.locator(".st-key-person button").first.click()
        page.get_by_text(says.say("people-ask")).wait_for()
        yield "people: the chooser", page
    finally:
        erase(library, second)


def at_camera(open_page: OpenPage, says: Words, camera: Path) -> Iterator[tuple[str, Page]]:
    """Walks through a set at the camera that sees that film."""
    page = open_page("check-live", camera=camera, locale=LOCALES[says.language])
    target = page.get_by_label(says.say("plan-reps")).first
    target.fill("1")
    target.press("Enter")
    page.wait_for_timeout(500)
    _press(page, says.say("answer-no"))
    _press(page, "0")
    page.get_by_role("button", name=says.say("live-start")).click()
    page.locator(".koshi-board .title").filter(has_text=re.compile(r"\S")).wait_for()
    yield "live: set-up", page
    page.locator(".koshi-board[data-stage=set]").wait_for()
    yield "live: set", page
    page.locator("button.pause").click()
    page.locator(".koshi-board[data-stage=paused]").wait_for()
    yield "live: paused", page
    page.locator("button.pause").click()
    page.locator(".koshi-board[data-stage=set]").wait_for()
    _drawn(page, says)
    yield "live: result", page


def _my_weeks(open_page, _sets, says, how):
    page = open_page("my-weeks", **how)
    page.get_by_role("radiogroup", name=says.say("diary-pain")).get_by_text("4", exact=True).click()
    page.get_by_text(says.say("diary-places")).wait_for()
    page.get_by_text(says.say("weeks-numbers")).wait_for()
    yield "my weeks", page


def _my_sets(open_page, sets, says, how):
    page = open_page("my-sets", **how)
    row = page.locator(f".st-key-set-{sets.main.id}")
    row.wait_for()
    yield "my sets", page
    row.get_by_role("button").last.click()
    page.get_by_text(says.say("kept-delete-sure")).wait_for()
    yield "my sets: delete?", page
    page.keyboard.press("Escape")
    page.get_by_text(says.say("kept-delete-sure")).wait_for(state="detached")
    page.evaluate(_CALM)  # it is told, and nothing is drawn anew
    row.get_by_role("button", name=says.say("kept-open")).click()
    page.locator(".koshi-player .findings button").first.wait_for()
    _drawn(page, says)
    yield "set", page
    page.locator(".koshi-player .findings button").first.click()
    page.get_by_text(says.say("duo-title")).click()
    page.locator(".koshi-duo").wait_for()
    _unfold_all(page)
    yield "set: everything open", page
    page.get_by_role("button", name=says.say("share-make")).click()
    page.get_by_test_id("stCode").wait_for()
    yield "set: link made", page


def _shared(open_page, sets, says, how):
    def link(**options):
        token = share(sets.library, Access.of_owner(sets.main), "田中先生", **options)
        return f"/shared?s={token}"

    page = open_page("shared?s=guess", **how)
    page.get_by_text(says.say("shared-none")).wait_for()
    yield "shared: no such link", page
    server = page.url.rpartition("/koshi/link")[0]
    page.goto(server + link(passphrase="ひみつのことばです"))
    page.get_by_label(says.say("shared-passphrase")).wait_for()
    yield "shared: passphrase", page
    page.goto(server + link())
    page.locator(".koshi-player .findings button").first.wait_for()
    _drawn(page, says)
    yield "shared: comment", page
    page.goto(server + link(shows="stills"))
    _drawn(page, says)
    yield "shared: stills", page


def _report(open_page, sets, says, how):
    page = open_page("", **how)
    said = comments(sets.library, Access.of_owner(sets.main))
    for name, answer_to in (("report (HTML)", None), ("report to answer in", sets.main.id)):
        page.set_content(as_html(sets.shown, "2026-01-01 10:00", said, says, None, answer_to))
        yield name, page


def _pictures(page: Page, folder: Path, name: str) -> None:
    """The whole page on both screens; it scrolls inside of itself, so they are made as long."""
    for screen in (_DESKTOP, _PHONE):
        page.set_viewport_size(screen)
        page.wait_for_timeout(600)
        inner = page.locator("[data-testid=stMainBlockContainer]")
        box = inner.bounding_box() if inner.count() else None
        if box:
            tall = max(screen["height"], int(box["height"]) + 10)
            page.set_viewport_size({"width": screen["width"], "height": tall})
        page.wait_for_timeout(300)
        page.screenshot(path=folder / f"{name}-{screen['width']}.png", full_page=True)
    page.set_viewport_size(_DESKTOP)


@contextmanager
def _koshi(data: Path) -> Iterator[str]:
    """A Koshi with a worker that keeps its sets in that folder."""
    os.environ["KOSHI_DATA"] = str(data)
    worker = subprocess.Popen([sys.executable, "-m", "clips", "work"], cwd=ROOT)
    try:
        with served() as address:
            yield address
    finally:
        worker.terminate()
        worker.wait()


def _tell(language: str, state: str, page: Page, pictures: Path | None) -> int:
    """Print what is found in a state; how many elements that were."""
    count = 0
    for scheme in SCHEMES:
        for each in findings(page, scheme):
            count += len(each.nodes)
            told = f"{each.rule} ({each.impact}) | {len(each.nodes)} | {each.nodes[0][-300:]}"
            print(f"{language} | {state} | {scheme} | {told}", flush=True)
        if pictures:
            pictures.mkdir(exist_ok=True)
            _pictures(page, pictures, re.sub(r"\W+", "-", f"{language}-{state}-{scheme}"))
    return count


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--lang", action="append", choices=LANGUAGES)
    parser.add_argument("--pictures", type=Path)
    parser.add_argument("--no-live", action="store_true", help="without a session at the camera")
    options = parser.parse_args()
    count = 0
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        bad, camera = folder / "memo.mp4", folder / "camera.mjpeg"
        bad.write_text("no clip")
        film(SAMPLES / "hip_lift_arched.mp4", camera, _BEFORE_S, 20.0)
        with _koshi(folder / "data") as address:
            database = f"sqlite:///{folder / 'data' / 'koshi.sqlite'}"
            sets = furnish(Library(database, str(folder / "data" / "files")), folder)

            @cache
            def browser(camera: Path | None) -> Browser:
                return browser_with(playwright, camera)

            def open_page(path: str, locale: str, camera: Path | None = None) -> Page:
                how: dict[str, Any] = {"locale": locale, "viewport": _DESKTOP}
                page = visitor(browser(camera), address, **how).new_page()
                page.set_default_timeout(PATIENCE_MS)
                page.goto(f"{address}/{path}")
                return page

            for language in options.lang or LANGUAGES:
                says = words(language)
                walks = [states(open_page, sets, says), at_check(open_page, says, bad)]
                if not options.no_live:
                    walks.append(at_camera(open_page, says, camera))
                for state, page in chain(*walks):
                    count += _tell(language, state, page, options.pictures)
            sets.library.close()
    print(f"{count} elements")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
