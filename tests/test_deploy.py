"""What `deploy/` says, done: its units' commands with their settings alone, behind its Caddyfile,
with a real Caddy, its own authority, and PostgreSQL."""

import json
import os
import shlex
import shutil
import socket
import ssl
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx
import platformdirs
import pytest
import sqlalchemy as sa
from streamlit.proto.BackMsg_pb2 import BackMsg
from websockets.sync.client import connect

from benchmarks.workers import postgres
from clips.access import Access
from clips.library import Library, engine
from clips.models import KeptSet
from coach.words import words
from pose.video import probe
from tests.films import sample

ROOT = Path(__file__).parents[1]
DEPLOY = ROOT / "deploy"
SITE, SECRET = "koshi.test", "花子の膝"
PATIENCE_S = 60


def settings(path: Path) -> dict[str, str]:
    """A file of settings as systemd reads it."""
    lines = [line for line in path.read_text().splitlines() if line and line[0] != "#"]
    return dict("".join(shlex.split(line)).split("=", 1) for line in lines)


@dataclass(frozen=True)
class Unit:
    """A unit of `deploy/`: its command and its own settings."""

    command: list[str]
    environment: dict[str, str]


def unit(name: str, instance: str, place: Path) -> Unit:
    """A unit as it would run, with the folders of a machine under `place`."""
    text = (DEPLOY / name).read_text().replace("%i", instance)
    cache = Path(platformdirs.user_cache_dir("koshi")).parent  # where the pose model lies
    for there, here in {
        "/opt/koshi/.venv/bin/python": sys.executable,
        "/opt/koshi": str(ROOT),
        "/var/cache": str(cache),
        "/var/lib": str(place / "lib"),
        "/etc": str(place / "etc"),
    }.items():
        text = text.replace(there, here)
    lines = [line.split("=", 1) for line in text.splitlines() if "=" in line and line[0] != "#"]
    told = [pair for key, value in lines if key == "Environment" for pair in shlex.split(value)]
    (command,) = [value for key, value in lines if key == "ExecStart"]
    return Unit(shlex.split(command), dict(pair.split("=", 1) for pair in told))


def free_ports(count: int) -> list[int]:
    with ExitStack() as stack:
        probes = [stack.enter_context(socket.socket()) for _ in range(count)]
        for each in probes:
            each.bind(("127.0.0.1", 0))
        return [each.getsockname()[1] for each in probes]


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
    """A server that runs: where, whom to trust, what it keeps, what it has written."""

    port: int
    trust: ssl.SSLContext
    library: Library
    logs: list[Path]
    second: ExitStack

    def client(self) -> httpx.Client:
        """A browser of its own."""
        return httpx.Client(base_url=f"https://{SITE}:{self.port}", verify=self.trust)


@pytest.fixture(scope="module")
def stood(tmp_path_factory):
    if sys.platform != "linux":
        pytest.skip("units and packages are Debian's")
    if not shutil.which("caddy"):
        pytest.fail("no Caddy: install Debian's caddy")
    place = tmp_path_factory.mktemp("machine")
    https, http, pages, second = free_ports(4)
    own = {"PATH": os.environ["PATH"]} | {
        name: os.environ[name] for name in ("KOSHI_POSE_MODEL",) if name in os.environ
    }
    logs: list[Path] = []
    with ExitStack() as stack:
        root = stack.enter_context(postgres())
        with engine(root).connect() as connection:  # as docs/server.md makes it
            connection = connection.execution_options(isolation_level="AUTOCOMMIT")
            connection.execute(sa.text("CREATE ROLE keeper LOGIN"))
            connection.execute(sa.text("CREATE DATABASE kept OWNER keeper"))
        database = root.replace("koshi@", "keeper@").replace("/postgres", "/kept")
        told = settings(DEPLOY / "koshi.env") | {
            "KOSHI_DATABASE_URL": database,
            "KOSHI_FILES_URL": str(place / "files"),
        }
        library = Library(database.replace("://", "+psycopg://"), told["KOSHI_FILES_URL"])
        stack.callback(library.close)
        for name, instance in (
            ("koshi-pages@.service", str(pages)),
            ("koshi-worker@.service", "1"),
        ):
            made, log = unit(name, instance, place), place / f"{name}.log"
            logs.append(log)
            written = stack.enter_context(log.open("w"))
            environment = own | told | made.environment
            how = {"cwd": ROOT, "env": environment, "stdout": written, "stderr": written}
            stack.callback(_end, subprocess.Popen(made.command, **how))
        proxy = settings(DEPLOY / "caddy.env") | {
            "KOSHI_SITE": SITE,
            "KOSHI_PAGES": f"127.0.0.1:{pages} 127.0.0.1:{second}",
            "KOSHI_HTTP_PORT": str(http),
            "KOSHI_HTTPS_PORT": str(https),
            "HOME": str(place),
        }
        command = ["caddy", "run", "--config", str(DEPLOY / "Caddyfile")]
        written = stack.enter_context((place / "caddy.log").open("w"))
        how = {"env": own | proxy, "stdout": written, "stderr": written}
        stack.callback(_end, subprocess.Popen(command, **how))
        patch = stack.enter_context(pytest.MonkeyPatch.context())
        names = socket.getaddrinfo
        patch.setattr(
            socket,
            "getaddrinfo",
            lambda host, *told, **more: names("127.0.0.1" if host == SITE else host, *told, **more),
        )
        certificate = place / ".local/share/caddy/pki/authorities/local/root.crt"
        wait(certificate.exists, place / "caddy.log")
        trust = ssl.create_default_context(cafile=str(certificate))
        beside = stack.enter_context(ExitStack())
        stand = Stood(https, trust, library, logs, beside)
        with stand.client() as client:
            wait(lambda: _status(client) == 200, *logs, place / "caddy.log")
        beside.enter_context(other(second))
        yield stand


def _end(process: subprocess.Popen) -> None:
    process.terminate()
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _status(client: httpx.Client) -> int:
    try:
        return client.get("/readyz").status_code
    except httpx.HTTPError:
        return 0


def wait(ready, *logs: Path) -> None:
    end = time.monotonic() + PATIENCE_S
    while not ready():
        assert time.monotonic() < end, [log.read_text()[-2000:] for log in logs]
        time.sleep(0.2)


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
    cookie = found["other"].get("/koshi/here", headers={"Cookie": "x=y"})
    assert "one=two; Secure" in cookie.headers.get_list("set-cookie")
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
        httpx.get(f"https://{SITE}:{stood.port}/healthz")


def strangers_are_strangers(stood, client) -> None:
    """The web socket works, and a page that comes by the proxy is not the owner's."""
    cookies = "; ".join(f"{name}={value}" for name, value in client.cookies.items())
    told = {"Cookie": cookies, "Accept-Language": "ja"}
    where = f"wss://{SITE}:{stood.port}/_stcore/stream"
    closed, seen = words("ja").say("door-closed").encode(), b""
    with connect(
        where,
        ssl=stood.trust,
        origin=f"https://{SITE}:{stood.port}",
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
    clip = stood.logs[0].with_name(f"{SECRET}.mp4")
    clip.write_bytes(b"film")
    row = KeptSet(person_id=stood.library.person(SECRET), exercise="plank", name=clip.name,
                  source="upload", language="ja")  # fmt: skip
    kept = stood.library.keep(row, clip, ".mp4", probe(sample("hip_lift_ok")))
    access = Access.of_owner(kept)
    wait(lambda: stood.library.get(access).state == "failed", *stood.logs)
    assert stood.library.get(access).error == "clip-unreadable"
    written = [line for log in stood.logs for line in log.read_text().splitlines()]
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
