"""A set looked at by somebody else: one file to send and the answers that come back in one, or a
link: make one, see who looked, take it back."""

from pathlib import Path

import streamlit as st

from clips.access import Access
from clips.acts import acts
from clips.answers import MAX_CHARACTERS, keep_answers
from clips.blur import hide_face
from clips.export import as_html
from clips.models import Act, KeptSet, LinkRole, Share, Shows, now
from clips.passphrases import made_up, too_plain
from clips.proposals import in_force, take_back
from clips.segments import so_far
from clips.sharing import advice, comments, opinions, revoke, share, shares
from coach.words import Words
from pages.door import me, signs_in
from pages.frame import current_words, local, plain, show_failure
from pages.link import address_of
from pages.server import copies, library
from pose.video import ClipError

_HERE = Path(__file__).parent
_reader = st.components.v2.component(
    "koshi_answers",
    html=(_HERE / "answers.html").read_text(encoding="utf-8"),
    css=(_HERE / "uploads.css").read_text(encoding="utf-8"),
    js=(_HERE / "answers.js").read_text(encoding="utf-8"),
)


def sharing(kept: KeptSet) -> None:
    """The owner's panel. On a computer at home a link opens nothing elsewhere: the file comes first
    there, and what a link cannot do is said before one is made."""
    says = current_words()
    access = Access(kept.id, me())
    made = shares(library(), access)
    seen = [each for each in made if each.views]
    title = says.say("share-title")
    if seen:
        only = seen[0].name if len(seen) == 1 else ""
        which = says.say("share-one", name=plain(only)) if only else says.say("share-any")
        title = says.say("share-seen", which=which, count=sum(len(each.views) for each in seen))
    told = st.session_state.pop("answers_told", None)
    if told:
        st.success(told, icon=":material/mark_email_read:")
    with st.expander(title, icon=":material/visibility:" if seen else ":material/send:"):
        if signs_in():
            _links(kept, access, made, says)
            with st.expander(says.say("send-file-title"), icon=":material/description:"):
                _file(kept, access, says)
        else:
            st.markdown(f"**{says.say('send-file-title')}**")
            _file(kept, access, says)
            with st.expander(says.say("send-link-here"), icon=":material/link:"):
                st.info(says.say("share-here-only"), icon=":material/home:")
                _links(kept, access, made, says)
    _acts(acts(library(), access), made, says)


def _acts(done: list[Act], made: list[Share], says: Words) -> None:
    """Who looked at the set, changed or shared it, and when."""
    links = {each.id: plain(each.name) or says.say("share-nameless") for each in made}
    with st.expander(says.say("acts-title"), icon=":material/history:"):
        for each in done:
            link = links.get(each.share_id or "")
            who = says.say("acts-link", name=link) if link else says.say("acts-you")
            st.text(f"{local(each.at):%Y-%m-%d %H:%M} · {who} · {says.say(f'did-{each.did}')}")
        if not done:
            st.caption(says.say("acts-none"))


def _file(kept: KeptSet, access: Access, says: Words) -> None:
    """The file to send, and the one that comes back."""
    when = local(kept.created)

    def report() -> str:
        shown = library().result(access, copies())
        told = advice(opinions(library(), access), shown.checked.report.findings)
        said = comments(library(), access)
        return as_html(shown, f"{when:%Y-%m-%d %H:%M}", said, says, told, kept.id)

    st.caption(says.say("send-file-intro"))
    name = f"koshi-{kept.exercise}-{when:%Y-%m-%d-%H%M}.html"
    st.download_button(
        says.say("send-file-save"),
        report,
        name,
        "text/html",
        icon=":material/description:",
        type="primary",
        on_click="ignore",
    )
    st.markdown(f"**{says.say('answers-title')}**")
    st.caption(says.say("answers-intro"))
    words = {"choose": says.say("answers-choose"), "drop": says.say("upload-drop")}
    data = {"most": MAX_CHARACTERS, "words": words}
    come = _reader(key=f"answers-{kept.id}", data=data, on_file_change=lambda: None).file
    if come:
        _read_in(access, str(come["text"]), says)


def _read_in(access: Access, text: str, says: Words) -> None:
    try:
        found = keep_answers(library(), access, text, says)
    except ValueError as error:
        show_failure(error)
        return
    counts = {"opinions": len(found.opinions), "comments": len(found.comments)}
    who = plain(found.who) or says.say("shared-somebody")
    st.session_state.answers_told = says.say("answers-read", who=who, **counts)
    st.rerun()


def _links(kept: KeptSet, access: Access, made: list[Share], says: Words) -> None:
    _make(kept, access, says)
    for each in made:
        _row(access, each, says)


def _make(kept: KeptSet, access: Access, says: Words) -> None:
    st.caption(says.say("share-intro"))
    with st.form(f"share-{kept.id}", border=False):
        name = st.text_input(says.say("share-name"), max_chars=100)
        roles: dict[LinkRole, str] = {
            "comment": says.say("share-comment"),
            "see": says.say("share-see"),
        }
        role = st.radio(says.say("share-role"), roles, format_func=roles.__getitem__)
        what: dict[Shows, str] = {
            "clip": says.say("share-clip"),
            "blurred": says.say("share-blurred"),
            "stills": says.say("share-stills"),
        }
        shows = st.radio(says.say("share-shows"), what, format_func=what.__getitem__)
        days = st.number_input(says.say("share-days"), 1, 365, 14)
        passphrase = st.text_input(says.say("share-passphrase"), type="password")
        made = st.session_state.setdefault("passphrase_made", made_up(says))
        st.caption(says.say("share-passphrase-how", made=made))
        asked = st.form_submit_button(says.say("share-make"), type="primary")
        plain_so = too_plain(passphrase, name) if passphrase else None
        if asked and plain_so:
            st.warning(says.say(f"share-passphrase-{plain_so}"), icon=":material/key:")
        elif asked:
            try:
                if shows == "blurred":
                    _hide_face(access, says)
                token = share(library(), access, name.strip(), role, shows, int(days), passphrase)
                st.session_state.pop("passphrase_made")
                st.session_state.link = (kept.id, f"{_here()}{address_of(token)}")
                st.rerun()
            except (ClipError, LookupError, OSError, ValueError) as error:
                show_failure(error)
    link = st.session_state.get("link")
    if link and link[0] == kept.id:
        st.success(says.say("share-made"), icon=":material/link:")
        st.code(link[1], language=None, wrap_lines=True)


def _hide_face(access: Access, says: Words) -> None:
    bar = st.progress(0.0, text=says.say("share-blurring"))

    def tell(done: float, total: float) -> None:
        bar.progress(so_far(done, total), text=says.say("share-blurring"))

    hide_face(library(), access, copies(), tell)
    bar.empty()


def _row(access: Access, each: Share, says: Words) -> None:
    state = says.say("share-until", day=local(each.until).strftime("%Y-%m-%d"))
    if each.revoked:
        state = says.say("share-revoked")
    elif each.until < now():
        state = says.say("share-over")
    with st.container(horizontal=True, vertical_alignment="center", border=True):
        with st.container():
            st.text(each.name or says.say("share-nameless"))
            st.caption(f"{state} · {says.say('share-views', count=len(each.views))}")
        if not each.revoked and st.button(says.say("share-revoke"), key=f"revoke-{each.id}"):
            if in_force(library(), access, each.id):
                _ask_too(access, each, says)
            else:
                _revoke(access, each)


def _ask_too(access: Access, each: Share, says: Words) -> None:
    """Whether what the owner took from a link is to go with it."""

    def ask_so() -> None:
        st.markdown(says.say("share-revoke-too"))
        if st.button(says.say("share-revoke-both"), key="revoke-both", type="primary"):
            take_back(library(), access, each.id)
            _revoke(access, each)
        if st.button(says.say("share-revoke-link"), key="revoke-link"):
            _revoke(access, each)

    st.dialog(says.say("share-revoke-title"))(ask_so)()


def _revoke(access: Access, each: Share) -> None:
    revoke(library(), access, each.id)
    st.session_state.pop("link", None)
    st.rerun()


def _here() -> str:
    """Address of this Koshi as the browser has it."""
    return st.context.url.rsplit("/", 1)[0] if st.context.url else ""
