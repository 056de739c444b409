"""Who of a machine it is: the chooser beside the switch of languages, and where somebody is added.
Who is alone sees nothing of it, and on a server there is none: people sign in there."""

from typing import get_args

import streamlit as st

from clips.models import Colour, Person
from clips.people import LONGEST, add, call, people
from coach.words import Words
from pages.door import CHOSEN, at_home, leave, me, sign_out, signs_in, who
from pages.frame import plain
from pages.own import tell_erased
from pages.server import library

_REMEMBERED_S = 400 * 24 * 3600  # as long as browsers keep a cookie at most


def chooser(says: Words) -> None:
    """The way out, for whoever has signed in; who it is, where several share a machine."""
    if signs_in():
        if st.user.is_logged_in:
            st.button(
                says.say("door-out"),
                type="tertiary",
                icon=":material/logout:",
                help=st.user.get("email") or st.user.get("name"),  # type: ignore[arg-type]
                on_click=sign_out,
            )
        return
    here = _here()
    now = next((each for each in here if each.id == who()), None) if here else None
    if now is None:
        return
    # The browser begins with the same one the next time.
    cookie = f"{CHOSEN}={now.id}; path=/; max-age={_REMEMBERED_S}; SameSite=Strict"
    script = f"<script>document.cookie = '{cookie}'</script>"
    st.html(script, unsafe_allow_javascript=True, width="content")
    with st.popover(_called(now), type="tertiary", key="person", help=says.say("people-change")):
        st.markdown(says.say("people-lost" if _unkept() else "people-ask"))
        _choice([each for each in here if each is not now])


def known(says: Words) -> bool:
    """Whether it is known who this is; if not, it is asked on the page."""
    here = [] if signs_in() else _here()
    if not here or who():
        return True
    tell_erased(says)
    st.title(says.say("people-ask"), anchor=False)
    with st.container(key="people"):
        _choice(here)
    return False


def _here() -> list[Person]:
    """Those who share this machine, none where there is one. Without the library nobody is known:
    the pages that need it say why."""
    try:
        here = people(library()) if at_home() else []
    except Exception:
        return []
    return here if len(here) > 1 else []


def _choice(here: list[Person]) -> None:
    for each in here:
        st.button(_called(each), key=f"person-{each.id}", on_click=_choose, args=(each.id,))


def _choose(person: str) -> None:
    leave()
    st.session_state.chosen = person


def _unkept() -> bool:
    state = st.session_state
    return bool(state.get("live_results")) and not state.get("live_kept")


def _called(person: Person) -> str:
    return f":{person.colour}[●] {plain(person.name)}"


def sharing_a_machine(says: Words) -> None:
    """Where somebody else is added, and the own name and colour are changed."""
    if signs_in():
        return
    added = st.session_state.pop("people_added", "")
    if added:
        st.success(says.say("people-added", name=plain(added)), icon=":material/check:")
    person, here = me(), people(library())
    alone = len(here) < 2
    own = next(each for each in here if each.id == person)
    used = [each.colour for each in here]
    free = next((each for each in get_args(Colour) if each not in used), own.colour)
    title = says.say("people-alone" if alone else "people-title")
    with st.expander(title, icon=":material/group:"), st.form("people", border=False):
        st.markdown(says.say("people-how"))
        name, colour = _asked("own", own.name, own.colour, says)
        other, others = _asked("other", "", free, says, len(here))
        if not st.form_submit_button(says.say("people-keep")):
            return
        try:
            call(library(), person, name, colour)
            if other.strip() or alone:
                add(library(), other, others)
                st.session_state.people_added = other
        except ValueError as error:
            st.error(says.say("people-missing" if "missing" in str(error) else "people-taken"))
            return
        st.session_state.chosen = person
        st.rerun()


def _asked(
    which: str, name: str, colour: Colour, says: Words, count: int = 0
) -> tuple[str, Colour]:
    """A name and a colour; the fields are new ones once there are more people."""
    given = st.text_input(
        says.say(f"people-{which}"), name, max_chars=LONGEST, key=f"people-{which}-{count}"
    )
    chosen = st.segmented_control(
        says.say(f"people-{which}-colour"),
        get_args(Colour),
        default=colour,
        format_func=lambda each: f":{each}[●] {says.say(f'colour-{each}')}",
        key=f"people-{which}-colour-{count}",
        required=True,
    )
    return given, chosen or colour
