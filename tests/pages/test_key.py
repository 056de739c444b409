"""Who is let in on one's own machine: a real server, and who comes without its key, with another
one, with a link."""

import os
import re
import socket
import stat
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

import koshi
from clips.access import Access
from clips.key import own_key
from clips.library import Library
from clips.models import KeptSet
from clips.sharing import revoke, share, shares
from coach.words import words
from pages.key import key_cookie
from pages.link import address_of

ROOT = Path(__file__).parents[2]
CLOSED = [words(language).say("door-key-how") for language in ("ja", "en")]


class Running:
    """A Koshi in local mode, and its machine's key."""

    def __init__(self, folder: Path):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.address, self.log, self.data = koshi.address(self.port), folder / "log", folder / "d"
        own = os.environ | {"KOSHI_DATA": str(self.data), "KOSHI_METRICS": "1"}
        command = [sys.executable, "-m", "pages", "--server.port", str(self.port)]
        with self.log.open("w") as log:
            self.process = subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=log, env=own)
        end = time.monotonic() + 60
        while not koshi.is_koshi(self.port):
            assert time.monotonic() < end, self.log.read_text()[-2000:]
            time.sleep(0.1)

    def get(self, path: str, cookies: tuple[str, str] | None = None, **headers) -> httpx.Response:
        if cookies:
            headers["Cookie"] = "=".join(cookies)
        return httpx.get(self.address + path, headers=headers)

    def socket(self, path: str, **headers) -> int:
        """The status of the answer to who would open a socket, as one of our pages does."""
        asked = {"origin": self.address, "additional_headers": headers}
        try:
            with connect(self.address.replace("http", "ws") + path, **asked):
                return 101
        except InvalidStatus as refused:
            return refused.response.status_code

    @property
    def cookie(self) -> tuple[str, str]:
        return key_cookie(own_key(self.data), self.port)


@pytest.fixture(scope="module")
def here(tmp_path_factory):
    running = Running(tmp_path_factory.mktemp("here"))
    yield running
    running.process.terminate()
    running.process.wait(20)


def test_who_has_no_key_gets_nothing_but_what_to_do(here):
    for path in ("/", "/my-sets", "/app/static/voices/ja/say-go.mp3", "/media/a.png",
                 "/static/nothing.js", "/_stcore/host-config", "/koshi/media/a/view.mp4",
                 "/koshi/own/a", "/koshi/metrics", "/component/a/index.html"):  # fmt: skip
        answer = here.get(path, Host=f"127.0.0.1:{here.port}")
        assert answer.status_code == 403, path
        assert all(text in answer.text for text in CLOSED), path
        assert answer.headers["cache-control"] == "no-store"
    assert httpx.patch(f"{here.address}/koshi/upload/a/b").status_code == 403


def test_a_process_without_the_key_opens_no_socket(here):
    known = {"Cookie": "=".join(here.cookie)}
    for path in ("/_stcore/stream", "/koshi/board/a", "/koshi/desk/a"):
        assert here.socket(path) == 403, path
        assert here.socket(path, **known) == 101, path


def test_who_was_not_let_in_is_counted(here):
    known = {"Cookie": "=".join(here.cookie)}

    def counted() -> dict[str, int]:
        told = here.get("/koshi/metrics", **known).text
        lines = re.findall(r'^koshi_events_total\{kind="(\w+)"\} (\d+)$', told, re.MULTILINE)
        return {kind: int(n) for kind, n in lines}

    before = counted()
    here.get("/my-sets")
    here.get("/shared?l=guess")
    httpx.post(f"{here.address}/koshi/link", content="guess", headers={"Origin": here.address})
    for page in ("http://localhost:1", "https://example.org"):
        here.get("/my-sets", Origin=page, **known)
    after = counted()
    more = {kind: after[kind] - before.get(kind, 0) for kind in after}
    assert more == {"no_key": 1, "no_link": 2, "foreign_page": 2} | {
        kind: 0 for kind in before if kind not in ("no_key", "no_link", "foreign_page")
    }


def test_whether_it_lives_is_told_to_all(here):
    for path in ("/koshi/here", "/healthz", "/_stcore/health"):
        assert here.get(path).status_code == 200, path
    assert here.get("/readyz").status_code == 503  # no worker


def test_the_key_lets_in_and_is_left_out_of_the_address_from_then_on(here):
    key = own_key(here.data)
    with httpx.Client(base_url=here.address) as browser:
        first = browser.get(f"/my-sets?a=1&key={key}&b=%E8%86%9D")
        assert first.status_code == 303
        assert first.headers["location"] == "/my-sets?a=1&b=%E8%86%9D"
        set_cookie = first.headers["set-cookie"]
        assert re.search("(?i)httponly; max-age=34560000; path=/; samesite=lax", set_cookie)
        assert key not in set_cookie
        assert browser.get(first.headers["location"]).status_code == 200
    assert here.get(f"//example.org/?key={key}").headers["location"] == "/example.org/"


def test_another_key_or_another_cookie_opens_nothing(here, tmp_path):
    other, (name, value) = own_key(tmp_path), here.cookie
    for wrong in (other, "", value, own_key(here.data)[:-1], "膝"):
        assert here.get(f"/?key={wrong}").status_code == 403, wrong
    for cookie in ((name, other), (name, own_key(here.data)), key_cookie(other, here.port),
                   (f"koshi-key-{here.port + 1}", value), (name, "")):  # fmt: skip
        assert here.get("/", cookie).status_code == 403, cookie
        assert here.socket("/_stcore/stream", Cookie="=".join(cookie)) == 403, cookie


def test_neither_a_proxy_nor_a_page_of_another_port_comes_in_with_the_cookie(here):
    strange = {"X-Forwarded-For": "10.0.0.2"}, {"Host": "koshi.example.org"}
    for headers in (*strange, {"Origin": koshi.address(here.port + 1)}, {"Origin": "null"}):
        answer = here.get("/", here.cookie, **headers)
        assert answer.status_code == 403, headers
        assert words("ja").say("door-closed") in answer.text
    key = own_key(here.data)
    assert here.get(f"/?key={key}", None, **strange[0]).status_code == 403
    assert here.get("/", here.cookie, Origin=here.address).status_code == 200


def test_a_shared_link_opens_for_who_has_no_key_until_it_is_taken_back(here):
    library = Library(f"sqlite:///{here.data / 'koshi.sqlite'}", str(here.data / "files"))
    me = library.person()
    kept = KeptSet(person_id=me, exercise="plank", name="x", source="upload", language="ja")
    access = Access(library.add(kept), me)
    token = share(library, access, "")
    for proxy in ({}, {"X-Forwarded-For": "10.0.0.2"}):
        with httpx.Client(base_url=here.address, headers=proxy) as guest:
            assert guest.get("/shared").status_code == 403
            assert guest.get("/shared?l=guess").status_code == 403
            assert guest.get(f"/my-sets?s={token}").status_code == 403
            for former in (token, "guess"):  # as links were
                answer = guest.get(f"/shared?s={former}")
                assert (answer.status_code, answer.headers["location"]) == (303, address_of(former))
            told = guest.post("/koshi/link", content=token, headers={"Origin": here.address})
            assert told.status_code == 200
            to = told.json()["to"]
            assert token not in to
            (known,) = {name for name in guest.cookies if name.startswith("koshi-shared-")}
        with httpx.Client(base_url=here.address, headers=proxy) as other:
            again = other.get(to)  # without the cookie the address opens nothing
            assert again.status_code == 403
            assert words("ja").say("shared-again") in again.text
            cookie = {known: token}
            assert other.get(to, cookies=cookie).status_code == 200
            assert other.get("/koshi/metrics", cookies=cookie).status_code == 404
            assert other.get("/my-sets", cookies={known: "guess"}).status_code == 403
            assert here.socket("/_stcore/stream", Cookie=f"{known}={token}", **proxy) == 101
    revoke(library, access, shares(library, access)[0].id)
    library.close()
    closed = here.get(to, (known, token))
    assert closed.status_code == 403
    assert words("en").say("shared-none") in closed.text
    assert here.socket("/_stcore/stream", Cookie=f"{known}={token}") == 403


def test_the_key_is_its_users_alone_and_in_no_log(here):
    if os.name == "posix":
        assert stat.S_IMODE((here.data / "key").stat().st_mode) == 0o600
    told, key = here.log.read_text(), own_key(here.data)
    assert str(here.data / "key") in told  # where to look for it
    assert key not in told
    assert here.cookie[1] not in told


def test_who_starts_koshi_hands_the_key_to_no_other_koshi(here, monkeypatch, capsys):
    monkeypatch.setattr(koshi, "PYTHON", sys.executable)
    monkeypatch.setenv("KOSHI_DATA", str(here.data))
    with pytest.raises(SystemExit) as ended:
        koshi.choose_port(here.port)
    assert ended.value.code == 0
    shown = capsys.readouterr().out
    assert f"{here.address}/?key={own_key(here.data)}" in shown
    monkeypatch.setenv("KOSHI_DATA", str(here.data.parent / "another user's"))
    with pytest.raises(SystemExit) as ended:
        koshi.choose_port(here.port)
    assert ended.value.code == 1  # the port is taken by somebody else's
    assert "key=" not in capsys.readouterr().out
