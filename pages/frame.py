"""What every page has round it: the language, the choice of exercise, messages for failures."""

import logging
import tempfile
from pathlib import Path

import streamlit as st

from coach.words import LANGUAGES, Words, choose_language, words
from pose.model import ModelError
from pose.video import ClipError
from rules import EXERCISES

_NAMES = {"ja": "日本語", "en": "English"}


def choose_words() -> Words:
    """The words of the visitor's language: the browser's locale decides, the switch overrides."""
    with st.container(horizontal=True, horizontal_alignment="right"):
        language = st.segmented_control(
            "言語 / Language",
            LANGUAGES,
            format_func=_NAMES.__getitem__,
            default=choose_language(st.query_params.get("lang") or st.context.locale),
            key="language",
            label_visibility="collapsed",
            required=True,
        )
    return words(language)


def current_words() -> Words:
    """The words of the language in use."""
    return words(st.session_state.get("language") or "ja")


def choose_exercise(key: str) -> str:
    """A big choice of the exercises that there are."""
    says = current_words()
    return st.segmented_control(
        says.say("choose-exercise"),
        list(EXERCISES),
        format_func=lambda name: says.say(f"exercise-{name}"),
        default=next(iter(EXERCISES)),
        key=key,
        required=True,
    )


def show_failure(error: Exception, name: str = "") -> None:
    """A clear line in the visitor's language; what is unexpected goes to the log without names."""
    says = current_words()
    if isinstance(error, ClipError | ModelError):
        st.error(says.say(f"error-{error.key}", name=name), icon=":material/error:")
        return
    if isinstance(error, OSError) and error.errno == 28:
        st.error(says.say("error-disk-full"), icon=":material/error:")
        return
    logging.getLogger("koshi").error("unexpected %s", type(error).__name__, exc_info=error)
    st.error(says.say("error-unknown"), icon=":material/error:")


def session_folder() -> Path:
    """A private folder for this visit's clips; removed when the visit ends."""
    if "folder" not in st.session_state:
        st.session_state.folder = tempfile.TemporaryDirectory(prefix="koshi-")
    return Path(st.session_state.folder.name)
