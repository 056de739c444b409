"""Who may come in, and who that is: on one's own machine whoever has its key (`pages.key`), on a
server whoever signs in (OIDC). Several who share a machine say which of them it is
(`pages.people`)."""

import ipaddress
import os
from collections.abc import Mapping

import streamlit as st

from clips.people import people
from coach.words import Words
from pages.events import Event, note
from pages.patches import USER
from pages.server import library
from pages.tokens import mark

# Headers that tell of a proxy, which may have put our own address in place of the true one.
_PASSED_ON = (
    *("X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "Forwarded", "Via"),
    *("X-Real-IP", "X-Client-IP", "True-Client-IP", "CF-Connecting-IP"),
)
BY_LINK = "Koshi-By-Link"  # the mark of who was let in for a shared link alone (`pages.key`)
OVER = "Koshi-Sign-In-Over"  # of who brings a sign-in that holds no longer (`pages.sign_ins`)
CHOSEN = "koshi-person"  # the cookie by which a browser knows who of a machine was chosen last


def signs_in() -> bool:
    """Whether a sign-in is set up: Streamlit's ``[auth]`` in ``.streamlit/secrets.toml``."""
    try:
        return "auth" in st.secrets
    except FileNotFoundError:
        return False


def refuse_strangers() -> None:
    """Without a sign-in, do not start where others can reach us: SystemExit says why."""
    address = st.get_option("server.address")
    if not own_address(address or "0.0.0.0") and not signs_in():
        raise SystemExit(
            f"Koshi: server.address is {address or 'not set'}, which other machines can reach, and "
            "no sign-in is set up: anybody could see the kept sets. Set up [auth] in "
            '.streamlit/secrets.toml (README, "For a server"), or use localhost.\n'
            "Koshi: ほかの機械から見える場所では、サインインの設定なしには動きません。"
        )


def may_enter(says: Words) -> bool:
    """Whether this visit may see more than shared sets; if not, what to do is on the page."""
    if signs_in():
        if at_home():
            return True
        st.title(says.say("app-name"), anchor=False)
        if st.user.is_logged_in and not invited(st.user.to_dict()):
            _note_once("not_invited")
            st.info(says.say("door-not-invited"), icon=":material/lock:")
            return False
        over = bool(st.context.headers.get(OVER))
        if over:
            _note_once("sign_in_old")
        st.markdown(says.say("door-again" if over else "door-sign-in"))
        st.button(says.say("door-button"), type="primary", on_click=st.login)
        return False
    if at_home():
        return True
    st.title(says.say("app-name"), anchor=False)
    st.info(says.say("door-closed"), icon=":material/lock:")  # through a tunnel or a proxy
    return False


def at_home() -> bool:
    """Whether this visit has a library of its own: of who has signed in and may, or, where nobody
    signs in, of whoever sits at this machine."""
    if signs_in():
        return bool(st.user.is_logged_in) and invited(st.user.to_dict())
    return from_here(st.context.headers)


def invited(claims: Mapping[str, object]) -> bool:
    """Whether who has signed in, of whom the provider `claims` this, may use this Koshi: all whom
    the provider knows, unless ``KOSHI_PEOPLE`` or ``KOSHI_GROUPS`` say who. With both, one of them
    is enough; of several names, one comma is between two.

    A person is named by an e-mail address, by all of a domain (``@example.org``), or by the
    provider's number (``sub``). An address counts when the provider has seen that it is theirs:
    elsewhere anybody may write down anybody's.
    """
    people, groups = _listed("KOSHI_PEOPLE"), _listed("KOSHI_GROUPS")
    if people is None and groups is None:
        return True
    number = str(claims.get("sub", ""))
    ours = set() if "@" in number else {number}  # a number that looks like an address is none
    if claims.get("email_verified") is True:
        address = str(claims.get("email", "")).lower()
        ours |= {address, f"@{address.rpartition('@')[2]}"}
    theirs: set[str] = set()
    for name in ("groups", "roles"):
        told = claims.get(name)
        several = told if isinstance(told, list) else [told]
        theirs |= {each for each in several if isinstance(each, str)}
    return bool(ours & {*(people or ())} or theirs & {*(groups or ())})


def _note_once(event: Event) -> None:
    """Of each visit: a page is drawn again and again."""
    if st.session_state.get("noted") != event:
        st.session_state.noted = event
        note(event)


def _listed(setting: str) -> list[str] | None:
    """Names of a setting, addresses in small letters; None: it says nothing."""
    given = os.environ.get(setting, "").strip()
    names = [each.strip() for each in given.split(",")]
    return [each.lower() if "@" in each else each for each in names if each] if given else None


def from_here(headers: Mapping[str, str]) -> bool:
    """Whether what was asked came straight from this machine, as its headers tell, and not by a
    shared link."""
    host = (headers.get("Host") or "").rsplit(":", 1)[0].strip("[]")
    return own_address(host) and not any(headers.get(name) for name in (*_PASSED_ON, BY_LINK))


def me() -> str:
    """Whose sets these are.

    Raises
    ------
    LookupError
        Several share this machine, and which of them it is has not been said.
    """
    person = who()
    if person is None:
        raise LookupError("nobody was chosen")
    return person


def who() -> str | None:
    """The person who has signed in, or who of this machine was chosen, which need not be asked
    where there is one; None when it is not known."""
    if not getattr(st.user, "is_logged_in", False):
        return _of_this_machine()
    subject, formerly = subjects(st.user.to_dict())
    if st.session_state.get("me", (0, None))[0] != subject:
        st.session_state.me = (subject, library().person(subject, formerly))
        note("signed_in")
    return st.session_state.me[1]


def subjects(claims: Mapping[str, object]) -> tuple[str, str]:
    """What who has signed in is called in the library, and was called by first versions: a number
    is somebody only together with who gave it, and they kept it alone."""
    return f"oidc:{claims['iss']} {claims['sub']}", f"oidc:{claims['sub']}"


def _of_this_machine() -> str | None:
    """Asked anew each time: somebody may have been erased in another window."""
    ids = [each.id for each in people(library())] or [library().person()]
    if len(ids) == 1:
        return ids[0]
    chosen = st.session_state.get("chosen") or st.context.cookies.get(CHOSEN)
    return chosen if chosen in ids else None


def sign_out() -> None:
    """Whoever has signed in is nobody here any more."""
    note("signed_out")
    st.logout()


def leave() -> None:
    """Nothing of who was here is left in this visit; what was not kept is gone."""
    state = st.session_state
    if running := state.get("live"):
        running.live.end()
    for name in [name for name in state if name != "language"]:
        del state[name]
    st.query_params.pop("set", None)


def known_by() -> str:
    """By which cookie this visit's browser is known to be of who it is (a `mark`): of the sign-in,
    or where nobody signs in of the machine's key. Empty where it brings none."""
    return marked(USER if signs_in() else f"koshi-key-{st.get_option('server.port')}")


def marked(*names: str) -> str:
    """The `mark` of the first of these cookies that this visit's browser has; empty: none."""
    cookies = st.context.cookies
    return next((mark(name, cookies[name]) for name in names if name in cookies), "")


def own_address(host: str) -> bool:
    """Whether that is one by which a machine calls itself."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
