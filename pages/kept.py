"""Kept sets as rows of a page: how far their check is, what it found, open, delete, try again."""

from pathlib import Path

import streamlit as st

from clips.library import NoSuchSetError, Removed
from clips.models import KeptSet
from clips.sharing import verdicts, voices
from clips.work import ask_again
from coach.words import Words
from pages.frame import current_words, drop_copies, library, local, me, plain, show_failure

_EVERY_S = 1.0  # the progress of checks is looked at so often
_BADGES = {"ok": "green", "mild": "orange", "severe": "red", "cannot_judge": "gray"}


def rows(sets: list[KeptSet], key: str) -> None:
    """The sets one under the other; the one that is opened stands in `session_state[key]`."""
    said, heard = voices(library(), me()), verdicts(library(), me())
    for kept in sets:
        with st.container(border=True, key=f"set-{kept.id}"):
            what, found, press = st.columns([5, 4, 3], vertical_alignment="center")
            with what:
                _what(kept)
            with found:
                _found(kept, said.get(kept.id, 0), heard.get(kept.id))
            with press, st.container(horizontal=True, horizontal_alignment="right"):
                _buttons(kept, key)


def follow(ids: list[str], key: str) -> None:
    """The rows of these sets, drawn again until all of them are checked; then the page once."""
    sets = [kept for kept in library().sets(me()) if kept.id in ids]
    unfinished = any(kept.state in ("waiting", "checking") for kept in sets)

    def draw() -> None:
        now = [kept for kept in library().sets(me()) if kept.id in ids]
        rows(now, key)
        if unfinished and not any(kept.state in ("waiting", "checking") for kept in now):
            st.rerun()

    tell_removed()
    st.fragment(draw, run_every=_EVERY_S if unfinished else None)()


def tell_removed() -> None:
    """Say what has just been deleted."""
    removed: Removed | None = st.session_state.pop("removed", None)
    if removed:
        says = current_words()
        counts = {"files": removed.files, "links": removed.links, "comments": removed.comments}
        st.success(says.say("kept-deleted", **counts), icon=":material/delete_forever:")
        if removed.clip_stays:
            st.caption(says.say("kept-deleted-clip-stays"))


def _what(kept: KeptSet) -> None:
    says = current_words()
    when = local(kept.created).strftime("%Y-%m-%d %H:%M")
    st.markdown(f"**{says.say(f'exercise-{kept.exercise}')}** · {when}")
    st.caption(plain(Path(kept.name).name))


def _found(kept: KeptSet, said: int, heard: str | None) -> None:
    """How far its check is, or what it found; `heard` is the verdict where some was struck out."""
    says = current_words()
    if kept.state == "waiting":
        st.caption(f":material/hourglass: {says.say('kept-waiting')}")
    elif kept.state == "checking":
        percent = round(100 * kept.progress)
        st.progress(min(1.0, kept.progress), text=says.say("kept-checking", percent=percent))
    elif kept.state == "failed":
        st.caption(f":material/error: {says.say(f'error-{kept.error}', name=plain(kept.name))}")
    elif kept.report:
        verdict = heard or kept.report.verdict
        st.badge(says.say(f"verdict-{verdict}"), color=_BADGES[verdict])  # type: ignore[arg-type]
        told = [_amount(kept, says), says.say("kept-voices", count=said) if said else ""]
        st.caption(" · ".join(filter(None, told)))


def _amount(kept: KeptSet, says: Words) -> str:
    assert kept.report is not None
    if kept.report.hold_s:
        return says.say("kept-seconds", seconds=round(kept.report.hold_s))
    return says.say("kept-reps", reps=kept.report.reps)


def _buttons(kept: KeptSet, key: str) -> None:
    says = current_words()
    done = kept.state == "done"
    if done and st.button(says.say("kept-open"), key=f"open-{kept.id}", type="primary"):
        st.session_state[key] = kept.id
        st.rerun()
    again = kept.state == "failed" and kept.clip
    if again and st.button(says.say("kept-again"), key=f"again-{kept.id}"):
        ask_again(library(), kept)
        st.rerun()
    with st.popover("", icon=":material/delete:", help=says.say("kept-delete")):
        st.markdown(says.say("kept-delete-sure"))
        if st.button(says.say("kept-delete"), key=f"delete-{kept.id}", type="primary"):
            _delete(kept, key)


def _delete(kept: KeptSet, key: str) -> None:
    try:
        st.session_state.removed = library().delete(kept.id, me())
        drop_copies(kept)
    except NoSuchSetError:
        pass  # in another window
    except OSError as error:
        show_failure(error)
        return
    state = st.session_state
    if state.get(key) == kept.id:
        state.pop(key)
    if (state.get("opened") or ("",))[0] == kept.id:
        state.pop("opened")
    st.rerun()
