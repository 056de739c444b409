"""A shared set: what the holder of a link sees, and says."""

import streamlit as st

from clips.access import Access, NoSuchSetError, NoSuchShareError
from clips.models import Share
from clips.sharing import open_share, unlock
from pages.door import at_home, who
from pages.events import note
from pages.frame import current_words
from pages.kept import saw_once
from pages.link import token_of
from pages.reviewing import review
from pages.server import library

# Who holds a link has nothing to look for on the other pages.
_ALONE = (
    "<style>[data-testid=stTopNavLinkContainer], [data-testid=stSidebar],"
    " [data-testid=stExpandSidebarButton] { display: none; }</style>"
)


def enter(found: Share) -> bool:
    """Ask for the passphrase where there is one; True when this visit may look."""
    entered = st.session_state.setdefault("entered", set())
    if found.passphrase is None or found.id in entered:
        return True
    with st.form("enter", border=False):
        given = st.text_input(says.say("shared-passphrase"), type="password")
        pressed = st.form_submit_button(says.say("shared-open"))
    if pressed:
        answer = unlock(library(), found, given, st.context.ip_address or "")
        if answer == "open":
            entered.add(found.id)
            st.rerun()
        note("too_many_tries" if answer == "wait" else "wrong_passphrase")
        said = says.say("shared-wait") if answer == "wait" else says.say("shared-wrong")
        st.error(said, icon=":material/lock:")
    return False


def look(found: Share) -> None:
    """The set, and who looks: a name to sign comments with."""
    access = Access.by_link(found)
    st.caption(says.say("shared-intro"))
    who = ""
    if access.may_comment:
        who = st.text_input(says.say("shared-who"), value=access.name, max_chars=100)
    if not is_owner(found):
        saw_once(access)
    review(library().get(access), access, who)


def is_owner(found: Share) -> bool:
    """Whether the set is that of who looks: then nobody else has seen it."""
    return at_home() and who() == found.kept.person_id


says = current_words()
st.html(_ALONE)
st.title(says.say("page-shared"), anchor=False)
wanted = st.query_params.get("l", "")
token = token_of(wanted, st.context.cookies)
try:
    share = open_share(library(), token)
    if enter(share):
        look(share)
except (NoSuchShareError, NoSuchSetError):
    unknown = bool(wanted) and not token
    if token:
        note("no_link")
    st.info(says.say("shared-again" if unknown else "shared-none"), icon=":material/link_off:")
