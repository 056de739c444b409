"""What `deploy/` says, done (`benchmarks.deployed`), and asked by HTTPS."""

import json
import shutil
import socket
import ssl
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx
import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from websockets.sync.client import connect

from benchmarks.deployed import DEPLOY, ROOT, Deployed, deployed, wait
from clips.access import Access
from clips.library import Library
from clips.models import KeptSet
from coach.words import words
from pose.video import probe
from tests.films import sample

SITE, SECRET = "koshi.test", "花子の膝"


class Other(BaseHTTPRequestHandler):
    """Another process of pages, as far as Caddy can tell."""

    def do_GET(self):
        self.send_response(200)
        self.send_header("Set-Cookie", "one=two")
        self.end_headers()
        self.wfile.write(b"other")

    def log_message(self, *_):
        pass


@contextmanager
def other(port: int) -> Iterator[None]:
    with ThreadingHTTPServer(("127.0.0.1", port), Other) as serving:
        threading.Thread(target=serving.serve_forever, daemon=True).start()
        yield
        serving.shutdown()


@dataclass
class Stood:
    """A server that runs, its library, whom to trust, and its second process."""

    server: Deployed
    library: Library
    trust: ssl.SSLContext
    second: ExitStack

    @property
    def address(self) -> str:
        return f"{SITE}:{self.server.port}"

    def client(self) -> httpx.Client:
        """A browser of its own."""
        return httpx.Client(base_url=f"https://{self.address}", verify=self.trust)


@pytest.fixture
def stood(tmp_path, monkeypatch):
    if sys.platform != "linux":
        pytest.skip("units and packages are Debian's")
    if not shutil.which("caddy"):
        pytest.fail("no Caddy: install Debian's caddy")
    names = socket.getaddrinfo

    def known(host, *told, **more):
        return names("127.0.0.1" if host == SITE else host, *told, **more)

    monkeypatch.setattr(socket, "getaddrinfo", known)
    with deployed(SITE, tmp_path, secrets) as server, ExitStack() as second:
        trust = ssl.create_default_context(cafile=str(server.certificate))
        library = Library(server.database, server.files)
        second.callback(library.close)
        stand = Stood(server, library, trust, second)
        with stand.client() as client:
            wait(lambda: _status(client) == 200, *server.logs)
        second.enter_context(other(server.spare))
        yield stand


def secrets(_port: int) -> str:
    """As `deploy/` has it: somebody would sign in, at a provider whom nobody asks here."""
    return (DEPLOY / "secrets.toml").read_text()


def _status(client: httpx.Client) -> int:
    try:
        return client.get("/readyz").status_code
    except httpx.HTTPError:
        return 0


@pytest.mark.long
def test_a_server_as_it_is_written_down(stood):
    """One set-up, which takes long; the parts tell what they look at."""
    ours = pinned(stood)
    looked_at_by_https(stood, ours)
    strangers_are_strangers(stood, ours)
    nothing_of_anybody_is_logged(stood)
    the_other_process_may_end(stood)


def new(stood) -> tuple[httpx.Client, str]:
    """Somebody who comes for the first time, and which process answers."""
    client = stood.client()
    return client, client.get("/koshi/here").text


def pinned(stood) -> httpx.Client:
    """Whoever came to one process stays with it; both are used. A client of the real one."""
    wait(lambda: new(stood)[1] == "other")  # Caddy has seen that it is there
    clients = [stood.client() for _ in range(20)]
    found = {}
    for client in clients:
        came = {client.get("/koshi/here").text for _ in range(5)}
        assert len(came) == 1, came
        found[came.pop()] = client
    assert found.keys() == {"Koshi", "other"}
    kept = found["other"].get("/koshi/here").headers.get_list("set-cookie")
    assert kept == ["one=two; Secure"]
    return found["Koshi"]


def looked_at_by_https(stood, client) -> None:
    assert client.get("/healthz").text == "ok"
    ready = client.get("/readyz")
    assert (ready.status_code, ready.json()) == (
        200,
        {"database": True, "files": True, "worker": True},
    )
    first = client.get("/")
    assert first.status_code == 200
    assert "<title>Streamlit" in first.text
    assert first.headers["Strict-Transport-Security"] == "max-age=31536000"
    assert "Caddy" not in first.headers.get("Server", "")
    assert client.get("/koshi/metrics").status_code == 404
    with pytest.raises(httpx.ConnectError):  # who does not know the authority trusts nothing
        httpx.get(f"https://{stood.address}/healthz")


def strangers_are_strangers(stood, client) -> None:
    """The web socket works, and a page that comes by the proxy is not the owner's."""
    cookies = "; ".join(f"{name}={value}" for name, value in client.cookies.items())
    told = {"Cookie": cookies, "Accept-Language": "ja"}
    where = f"wss://{stood.address}/_stcore/stream"
    closed, seen = words("ja").say("door-sign-in").encode(), b""
    with connect(
        where,
        ssl=stood.trust,
        origin=f"https://{stood.address}",
        subprotocols=["streamlit"],
        additional_headers=told,
    ) as page:
        message = BackMsg()
        message.rerun_script.query_string = ""
        page.send(message.SerializeToString())
        while closed not in seen:
            seen += page.recv(timeout=60)


def nothing_of_anybody_is_logged(stood) -> None:
    """A clip that cannot be read, of somebody with a name: the logs, JSON, tell of neither."""
    clip = stood.server.logs[0].with_name(f"{SECRET}.mp4")
    clip.write_bytes(b"film")
    row = KeptSet(person_id=stood.library.person(SECRET), exercise="plank", name=clip.name,
                  source="upload", language="ja")  # fmt: skip
    kept = stood.library.keep(row, clip, ".mp4", probe(sample("hip_lift_ok")))
    access = Access.of_owner(kept)
    wait(lambda: stood.library.get(access).state == "failed", *stood.server.logs)
    assert stood.library.get(access).error == "clip-unreadable"
    written = [line for log in stood.server.logs for line in log.read_text().splitlines()]
    lines = [json.loads(line) for line in written]
    assert {("answer", "page"), ("answer", "file")} <= {
        (line.get("says"), line.get("kind")) for line in lines
    }
    for told in (SECRET, kept.id, kept.person_id, kept.clip_sha256, SITE, "/tmp", str(ROOT)):
        assert told not in "\n".join(written), told


def the_other_process_may_end(stood) -> None:
    """Nobody is left without an answer."""
    client, came = new(stood)
    while came != "other":
        client, came = new(stood)
    stood.second.close()
    assert client.get("/koshi/here").text == "Koshi"
