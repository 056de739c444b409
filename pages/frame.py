"""What every page has round it: the language, the choice of exercise, messages for failures, times
and names as they are to be read."""

import logging
import re
from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pandas as pd
import streamlit as st

from clips.answers import AnswersError
from clips.library import trouble
from clips.places import data_folder
from coach.words import LANGUAGES, Words, choose_language, words
from pages.door import signs_in
from pose.model import ModelError
from pose.video import ClipError
from rules import EXERCISES

_NAMES = {"ja": "日本語", "en": "English"}


def choose_words(beside: Callable[[Words], None]) -> Words:
    """The words of the visitor's language: the browser's locale decides, the switch overrides. What
    `beside` draws stands beside the switch."""
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
        beside(says)
        # Streamlit says "en" of every page; screen readers choose their voice by it.
        speak = f'<script>document.documentElement.lang = "{language}"</script>'
        told.html(speak, unsafe_allow_javascript=True)
    return says


def current_words() -> Words:
    """The words of the language in use."""
    return words(st.session_state.get("language") or "ja")


def choose_exercise(key: str, default: str | None = None, first: tuple[str, ...] = ()) -> str:
    """A big choice of the exercises that there are, with what may be chosen besides ahead."""
    says = current_words()
    offered = [*first, *EXERCISES]
    # Not by `default`: a page that sends somebody here may have chosen already.
    if key not in st.session_state:
        st.session_state[key] = default or offered[0]
    chosen = st.segmented_control(
        says.say("choose-exercise"),
        offered,
        format_func=lambda name: says.say(f"exercise-{name}"),
        key=key,
        required=True,
        width="stretch",
    )
    return chosen or offered[0]


def choose_of(
    label: str, prefix: str, options: tuple[str, ...], default: str, key: str | None = None
):
    """One of a few, called by the messages ``prefix-option``."""
    says = current_words()
    return st.segmented_control(
        says.say(label),
        options,
        format_func=lambda option: says.say(f"{prefix}-{option}"),
        default=default,
        key=key,
        required=True,
    )


def choose_number(
    label: str, key: str, default: int | None = None, hint: str | None = None
) -> int | None:
    """One of 0 to 10, as pain and condition are told; None when nothing is told."""
    with st.container(key=f"scale-{key}"):
        return st.segmented_control(
            label, range(11), default=default, key=key, help=hint, width="stretch"
        )


def pressed(key: str, stored: object) -> bool:
    """Whether the widget that is drawn next, under that key, was pressed since it was drawn last.
    If not, it shows what is `stored` now: another window may have changed that, or a day ended.
    Call `taken` once the answer is kept."""
    state = st.session_state
    if key in state and state[key] != state.get(f"{key}-drawn"):
        return True
    state[key] = state[f"{key}-drawn"] = stored
    return False


def taken(*keys: str) -> None:
    """What was pressed in these widgets is kept now."""
    for key in keys:
        st.session_state[f"{key}-drawn"] = st.session_state.get(key)


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


def as_csv(table: pd.DataFrame) -> str:
    """A table as spreadsheets open it, with its letters right and no text taken for a formula."""
    return "\ufeff" + table.map(_no_formula).to_csv(index=False)


def _no_formula(value: object) -> object:
    risky = isinstance(value, str) and value.lstrip()[:1] in tuple("=+-@＝＋－＠")
    return f"'{value}" if risky else value


def local(moment: datetime) -> datetime:
    """A moment in the time zone of who looks at the page; the server's where it is not known."""
    zone = st.context.timezone
    try:
        return moment.astimezone(ZoneInfo(zone) if zone else None)
    except (ZoneInfoNotFoundError, ValueError):  # a browser may be set to anything
        return moment.astimezone()
