"""The start: which port, and what is said of one that is taken."""

import contextlib
import http.server
import json
import os
import re
import signal
import socket
import stat
import subprocess
import sys
import threading
from itertools import islice
from pathlib import Path
from string import Formatter

import psutil
import pytest

import koshi

ROOT = Path(__file__).parents[1]


@contextlib.contextmanager
def serving(text: bytes):
    """A server that answers that, whatever it is asked; gives its port."""

    class Answer(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.end_headers()
            self.wfile.write(text)

        def log_message(self, *_):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answer) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port
        server.shutdown()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def test_a_free_port_is_taken(monkeypatch):
    port = free_port()
    assert koshi.choose_port(port) == port
    monkeypatch.setenv("STREAMLIT_SERVER_PORT", str(port))
    assert koshi.choose_port(None) == port


def test_a_koshi_that_is_there_is_told_of(capsys):
    with serving(b"Koshi") as port, pytest.raises(SystemExit) as ended:
        koshi.choose_port(port)
    assert ended.value.code == 0
    told = koshi.WORDS[koshi.LANGUAGE]["running"].format(address=f"http://localhost:{port}")
    assert capsys.readouterr().out == f"Koshi: {told}\n"


def test_the_next_free_port_is_taken_when_another_program_has_it(monkeypatch, capsys):
    with serving(b"something else") as port:
        monkeypatch.setenv("STREAMLIT_SERVER_PORT", str(port))
        chosen = koshi.choose_port(None)
        assert port < chosen <= port + koshi.MORE_PORTS
        assert koshi.is_free(chosen)
    told = capsys.readouterr().out
    assert str(port) in told
    assert str(chosen) in told
    assert "http" not in told  # where to open it is said when it can be opened


def test_a_wish_is_not_changed(capsys):
    with serving(b"something else") as port, pytest.raises(SystemExit) as ended:
        koshi.choose_port(port)
    assert ended.value.code == 1
    assert f"--port {port + 1}" in capsys.readouterr().out


def test_one_on_the_other_kind_of_address_counts_too():
    with contextlib.suppress(OSError), socket.socket(socket.AF_INET6) as other:
        other.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        other.bind(("::1", 0))
        other.listen()
        port = other.getsockname()[1]
        known = {each[0] for each in socket.getaddrinfo("localhost", port)}
        assert koshi.is_free(port) == (socket.AF_INET6 not in known)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no modes")
def test_the_browser_is_led_to_the_key_by_a_file_that_is_ours_alone(monkeypatch, tmp_path):
    asked = []
    monkeypatch.setattr(koshi, "VENV", tmp_path)
    monkeypatch.setattr(koshi.webbrowser, "open", asked.append)
    (tmp_path / "open.html").touch(0o644)  # of a start before
    koshi.open_in_browser("http://localhost:8501/?key=secret")
    assert asked == [(tmp_path / "open.html").as_uri()]  # other users can read a command line
    assert "url=http://localhost:8501/?key=secret" in (tmp_path / "open.html").read_text()
    assert stat.S_IMODE((tmp_path / "open.html").stat().st_mode) == 0o600


def test_nobody_sees_a_browser_without_a_desktop(monkeypatch):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "SSH_CONNECTION"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(koshi.sys, "platform", "linux")
    assert koshi.has_desktop() == (os.name == "nt")
    monkeypatch.setenv("DISPLAY", ":0")
    assert koshi.has_desktop()
    monkeypatch.setenv("SSH_CONNECTION", "10.0.0.2 1 10.0.0.3 22")
    assert not koshi.has_desktop()


def test_both_languages_say_the_same_things():
    def fields(text):
        return {name for _, name, *_ in Formatter().parse(text) if name}

    japanese, english = koshi.WORDS["ja"], koshi.WORDS["en"]
    assert {key: fields(text) for key, text in japanese.items()} == {
        key: fields(text) for key, text in english.items()
    }


@pytest.mark.parametrize("given", [["run", "--port", "many"], ["run", "--port", "0"], ["rnu"], []])
def test_wrong_usage_shows_how(given):
    done = subprocess.run(
        [sys.executable, "koshi.py", *given],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        env=os.environ | {"PYTHONIOENCODING": "ascii"},
    )
    assert done.returncode != 0
    assert "koshi.py run [--port N]" in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


_STAND_IN = """
import subprocess, sys, koshi
koshi.make_environment = koshi.run = lambda *parts, **options: None
koshi.PYTHON = sys.executable
# In one go: both write at the same time.
sleep = "import os, time; os.write(1, b'%d' % os.getpid() + bytes([10])); time.sleep(60)"
begin = subprocess.Popen
subprocess.Popen = lambda command, **options: begin([sys.executable, "-c", sleep])
koshi.choose_port = lambda port, show: 1
koshi.is_koshi = lambda port: True
koshi.say = lambda *key, **values: None  # nothing between the numbers
koshi.serve(None, show=False)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_who_ends_koshi_ends_its_pages_and_its_worker(name):
    command = [sys.executable, "-u", "-c", _STAND_IN]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as started:
        said = iter(started.stdout.readline, "")
        numbers = [int(line) for line in islice(filter(str.isdecimal, map(str.strip, said)), 2)]
        assert len(numbers) == 2
        started.send_signal(getattr(signal, name))
        assert started.wait(20) == 0
        assert not any(map(psutil.pid_exists, numbers))


class Osv(http.server.BaseHTTPRequestHandler):
    """Knows, by OSV's protocol, of one vulnerability of Jinja, unless it is `quiet`."""

    quiet = False

    def do_POST(self):
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["package"]
        told = {"vulns": [_VULNERABLE]} if asked["name"] == "jinja2" and not self.quiet else {}
        self.send_response(200)
        self.end_headers()
        self.wfile.write(json.dumps(told).encode())

    def log_message(self, *_):
        pass


_VULNERABLE = {
    "id": "PYSEC-2026-1",
    "aliases": ["CVE-2026-1"],
    "modified": "2026-01-01T00:00:00Z",
    "affected": [
        {
            "package": {"name": "jinja2", "ecosystem": "PyPI"},
            "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "99"}]}],
        }
    ],
}


@pytest.mark.long
def test_a_known_vulnerability_is_told_and_so_is_that_nobody_could_be_asked(capsys, monkeypatch):
    monkeypatch.setattr(koshi, "LANGUAGE", "en")
    nobody = f"http://127.0.0.1:{free_port()}"
    koshi.audit(["--osv-url", nobody])
    assert capsys.readouterr().out.count("could not be asked (requests.exceptions.Conn") == 2
    with pytest.raises(SystemExit) as ended:  # its options have changed: not as if nobody was there
        koshi.audit(["--nonsense"])
    assert ended.value.code == 2
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Osv) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        asked = ["--osv-url", f"http://127.0.0.1:{server.server_port}"]
        with pytest.raises(SystemExit) as ended:
            koshi.audit(asked)
        assert ended.value.code == 1
        assert capsys.readouterr().out.count("PYSEC-2026-1, CVE-2026-1; mended in: 99") == 2
        monkeypatch.setattr(Osv, "quiet", True)
        koshi.audit(asked)
        assert capsys.readouterr().out.count("no vulnerability is known of the") == 2
        server.shutdown()


@pytest.mark.parametrize(
    ("name", "sources"),
    [
        ("requirements", ["requirements"]),
        ("requirements-dev", ["requirements", "requirements-dev"]),
        ("requirements-s3", ["requirements", "requirements-s3"]),
        ("requirements-audit", ["requirements-audit"]),
    ],
)
def test_what_is_installed_is_locked_with_its_digests(name, sources):
    texts = [(ROOT / f"{each}.txt").read_text() for each in sources]
    found = re.findall(r"^([\w.-]+)(?:\[\w+\])?==(.+)$", "\n".join(texts), re.MULTILINE)
    pinned = {f"{package.replace('.', '-').lower()}=={version}" for package, version in found}
    locked: dict[str, int] = {}
    for line in (ROOT / f"{name}.lock").read_text().splitlines():
        if "==" in line:
            which = line.split(" ")[0].lower()
            locked[which] = 0
        elif "--hash=sha256:" in line:
            locked[which] += 1
    assert pinned <= {*locked}
    assert all(locked.values())


def test_a_servers_secrets_are_not_taken_into_the_repository():
    assert "/.streamlit/secrets.toml" in (ROOT / ".gitignore").read_text().splitlines()
