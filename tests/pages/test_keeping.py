"""Streamlit may break a run off wherever a page speaks to it; what is kept is kept once all the
same. Each run here is broken off one word later than the one before."""

from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.components.v2 import manifest_scanner
from streamlit.runtime.scriptrunner.script_runner import RerunData, RerunException, ScriptRunner
from streamlit.testing.v1 import AppTest

import pages.camera
import pages.patches
import pages.result
from clips.access import Access
from clips.check import check
from clips.result import prepare
from coach.words import words
from tests.films import film, shots

ROOT = Path(__file__).parents[2]
NAMES = ("hip_lift_ok", "hip_lift_arched")
JA = words("ja")
AFTER = 5  # words after all is kept: what comes then keeps nothing any more


@pytest.fixture
def break_off(monkeypatch):
    """`break_off(run, at)`: do that, and break the page's run off when it speaks to Streamlit for
    the `at`-th time; whether it spoke so often."""

    def broken(run, at: int) -> bool:
        spoken, true = 0, ScriptRunner._maybe_handle_execution_control_request

        def listen(runner):
            nonlocal spoken
            if runner._execing and runner._is_in_script_thread():
                spoken += 1
                if spoken == at:
                    raise RerunException(RerunData())
            true(runner)

        with monkeypatch.context() as patch:
            patch.setattr(ScriptRunner, "_maybe_handle_execution_control_request", listen)
            run()
        return spoken >= at

    return broken


def kept_names(library) -> list[str]:
    """Names of the kept sets, which are deleted."""
    sets = library.sets(library.person())
    for kept in sets:
        library.delete(Access(kept.id, kept.person_id))
    return sorted(kept.name for kept in sets)


@pytest.fixture(scope="module")
def results(tmp_path_factory):
    """Two live sets that have ended."""
    folder = tmp_path_factory.mktemp("results")
    made = [film(folder / f"{name}.mp4", shots(name, 0, 0.5)) for name in NAMES]
    checked = [check(clip, "hip_lift") for clip in made]
    return [prepare(each, "x", JA, folder / f"{n}.mp4") for n, each in enumerate(checked)]


@pytest.mark.long
def test_live_sets_are_kept_once(library, monkeypatch, break_off, results):
    monkeypatch.setattr(pages.patches, "no_waiting", lambda: None)
    monkeypatch.setattr(pages.camera, "start_button", lambda *_: (None, None))
    monkeypatch.setattr(pages.result, "show", lambda *_, **__: None)
    # Each AppTest would look through all installed packages for components: half of the time.
    monkeypatch.setattr(manifest_scanner, "scan_component_manifests", list)
    at = after = 0
    while after < AFTER:
        at += 1
        page = AppTest.from_file(str(ROOT / "pages" / "live.py"), default_timeout=60)
        page.session_state.live_results = [replace(each) for each in results]
        page.run()
        assert not page.exception

        def press(page=page):
            (button,) = [each for each in page.button if each.label == JA.say("after-keep")]
            button.click().run()

        assert break_off(press, at)
        if "live_kept" in page.session_state:
            after += 1
        else:  # the press is lost: pressed again
            press()
        assert not page.exception
        assert len(page.session_state.live_kept) == len(results)
        assert kept_names(library) == [JA.say("kept-live")] * len(results), f"broken off at {at}"
    assert at > 2 * AFTER
