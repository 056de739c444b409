"""Kept sets as rows of a page: how far their check is, what it found, open, delete, try again; and
the one that is opened."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from clips.access import Access, NoSuchSetError
from clips.library import Removed
from clips.models import KeptSet
from clips.proposals import waiting_for
from clips.sharing import saw, verdicts, voices
from coach.summary import proposed
from coach.words import Words
from pages.arrive import arrive
from pages.door import me
from pages.frame import current_words, local, plain, show_failure
from pages.reviewing import review
from pages.server import library, server
from rules import EXERCISES

_EVERY_S = 1.0  # the progress of checks is looked at so often
_BADGES = {
    "ok": "green",
    "mild": "orange",
    "severe": "red",
    "cannot_judge": "gray",
    "guided": "blue",
    "observed": "violet",
}
_DELETE, _OTHER = "delete", "other"  # what can be asked about a set


def follow(ids: list[str], key: str) -> None:
    """The rows of these sets, one under the other; the one that is opened stands in
    `session_state[key]`. How far a check is goes on in its row; the page is drawn once more when
    one is over."""
    tell_removed()
    sets = library().sets(me(), ids)
    drawn = {kept.id: kept.state for kept in sets}
    places = _rows(sets, key)

    def look() -> None:
        try:
            now = library().states(me(), places)
        except Exception as error:  # the database may be away for a moment
            show_failure(error)
            return
        if any(now.get(each, ("", 0.0))[0] != drawn[each] for each in places):
            st.rerun()
        for each, (state, done) in now.items():
            _progress(places[each], state, done)

    if places:
        st.fragment(look, run_every=_EVERY_S)()


def _rows(sets: list[KeptSet], key: str) -> dict[str, DeltaGenerator]:
    """Draw them; returns where the progress of those stands that are not checked yet."""
    said, heard = voices(library(), me()), verdicts(library(), me())
    proposed = waiting_for(library(), me())
    places = {}
    for kept in sets:
        with st.container(border=True, key=f"set-{kept.id}"):
            what, found, press = st.columns([4, 3, 5], vertical_alignment="center")
            with what:
                _what(kept)
            with found:
                if kept.state in ("waiting", "checking"):
                    places[kept.id] = st.empty()
                    _progress(places[kept.id], kept.state, kept.progress)
                else:
                    counts = said.get(kept.id, 0), proposed.get(kept.id, 0)
                    _found(kept, heard.get(kept.id), *counts)
            with press, st.container(horizontal=True, horizontal_alignment="right"):
                _buttons(kept, key)
    return places


def _progress(place: DeltaGenerator, state: str, done: float) -> None:
    says = current_words()
    if state == "waiting":
        place.caption(f":material/hourglass: {says.say('kept-waiting')}")
    else:
        percent = round(100 * done)
        place.progress(min(1.0, done), text=says.say("kept-checking", percent=percent))


def opened(
    key: str,
    above: Callable[[], None] = lambda: None,
    between: Callable[[KeptSet], None] = lambda kept: None,
) -> bool:
    """The result of the set that is opened, in view; `above` puts more over its name, `between`
    under it. False when none is opened, or its check is not over."""
    for kept in library().sets(me(), [st.session_state.get(key, "")]):
        if kept.state == "done":
            says = current_words()
            saw_once(Access.of_owner(kept))
            with st.container(key=f"{key}-result"):
                above()
                st.header(says.name(f"exercise-{kept.exercise}"), anchor=False)
                arrive(f"{key}-result", f"{kept.id} {st.session_state.get(f'{key}_count', 0)}")
                _called(kept)
                if kept.clip:
                    _right_button(kept, key)
                    _other_button(kept, says.say("kept-other"), "result")
                between(kept)
                review(kept, Access(kept.id, me()), says.say("review-owner"))
            return True
    return False


def saw_once(access: Access) -> None:
    """Write down that a set was looked at: once for each visit."""
    seen = st.session_state.setdefault("seen", set())
    if (access.set_id, access.link) not in seen:
        saw(library(), access)
        seen.add((access.set_id, access.link))


def questions(ids: list[str], key: str) -> None:
    """What was asked about one of these sets, in the middle of the screen."""
    asked: tuple[str, str] | None = st.session_state.get("kept_asked")
    if not asked or asked[1] not in ids:
        return
    for kept in library().sets(me(), [asked[1]]):
        if asked[0] == _DELETE:
            _ask_delete(kept, key)
        else:
            _ask_other(kept, ids, key)


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
    st.markdown(f"**{says.say(f'exercise-{kept.exercise}')}** · {_when(kept)}")
    st.caption(_plain(kept))


def _called(kept: KeptSet) -> None:
    st.caption(f"{_when(kept)} · {_plain(kept)}")


def _when(kept: KeptSet) -> str:
    return local(kept.created).strftime("%Y-%m-%d %H:%M")


def _plain(kept: KeptSet) -> str:
    """The name of its clip, and where in it the set lies if that is not all of it."""
    name, clip = plain(Path(kept.name).name), kept.clip
    if clip is None or (kept.start_s is None and kept.end_s is None):
        return name
    return f"{name} · {_span(kept.start_s or 0.0, kept.end_s or clip.seconds)}"


def _found(kept: KeptSet, heard: str | None, said: int, proposed: int) -> None:
    """What its check found; `heard` is the verdict where some was struck out, `said` how much was
    said of it, `proposed` how much waits for the owner's word."""
    says = current_words()
    if kept.state == "found":
        _proposed(kept)
    elif kept.state == "failed":
        st.caption(f":material/error: {says.say(f'error-{kept.error}', name=plain(kept.name))}")
    elif kept.report:
        verdict = heard or kept.report.verdict
        st.badge(says.say(f"verdict-{verdict}"), color=_BADGES[verdict])  # type: ignore[arg-type]
        told = [_amount(kept, says), says.say("kept-voices", count=said) if said else ""]
        st.caption(" · ".join(filter(None, told)))
        if proposed:
            st.badge(
                says.say("kept-proposals", count=proposed),
                icon=":material/mark_email_unread:",
                color="blue",
            )


def _proposed(kept: KeptSet) -> None:
    """Which exercise it may be, set by set."""
    says = current_words()
    found = kept.sets_found
    if not found:
        st.markdown(says.say("found-none"))
    for each in found:
        lines = proposed(each, says)
        if len(found) > 1:
            lines[0] = f"{_span(each.start_s, each.end_s)} {lines[0]}"
        st.markdown(lines[0])
        for line in lines[1:]:
            st.caption(line)


def _span(start_s: float, end_s: float) -> str:
    return "–".join(f"{int(s) // 60}:{int(s) % 60:02d}" for s in (start_s, end_s))


def _amount(kept: KeptSet, says: Words) -> str:
    assert kept.report is not None
    if kept.report.hold_s:
        return says.say("kept-seconds", seconds=round(kept.report.hold_s))
    return says.say("kept-reps", reps=kept.report.reps)


def _buttons(kept: KeptSet, key: str) -> None:
    says = current_words()
    done, failed = kept.state == "done", kept.state == "failed"
    if done and st.button(says.say("kept-open"), key=f"open-{kept.id}", type="primary"):
        open_set(kept.id, key)
        st.rerun()
    if failed and kept.clip and st.button(says.say("kept-again"), key=f"again-{kept.id}"):
        with suppress(NoSuchSetError):  # deleted in another window
            server().queue.ask_again(library(), Access(kept.id, me()))
        st.rerun()
    if (done or failed) and kept.clip:
        _other_button(kept, says.say("kept-other-short"), "row")
    if kept.state == "found":
        _settle_buttons(kept, key)
    label = says.say("kept-delete")
    if st.button(label, icon=":material/delete:", key=f"ask-delete-{kept.id}"):
        _asks(_DELETE, kept)


def _settle_buttons(kept: KeptSet, key: str) -> None:
    """One press says that what is proposed is so; another leads to all exercises."""
    says, sets = current_words(), len(kept.proposals or [])
    sure = says.say("found-yes", sets=sets)
    if sets and st.button(sure, key=f"found-{kept.id}", type="primary"):
        _settle(kept, None, key)
    _other_button(kept, says.say("kept-other-short" if sets else "found-choose"), "row")


def _settle(kept: KeptSet, exercise: str | None, key: str) -> None:
    """A found set is of that exercise, or all that was proposed."""
    try:
        sets = library().settle(Access(kept.id, me()), exercise)
        for each in sets:
            server().queue.ask(each, library())
    except Exception as error:
        show_failure(error)
        return
    ids = st.session_state.get("uploaded")
    if ids is not None:
        ids += [each.id for each in sets if each.id not in ids]
    if sets:
        open_set(sets[0].id, key)
    st.rerun()


def _right_button(kept: KeptSet, key: str) -> None:
    """The set looks like another exercise than it was checked as: one press, and it is that."""
    like, says = _looks_like(kept), current_words()
    if like is None:
        return
    label = says.say("found-as", exercise=says.say(f"exercise-{like}"))
    if st.button(label, key=f"as-{kept.id}", type="primary"):
        _check_as(kept, like, st.session_state.get("uploaded", []), key)


def _other_button(kept: KeptSet, label: str, where: str) -> None:
    """The set was of another exercise than it was checked as."""
    if st.button(label, icon=":material/swap_horiz:", key=f"ask-other-{where}-{kept.id}"):
        _asks(_OTHER, kept)


def _asks(what: str, kept: KeptSet) -> None:
    st.session_state.kept_asked = (what, kept.id)
    st.rerun()  # the whole page: a question inside of rows that are drawn anew would go with them


def _answered() -> None:
    st.session_state.pop("kept_asked", None)


def open_set(set_id: str, key: str) -> None:
    """That set is the one that is opened, and comes into view."""
    _answered()  # who presses something else has closed the question, told or not
    st.session_state[key] = set_id
    st.session_state[f"{key}_count"] = st.session_state.get(f"{key}_count", 0) + 1


def _ask_delete(kept: KeptSet, key: str) -> None:
    says = current_words()

    def ask_so() -> None:
        _what(kept)
        st.markdown(says.say("kept-delete-sure"))
        with st.container(horizontal=True):
            if st.button(says.say("kept-delete"), key=f"delete-{kept.id}", type="primary"):
                _answered()
                _delete(kept, key)
            if st.button(says.say("kept-delete-not"), key="delete-not"):
                _answered()
                st.rerun()

    st.dialog(says.say("kept-delete-title"), on_dismiss=_answered)(ask_so)()


def _delete(kept: KeptSet, key: str) -> None:
    try:
        st.session_state.removed = library().delete(Access(kept.id, me()))
        with suppress(Exception):  # the queue cannot be had: a worker sweeps it
            server().queue.forget(kept)
        server().visits.drop_copies(kept)
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


def _ask_other(kept: KeptSet, ids: list[str], key: str) -> None:
    says = current_words()

    def ask_so() -> None:
        _what(kept)
        found = kept.state == "found"
        st.markdown(says.say("found-ask" if found else "kept-other-ask"))
        likely = _likely(kept)
        for exercise in sorted(EXERCISES, key=lambda each: each not in likely):
            if exercise == kept.exercise:
                continue
            label = says.say(f"exercise-{exercise}")
            if st.button(
                label,
                key=f"other-{exercise}",
                type="primary" if exercise in likely else "secondary",
                width="stretch",
            ):
                _answered()
                if found:
                    _settle(kept, exercise, key)
                else:
                    _check_as(kept, exercise, ids, key)

    st.dialog(says.say("kept-other"), on_dismiss=_answered)(ask_so)()


def _likely(kept: KeptSet) -> set[str]:
    """The exercises that a set looks like."""
    likely = {guess.exercise for each in kept.sets_found for guess in each.guesses}
    like = _looks_like(kept)
    return likely | {like} if like else likely


def _looks_like(kept: KeptSet) -> str | None:
    like = kept.report.content.get("looks_like") if kept.report else None
    return like if like in EXERCISES else None


def _check_as(kept: KeptSet, exercise: str, ids: list[str], key: str) -> None:
    """The same clip as a set of another exercise; the old one stays until it is deleted."""
    try:
        other = library().again_as(Access(kept.id, me()), exercise)
        server().queue.ask(other, library())
    except Exception as error:
        show_failure(error)
        return
    if other.id not in ids:
        ids.insert(0, other.id)
    open_set(other.id, key)
    st.rerun()
