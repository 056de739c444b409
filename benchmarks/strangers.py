"""Does anybody come in who should not? Every address that the server has is asked for, by everybody
who might ask, of a real Koshi in both of its ways: on one's own machine with its key, and as a
server where people sign in.

    python -m benchmarks.strangers [--requests 2000] [--seed 1]

Prints for both ways and each kind of comer how often they asked, how often they were let in (to
what is the owner's alone, or to anything where there is nothing for them), and how often they were
answered as they should be; then each answer that was not. The owner asks too: had they seen
nothing, it would say nothing that the others saw nothing. A request is one of HTTP, a web socket,
or a page with all that it shows (`benchmarks.visit`).

The addresses are those of the app's own routes (`addresses`) and of its navigation; a route without
a rule in `RULES` ends the run, a page without one has to be closed. Names of 192 bits are
guessed, others put in their place, and those of the owner's page given to everybody: they are good
in its browser alone (docs/ASVS.md, 14.2.1).
"""

import argparse
import hashlib
import io
import json
import logging
import random
import re
import secrets
import subprocess
import sys
import tempfile
import zipfile
from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.client import HTTPConnection, HTTPMessage
from pathlib import Path

import httpx
import sqlalchemy as sa
from oidc_provider_mock import User, run_server_in_thread
from websockets.exceptions import ConnectionClosed, InvalidStatus

from benchmarks.chromium import ROOT, free_port, served
from benchmarks.visit import STREAM, Visit, opened
from clips.access import Access
from clips.check import check
from clips.key import own_key
from clips.library import Library
from clips.models import KeptSet, Person, Share
from clips.people import add, call
from clips.result import ANNOTATED, BLURRED, VIEW, Shown, prepare
from clips.sharing import comment, comments, open_share, opinions, revoke, share, shares
from clips.sign_ins import end, sign_ins
from coach.words import words
from pages.door import CHOSEN, from_here
from pages.key import key_cookie
from pages.link import cookie_of
from pages.media import SEEN
from pages.patches import LOGOUT
from pose.video import probe

WAYS = ("own machine", "server")
PEOPLE = ("alice", "bob")
UNINVITED = "carol"  # whom the provider knows as well, and this Koshi does not
# What the owner calls their sets, and what is said of them: of the shared one and of the other.
# No sign of Markdown is in them, which pages write otherwise.
MORNING, NIGHT, SAID, UNSAID = "MyMorning", "MyNight", "SaidOfOne", "SaidOfTheOther"
OTHERS = "SomebodyElses"  # what the other person calls theirs
KNOWN = (MORNING, NIGHT, SAID, UNSAID, OTHERS)
TRIED = {"GET", "POST", "DELETE"}  # at each route, beside the methods that it has
_NONE = frozenset({400, 404, 405})
# The code of the pages: the same for all, and nothing of anybody in it.
_CODE = _NONE | {200, 204, 301, 307, 308}
_SIGN_IN = _NONE | {302, 303, 307}
_METRICS = "/koshi/metrics"
# What each address answers to whoever has got as far as to it and has nothing to look for there.
RULES = {
    "/koshi/board/{token}": frozenset({4404}),
    "/koshi/desk/{token}": frozenset({4404}),
    "/koshi/upload/{ticket}": _NONE | {204, 401},
    "/koshi/upload/{ticket}/{file}": _NONE | {401},
    "/koshi/here": _NONE | {200},
    "/koshi/link": _NONE | {200, 403},  # a page that is the same for all; what it is told opens
    "/koshi/media/{grant}/{name}": _NONE,
    "/koshi/own/{token}": _NONE,
    "/healthz": _NONE | {200},
    "/readyz": _NONE | {200, 503},
    _METRICS: _NONE,
    "/_stcore/health": _NONE | {200, 204},
    "/_stcore/metrics": _NONE,
    "/_stcore/host-config": _CODE,
    "/media/{file_id:path}": _NONE | {204},
    "/_stcore/upload_file/{session_id}/{file_id}": _NONE,
    "/component/{path:path}": _CODE,
    "/_stcore/bidi-components/{path:path}": _CODE,
    STREAM: frozenset({101}),  # what comes through it: `Asking.page`
    "/auth/login": _SIGN_IN,
    "/auth/logout": _SIGN_IN,
    "/oauth2callback": _SIGN_IN,
    "/_stcore/agent/interact": _NONE,
    "/_stcore/agent/openapi.json": _NONE,
    "/_stcore/agent/mcp": _NONE,
    "/app/static/{path:path}": _CODE,
    "": _CODE,
}
FREE = {"/koshi/here", "/koshi/link", "/healthz", "/readyz", "/_stcore/health"}  # tell of nobody
# Other ways to write an address, for a door that looks at how it is written.
ODD = (
    *("//my-sets", "/./my-sets", "/healthz/../my-sets", "/koshi/here/../../my-sets", "/MY-SETS"),
    *("/healthz/", "/koshi/here/", "/healthz/my-sets", "/healthz%2f..%2fmy-sets", "/%2e%2e/key"),
    *("/koshi/here;/my-sets", "/_stcore/health/../host-config", "/shared/../my-sets", "/shared/"),
    *("/app/static/../../../etc/passwd", "/app/static/..%2f..%2fclips/key.py", "/my-sets?healthz"),
    *("/koshi/media/../own/", "/koshi", "/koshi/", "/static/../server.py", "/koshi/here%00/a"),
)
_ADDRESSES = re.compile(rb"koshi/(?:own|upload)/[\w-]{32}")
_GRANT, _OWN = re.compile(rb"koshi/media/([\w-]{32})"), re.compile(rb"koshi/own/([\w-]{32})")
_JA = words("ja")
_DOOR = ("door-closed", "door-sign-in", "door-again", "door-not-invited")
_CLOSED = [_JA.say(each).encode() for each in _DOOR]
_NO_LINK = _JA.say("shared-none").encode()


@dataclass(frozen=True)
class Address:
    """A route of the app; ``socket``: it is one of a web socket."""

    path: str
    methods: tuple[str, ...] = ()
    socket: bool = False


@dataclass(frozen=True)
class Comer:
    """Somebody who asks: each time with some of these headers and cookies. ``admitted``: the door
    of one's own machine opens for them; ``link``: the token that they have or had;
    ``may_see``: which of the `KNOWN` words."""

    name: str
    brings: list[tuple[dict[str, str], dict[str, str]]]
    admitted: bool = False
    link: str = ""
    may_see: frozenset[str] = frozenset()


@dataclass
class Count:
    """How often somebody asked, was let in, was answered as they should be; and what was not."""

    asked: int = 0
    let_in: int = 0
    right: int = 0
    wrong: list[str] = field(default_factory=list)

    def add(self, what: str, answer: object, right: bool, let_in: bool) -> None:
        """One request more."""
        self.asked += 1
        self.let_in += let_in
        self.right += right and not let_in
        if let_in or not right:
            self.wrong.append(f"{what}: {answer}{', let in' * let_in}")


Ask = Callable[[Comer, Count], None]


def addresses() -> list[Address]:
    """Every route that the server has, ours and Streamlit's.

    Raises
    ------
    LookupError
        There is one without a rule.
    """
    # In a process of its own: the app makes a key, and changes Streamlit.
    script = (
        "import json, server; from starlette.routing import WebSocketRoute;"
        "told = [(r.path, sorted(getattr(r, 'methods', None) or ()), isinstance(r, WebSocketRoute))"
        " for r in server.app._build_starlette_app().routes];"
        "print('routes', json.dumps(told))"
    )
    command = [sys.executable, "-c", script]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    (line,) = (each for each in said.splitlines() if each.startswith("routes "))
    found: dict[str, Address] = {}
    for path, methods, socket in json.loads(line.removeprefix("routes ")):
        before = found[path].methods if path in found else ()
        found[path] = Address(path, (*before, *methods), socket)
    return ruled(found.values())


def ruled(found: Iterable[Address]) -> list[Address]:
    """The same, when there is a rule for each. LookupError: there is none."""
    if unknown := {each.path for each in found} - RULES.keys():
        raise LookupError(f"no rule for {sorted(unknown)}")
    return list(found)


@dataclass(frozen=True)
class Place:
    """A Koshi that runs, in one of the `WAYS`. Its owner keeps two sets; to the first there is a
    link of that ``token``, and one of ``old_token`` that will be taken back. ``cookies`` are those
    by which the owner and the other person are known, ``uninvited`` those of who has signed in and
    is none of those whom this Koshi is for, ``ended`` those of a sign-in of the owner that they
    have ended elsewhere."""

    way: str
    address: str
    library: Library
    sets: list[KeptSet]
    token: str
    old_token: str
    cookies: list[dict[str, str]]
    uninvited: dict[str, str] | None
    ended: dict[str, str] | None

    @property
    def port(self) -> int:
        """Where it is asked."""
        return int(self.address.rsplit(":", 1)[1])

    def by_link(self, token: str) -> dict[str, str]:
        """The cookie of who has come by a link."""
        return {cookie_of(self.link_of(token)): token}

    def link_of(self, token: str) -> str:
        """The id of a link, good or not; of one that there never was its token."""
        digest = hashlib.sha256(token.encode()).hexdigest()
        with self.library.session() as session:
            asked = sa.select(Share.id).where(Share.token_sha256 == digest)
            return session.scalars(asked).one_or_none() or token

    def state(self) -> object:
        """What nobody but its owner may change."""
        ways = [Access.of_owner(each) for each in self.sets]
        people = {each.person_id for each in self.sets}
        sets = [(s.id, s.name, s.state) for each in people for s in self.library.sets(each)]
        links = [(link.id, link.revoked) for way in ways for link in shares(self.library, way)]
        said = [(comments(self.library, way), len(opinions(self.library, way))) for way in ways]
        return sets, links, said


@contextmanager
def placed(way: str, folder: Path, shown: Shown) -> Iterator[Place]:
    """A Koshi in `folder`; the result of its sets is `shown`."""
    told = {
        "KOSHI_DATA": str(folder),
        "KOSHI_FILES_URL": str(folder / "files"),
        "KOSHI_DATABASE_URL": f"sqlite:///{folder / 'koshi.sqlite'}",
        "KOSHI_METRICS": "1",
    }
    library, port = Library(told["KOSHI_DATABASE_URL"], told["KOSHI_FILES_URL"]), free_port()
    uninvited = ended = None
    with ExitStack() as stack:
        stack.callback(library.close)
        if way == "server":
            users = [User(sub=name, claims=claims) for name, claims in _CLAIMS.items()]
            told |= {"KOSHI_PEOPLE": f"{PEOPLE[0]}@example.org", "KOSHI_GROUPS": "studio, others"}
            provider = stack.enter_context(run_server_in_thread(user_claims=users))
            secret = folder / "secrets.toml"
            secret.write_text(_secrets(port, provider.server_port))
            open_to_all = ("--server.address", "0.0.0.0", "--secrets.files", str(secret))
            address = stack.enter_context(served(*open_to_all, port=port, **told))
            cookies = [_signed_in(address, name) for name in PEOPLE]
            uninvited = _signed_in(address, UNINVITED)
            ids = [_known(library, name) for name in PEOPLE]
            ended = _signed_in(address, PEOPLE[0])
            last = max(sign_ins(library, ids[0]), key=lambda each: each.began)
            assert end(library, ids[0], last.id) == 1
        else:
            address = stack.enter_context(served(port=port, **told))
            ids = [library.person(), add(library, PEOPLE[1], "orange")]
            call(library, ids[0], PEOPLE[0], "green")
            name, value = key_cookie(own_key(folder), port)
            cookies = [{name: value, CHOSEN: each} for each in ids]
        named = ((ids[0], MORNING), (ids[0], NIGHT), (ids[1], OTHERS))
        sets = [_kept(library, shown, person, name) for person, name in named]
        first, second = (Access.of_owner(each) for each in sets[:2])
        comment(library, first, "x", {"t": 1.0, "text": SAID})
        comment(library, second, "x", {"t": 1.0, "text": UNSAID})
        now, old = (share(library, first, "trainer") for _ in range(2))
        yield Place(way, address, library, sets, now, old, cookies, uninvited, ended)


# Of the one an address is known, of the other a group; the third says to be the first.
_CLAIMS: dict[str, dict[str, object]] = {
    PEOPLE[0]: {"email": f"{PEOPLE[0]}@example.org", "email_verified": True},
    PEOPLE[1]: {"email": f"{PEOPLE[1]}@example.org", "groups": ["studio"]},
    UNINVITED: {"email": f"{PEOPLE[0]}@example.org", "email_verified": False, "groups": ["studi"]},
}


def _kept(library: Library, shown: Shown, person: str, name: str) -> KeptSet:
    path = shown.checked.path
    assert path is not None
    clip = library.add_clip(path, path.suffix, probe(path))
    row = KeptSet(person_id=person, clip_sha256=clip.sha256, exercise="hip_lift", name=name,
                  source="upload", language="ja", state="checking")  # fmt: skip
    library.finish(library.add(row), shown)
    return library.get(Access(row.id, person))


def _secrets(port: int, provider: int) -> str:
    return (
        "[auth]\n"
        f'redirect_uri = "http://localhost:{port}/oauth2callback"\n'
        'cookie_secret = "a secret of this run alone, long enough"\n'
        'client_id = "koshi"\n'
        'client_secret = "whatever"\n'
        f'server_metadata_url = "http://localhost:{provider}/.well-known/openid-configuration"\n'
    )


def _signed_in(address: str, name: str) -> dict[str, str]:
    """The cookies of who has signed in there, by the provider, as a browser does."""
    with Visit(address) as door:
        door.open("")
        door.press(_JA.say("door-button"))
        (asked,) = (each.auth_redirect.url for each in door.shown if each.HasField("auth_redirect"))
    with httpx.Client(base_url=address, follow_redirects=True) as browser:
        at_provider = browser.get(asked)
        browser.post(at_provider.url, data={"sub": name})
        browser.get("/_stcore/health")  # gives a cookie that Streamlit wants beside
        cookies = {each.name: each.value or "" for each in browser.cookies.jar}
    with Visit(address, cookies) as page:  # from now on Koshi knows them
        page.open("my-sets")
    return cookies


def _known(library: Library, name: str) -> str:
    with library.session() as session:
        asked = sa.select(Person.id).where(Person.subject.like(f"oidc:% {name}"))
        return session.scalars(asked).one()


class Asking:
    """Asks a place for everything, as one comer after the other."""

    def __init__(self, place: Place, every: list[Address], seed: int):
        self.place, self.every, self.chance = place, every, random.Random(seed)
        with Visit(place.address, place.cookies[0]) as page:
            page.open("")
            (told,) = (each.navigation for each in page.shown if each.HasField("navigation"))
            raw = page.open("my-sets") + page.open("check-clip")
            # What they stand for lasts as long as the process, not as the page.
            self.of_owner = [f"/{each.decode()}" for each in {*_ADDRESSES.findall(raw)}]
            assert len(self.of_owner) == 2, self.of_owner
            self.of_owner = [
                f"{each}/{'0' * 16}" if "upload" in each else each for each in self.of_owner
            ]
        self.pages = [each.url_pathname for each in told.app_pages]

    def run(self, requests: int | None = None) -> dict[str, Count]:
        """Have each comer ask so often, or for everything once; what came of it, by their names."""
        place, counts = self.place, dict[str, Count]()
        with ExitStack() as stack:
            # Two have opened their link; one of them is taken back, and its page stays open.
            pages, grants = {}, {}
            for token in (place.token, place.old_token):
                page = stack.enter_context(Visit(place.address, place.by_link(token)))
                shown = page.open("shared", f"l={place.link_of(token)}")
                grants[token] = _GRANT.findall(shown)[0].decode()
                pages[token] = page
            old = open_share(place.library, place.old_token).id
            revoke(place.library, Access.of_owner(place.sets[0]), old)
            before = place.state()
            for comer in self.comers():
                asks = self.asks(comer)
                if comer.link:
                    good = comer.link == place.token
                    asks += self.of_link(grants[comer.link], pages[comer.link], good)
                self.chance.shuffle(asks)
                count = counts[comer.name] = Count()
                for n in range(requests or len(asks)):
                    asks[n % len(asks)](comer, count)
            if place.state() != before:
                counts["all of them"] = Count(wrong=["what is kept was changed"])
        return counts

    def comers(self) -> list[Comer]:
        """Everybody who might ask; the last is the owner."""
        place, port = self.place, self.place.port
        here, (mine, theirs) = {"Host": f"localhost:{port}"}, place.cookies
        away = [
            {**here, "X-Forwarded-For": "10.0.0.2"},
            {**here, "Forwarded": "for=10.0.0.2"},
            {"Host": "koshi.example.org"},
            {"Host": f"localhost.example.org:{port}"},
        ]
        name, value = key_cookie(secrets.token_urlsafe(32), port)
        forged = json.dumps({"sub": PEOPLE[0], "is_logged_in": True, "provider": "default"})
        packed = b64encode(forged.encode()).decode()
        tried = [
            {},
            {name: value},
            {name: "", CHOSEN: place.sets[0].person_id},
            place.by_link("guess"),
            {f"koshi-shared-{place.link_of(place.token)}": "guess"},
            {"_streamlit_user": packed},
            {"_streamlit_user": f"2|1:0|10:1700000000|15:_streamlit_user|{packed}|0"},
        ]
        strange = [{**here, "Origin": each} for each in (f"http://localhost:{port + 1}", "null")]
        now, taken = place.by_link(place.token), place.by_link(place.old_token)
        ways, owners = [here, *away], frozenset(KNOWN) - {OTHERS}
        gone = {"signed in, not invited": place.uninvited, "whose sign-in was ended": place.ended}
        return [
            *(Comer(name, [(here, each)]) for name, each in gone.items() if each),
            Comer("stranger", [(each, {}) for each in away]),
            Comer("other user of the machine", [(here, each) for each in tried]),
            Comer("page of another port", [(each, mine) for each in strange]),
            Comer(
                "link holder",
                [(each, now) for each in ways],
                True,
                place.token,
                frozenset({SAID}),
            ),
            Comer("former link holder", [(each, taken) for each in ways], link=place.old_token),
            Comer("other person", [(here, theirs)], True, may_see=frozenset({OTHERS})),
            Comer("the owner", [(here, mine)], True, may_see=owners),
        ]

    def asks(self, comer: Comer) -> list[Ask]:
        """What anybody may ask, and of who is known here what is theirs."""
        asks: list[Ask] = [partial(self.odd, path) for path in ODD]
        asks += [partial(self.page, path) for path in self.pages]
        known = any(each in self.place.cookies for _, each in comer.brings)
        known = known and "Origin" not in comer.brings[0][0]
        for each in self.every:
            if each.socket:
                asks.append(partial(self.socket, each))
            elif each.path != LOGOUT or not known:  # they would be out
                asks += [
                    partial(self.route, each, method) for method in sorted({*each.methods, *TRIED})
                ]
        if known:
            asks += [self.own_sets, self.own_data]
        elif self.place.cookies[0] not in (each for _, each in comer.brings):
            asks += [partial(self.seen, path) for path in self.of_owner]
        return asks

    def seen(self, path: str, comer: Comer, count: Count) -> None:
        """An address of the owner's page, which somebody has come to see."""
        brought = self.chance.choice(comer.brings)
        expected = _NONE | {401} if self._passes(comer) else frozenset({403})
        self._http("GET" if "/own/" in path else "HEAD", path, expected, comer, brought, count)

    def route(self, address: Address, method: str, comer: Comer, count: Count) -> None:
        """One request at a route, with something in the place of the names in it."""
        path, brought = self._filled(address.path) or "/my-sets", self.chance.choice(comer.brings)
        expected = self._expected(address, comer, brought[0])
        if address.path == LOGOUT and "Origin" in brought[0]:
            expected |= {403}
        if method not in address.methods and self._passes(comer):
            expected |= _CODE  # whatever is no address of its own is the pages'
        self._http(method, path, expected, comer, brought, count)

    def odd(self, path: str, comer: Comer, count: Count) -> None:
        """An address that is written in another way."""
        brought = self.chance.choice(comer.brings)
        expected = self._expected(Address(""), comer, brought[0])
        self._http("GET", path, expected, comer, brought, count)

    def socket(self, address: Address, comer: Comer, count: Count) -> None:
        """A web socket, and whether it is shut at once."""
        (headers, cookies), path = self.chance.choice(comer.brings), self._filled(address.path)
        expected = self._expected(address, comer, headers)
        if "Origin" in headers:
            expected = frozenset({403})
        told, origin = _asked(headers, cookies)
        try:
            with opened(self.place.address, path, told, origin) as socket:
                answer = 101
                if address.path != STREAM:  # which waits to be asked
                    socket.recv(timeout=10)
        except InvalidStatus as refused:
            answer = refused.response.status_code
        except ConnectionClosed as closed:
            answer = closed.rcvd.code if closed.rcvd else 0
        right = answer in expected
        count.add(f"socket {address.path}", answer, right, answer == 101 and not right)

    def page(self, path: str, comer: Comer, count: Count) -> None:
        """A page, as a browser has it."""
        token = comer.link or "guess"
        brought = self.chance.choice(comer.brings)
        query = f"set={self.place.sets[0].id}"
        if path == "shared":
            query = f"l={self.place.link_of(token)}"
        raw = self._visit(path, query, brought)
        what = f"page /{path}"
        if raw is None:
            shut = "Origin" in brought[0] or not self._passes(comer)
            count.add(what, "refused", shut, False)
            return
        if path == "shared":
            right = SAID.encode() in raw if SAID in comer.may_see and comer.link else False
            right = right or (_NO_LINK in raw and SAID not in comer.may_see) or not comer.link
            count.add(what, "shown", right, self._sees_more(raw, comer))
            return
        closed = any(each in raw for each in _CLOSED)
        known = comer.admitted and not comer.link
        right, more = closed != known, self._sees_more(raw, comer)
        count.add(what, "closed" if closed else "shown", right, more or not (closed or known))

    def own_sets(self, comer: Comer, count: Count) -> None:
        """My sets of who is known here."""
        raw = self._visit("my-sets", "", comer.brings[0]) or b""
        theirs = {each for each in (MORNING, NIGHT, OTHERS) if each in comer.may_see}
        right = all(each.encode() in raw for each in theirs)
        count.add("my sets", "shown" if right else "not shown", right, self._sees_more(raw, comer))

    def own_data(self, comer: Comer, count: Count) -> None:
        """All that is kept of them, as a file."""
        brought = comer.brings[0]
        found = _OWN.findall(self._visit("my-sets", "", brought) or b"")
        status, _, body = self._asked("GET", f"/koshi/own/{found[0].decode()}", brought)
        with zipfile.ZipFile(io.BytesIO(body)) as file:
            told = b"".join(name.encode() + file.read(name) for name in file.namelist())
        right = status == 200 and all(each.encode() in told for each in comer.may_see)
        count.add("own data", status, right, self._sees_more(told, comer))

    def of_link(self, grant: str, page: Visit, good: bool) -> list[Ask]:
        """What a link gives, and gives no longer when it was taken back."""

        def clip(name: str, comer: Comer, count: Count) -> None:
            brought = self.chance.choice(comer.brings)
            given = good and name in (VIEW, SEEN)
            shut = _NONE if self._passes(comer) else frozenset({403})
            expected = frozenset({200}) if given else shut
            self._http("GET", f"/koshi/media/{grant}/{name}", expected, comer, brought, count)

        def look(comer: Comer, count: Count) -> None:
            raw = page.open("shared", f"l={self.place.link_of(comer.link)}")
            right = (SAID.encode() in raw) == good == (_NO_LINK not in raw)
            count.add("the page that was open", right, right, self._sees_more(raw, comer))

        names = (VIEW, SEEN, ANNOTATED, BLURRED, "report.json", "../view.mp4", "..%2f..%2fkey")
        return [look, *(partial(clip, name) for name in names)]

    def _passes(self, comer: Comer) -> bool:
        """Whether they get as far as to the pages; on a server everybody does, to its door."""
        return comer.admitted or self.place.way == "server"

    def _expected(self, address: Address, comer: Comer, headers: dict[str, str]) -> frozenset[int]:
        if address.path not in FREE and not self._passes(comer):
            return frozenset({403})
        by_link = bool(comer.link) and self.place.way != "server"
        if address.path == _METRICS and from_here(headers) and not by_link:
            return RULES[address.path] | {200}  # numbers, for this machine alone
        return RULES[address.path]

    def _filled(self, path: str) -> str:
        """A route with something in it that somebody might try."""
        kept = self.place.sets[0]
        tries = {
            "name": [VIEW, SEEN, ANNOTATED, "report.json", "..%2fkey"],
            "file": ["0123456789abcdef", kept.clip_sha256 or "", "..%2fkey"],
            "path": ["../key", "..%2f..%2fclips/key.py", "streamlit_webrtc/x.js", "koshi.sqlite"],
        }
        guess = secrets.token_urlsafe(24)
        others = [guess, "guess", kept.id, kept.person_id, self.place.token, self.place.old_token]
        return re.sub(
            r"{(\w+)(:path)?}",
            lambda found: self.chance.choice(tries.get(found[1], others)),
            path,
        )

    def _sees_more(self, raw: bytes, comer: Comer) -> bool:
        return any(each.encode() in raw for each in KNOWN if each not in comer.may_see)

    def _visit(
        self, path: str, query: str, brought: tuple[dict[str, str], dict[str, str]]
    ) -> bytes | None:
        """What a page shows; None: its socket is not opened."""
        told, origin = _asked(brought[0], {})
        try:
            with Visit(self.place.address, brought[1], "ja", origin, told) as page:
                return page.open(path, query)
        except InvalidStatus:
            return None

    def _http(
        self,
        method: str,
        path: str,
        expected: frozenset[int],
        comer: Comer,
        brought: tuple[dict[str, str], dict[str, str]],
        count: Count,
    ) -> None:
        status, headers, body = self._asked(method, path, brought)
        # What is answered to a page of another origin, that page must not be able to read: of the
        # static code, which is open to all, OPTIONS answers so, but with nothing in it.
        origin, shut = brought[0].get("Origin"), headers["Cross-Origin-Resource-Policy"]
        shared = headers.get("Access-Control-Allow-Origin") in ("*", origin)
        readable = bool(origin and body) and status < 400 and (shared or shut != "same-origin")
        more = self._sees_more(body, comer) or readable or (status == 200 and 200 not in expected)
        count.add(f"{method} {path}", status, status in expected, more)

    def _asked(
        self, method: str, path: str, brought: tuple[dict[str, str], dict[str, str]]
    ) -> tuple[int, HTTPMessage, bytes]:
        """The answer to an address exactly as it is written."""
        headers, _ = _asked(*brought)
        if "Origin" in brought[0]:
            headers["Origin"] = brought[0]["Origin"]
        asks = HTTPConnection("localhost", self.place.port, timeout=30)
        try:
            asks.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
            body = b"0123456789" if method in ("POST", "PUT", "PATCH") else b""
            sent = {"Upload-Offset": "0", "Content-Length": str(len(body))} if body else {}
            for each in (headers | sent).items():
                asks.putheader(*each)
            asks.endheaders(body or None)
            answer = asks.getresponse()
            return answer.status, answer.headers, answer.read()
        finally:
            asks.close()


def _asked(headers: dict[str, str], cookies: dict[str, str]) -> tuple[dict[str, str], str | None]:
    """Headers as they are sent, and the origin, which is not among them."""
    told = {name: value for name, value in headers.items() if name != "Origin"}
    if cookies:
        told["Cookie"] = "; ".join(f"{name}={value}" for name, value in cookies.items())
    return told, headers.get("Origin")


def a_result(folder: Path) -> Shown:
    """A set that was checked."""
    checked = check(ROOT / "samples/hip_lift_ok.mp4", "hip_lift")
    clips = folder / "annotated.mp4", folder / "view.mp4"
    return prepare(checked, MORNING, _JA, clips[0], view=clips[1])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--requests", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    logging.getLogger("werkzeug").setLevel(logging.ERROR)  # the provider's
    wrong: list[str] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        every, shown = addresses(), a_result(folder)
        print(f"{len(every)} routes; seed {options.seed}")
        print("| way | who | asked | let in | answered as they should be |\n|---|---|---|---|---|")
        for way in WAYS:
            (folder / way).mkdir()
            with placed(way, folder / way, shown) as place:
                asking = Asking(place, every, options.seed)
                each = -(-options.requests // (len(WAYS) * (len(asking.comers()) - 1)))
                for who, count in asking.run(each).items():
                    print(f"| {way} | {who} | {count.asked} | {count.let_in} | {count.right} |")
                    wrong += [f"{way}, {who}: {each}" for each in count.wrong]
    print(*wrong, sep="\n", end="\n" * bool(wrong))
    return bool(wrong)


if __name__ == "__main__":
    raise SystemExit(main())
