"""What every page has round it: the language, the choice of exercise, messages for failures."""

import atexit
import functools
import logging
import os
import re
import shutil
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import psutil
import streamlit as st
from streamlit.runtime import get_instance
from streamlit.runtime.scriptrunner import get_script_run_ctx

from clips import scratch
from clips.answers import AnswersError
from clips.library import Library, data_folder, trouble
from clips.models import KeptSet
from coach.words import LANGUAGES, Words, choose_language, words
from pages.door import sign_out, signs_in
from pose.model import ModelError
from pose.video import ClipError
from rules import EXERCISES

_SWEEP_S, KEPT_SWEEPS = 10.0, 6  # a visit is gone when six sweeps have not seen it
_COPIES_S = 12 * 3600.0  # as long as a page may play a clip (`pages.media`)
Sweeper = Callable[[Callable[[str], bool]], None]
_copies = scratch.scratch("copies")
_NAMES = {"ja": "日本語", "en": "English"}


def choose_words() -> Words:
    """The words of the visitor's language: the browser's locale decides, the switch overrides. The
    way out stands beside the switch."""
    with st.container(horizontal=True, horizontal_alignment="right", key="language-switch"):
        told = st.empty()  # first in the row, where its room is not seen
        language = st.segmented_control(
            "言語 / Language",
            LANGUAGES,
            format_func=_NAMES.__getitem__,
            default=choose_language(st.query_params.get("lang") or st.context.locale),
            key="language",
            label_visibility="collapsed",
            required=True,
        )
        says = words(language)
        sign_out(says)
        # Streamlit says "en" of every page; screen readers choose their voice by it.
        speak = f'<script>document.documentElement.lang = "{language}"</script>'
        told.html(speak, unsafe_allow_javascript=True)
    return says


def current_words() -> Words:
    """The words of the language in use."""
    return words(st.session_state.get("language") or "ja")


def choose_exercise(key: str, default: str | None = None) -> str:
    """A big choice of the exercises that there are."""
    says = current_words()
    return st.segmented_control(
        says.say("choose-exercise"),
        list(EXERCISES),
        format_func=lambda name: says.say(f"exercise-{name}"),
        default=default or next(iter(EXERCISES)),
        key=key,
        required=True,
    )


def show_failure(error: Exception, name: str = "") -> None:
    """A clear line in the visitor's language; what is unexpected goes to the log without names."""
    st.error(failure(error, current_words(), name, plain), icon=":material/error:")


def failure(
    error: Exception, says: Words, name: str = "", written: Callable[[str], str] = str
) -> str:
    """What to say of an error, names in it as `written` writes them; what is unexpected goes to the
    log without names."""
    if isinstance(error, ClipError | ModelError | AnswersError):
        return says.say(f"error-{error.key}", name=written(name))
    key = trouble(error)
    if key is None:
        logging.getLogger("koshi").error("unexpected %s", type(error).__name__, exc_info=error)
        return says.say("error-unknown")
    # Where things lie is the business of whoever sits at the machine.
    place = "" if signs_in() else str(data_folder())
    return says.say(f"error-{key}", name=written(place))


def plain(text: str) -> str:
    """A text (the name of a file, of a person) that Markdown is to show as it is."""
    text = re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", " ".join(text.split()))
    # Emoji, icons and arrows are looked for after that: a mark nobody sees parts them.
    return re.sub(r"(\\:|\\[-<>=~](?=\\[-<>=~]))", "\\1\u2060", text)


def local(moment: datetime) -> datetime:
    """A moment in the time zone of who looks at the page; the server's where it is not known."""
    zone = st.context.timezone
    try:
        return moment.astimezone(ZoneInfo(zone) if zone else None)
    except (ZoneInfoNotFoundError, ValueError):  # a browser may be set to anything
        return moment.astimezone()


@functools.cache
def library() -> Library:
    """The kept sets."""
    return Library()


def me() -> str:
    """Whose sets these are: the person who has signed in, or the one person of this machine."""
    subject = f"oidc:{st.user.sub}" if getattr(st.user, "is_logged_in", False) else None
    if st.session_state.get("me", (0, None))[0] != subject:
        st.session_state.me = (subject, library().person(subject))
    return st.session_state.me[1]


def visitor() -> str:
    """Who is looking at this page: Streamlit's name for the visit."""
    context = get_script_run_ctx()
    assert context is not None, "only inside a page"
    return context.session_id


def session_folder() -> Path:
    """A private folder for this visit's clips; removed soon after the visit ends."""
    return visit_folder(visitor())


def copies() -> Path:
    """Where files that lie elsewhere are copied to; gone with Koshi, and after a while unused."""
    return Path(_copies.name)


def _drop_old_copies() -> None:
    for each in copies().iterdir():
        with suppress(OSError):  # gone by itself, or in use (Windows): the next sweep sees to it
            if time.time() - each.stat().st_mtime > _COPIES_S:
                shutil.rmtree(each) if each.is_dir() else each.unlink()


def drop_copies(kept: KeptSet) -> None:
    """Remove the copies of a set that was deleted."""
    shutil.rmtree(copies() / kept.id, ignore_errors=True)
    if kept.clip:
        (copies() / Path(kept.clip.key).name).unlink(missing_ok=True)


def visit_folder(name: str) -> Path:
    """A private folder. Unless it is a visit's own, who asks for it also removes it."""
    folder = _visits().root / name
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def on_sweep(work: Sweeper) -> None:
    """Have something done every few seconds; it is given a test whether a visit is going on."""
    _visits().sweepers.append(work)


@dataclass
class _Visits:
    """The folder of all visits' folders, and what else is done at every sweep."""

    root: Path
    sweepers: list[Sweeper] = field(default_factory=list)


@st.cache_resource(show_spinner=False)
def _visits() -> _Visits:
    """The folder of all visits' folders, with a thread that removes those of visits gone by.

    Python's own clean-up would wait for a garbage collection that may be hours away. What a killed
    Koshi left behind is removed here too. A visit counts as gone after some sweeps without it, not
    after a time: a laptop that slept makes no sweeps.
    """
    scratch.sweep()
    for left in Path(tempfile.gettempdir()).glob("koshi-visits-*"):
        if not psutil.pid_exists(int(left.name.rsplit("-", 1)[1])):
            shutil.rmtree(left, ignore_errors=True)
    root = Path(tempfile.gettempdir()) / f"koshi-visits-{os.getpid()}"
    root.mkdir(mode=0o700, exist_ok=True)
    atexit.register(shutil.rmtree, root, ignore_errors=True)
    visits = _Visits(root)
    absent: Counter[str] = Counter()

    def sweep() -> None:
        while True:
            time.sleep(_SWEEP_S)
            active = get_instance().is_active_session
            for work in (*visits.sweepers, drop_visits, lambda _: _drop_old_copies()):
                try:  # one that fails must not keep the pictures of visits gone by
                    work(active)
                except Exception as error:
                    logging.getLogger("koshi").error("sweep: %s", type(error).__name__)

    def drop_visits(active: Callable[[str], bool]) -> None:
        for folder in root.iterdir():
            if folder.name.startswith("live-"):
                continue
            absent[folder.name] = 0 if active(folder.name) else absent[folder.name] + 1
            if absent[folder.name] > KEPT_SWEEPS:
                shutil.rmtree(folder, ignore_errors=True)
                del absent[folder.name]

    threading.Thread(target=sweep, name="koshi-sweep", daemon=True).start()
    return visits
