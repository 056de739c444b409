"""A server as `deploy/` writes it down, on this machine: the commands of its units with their
settings alone, behind its Caddyfile, with a real Caddy, its own authority, and PostgreSQL.

Needs Debian's postgresql and caddy.
"""

import os
import shlex
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import platformdirs
import sqlalchemy as sa

from benchmarks.workers import postgres
from clips.library import Library, engine

ROOT = Path(__file__).parent.parent
DEPLOY = ROOT / "deploy"
PATIENCE_S = 90


@dataclass(frozen=True)
class Deployed:
    """A server that is starting: the ports that Caddy listens to and sends to (``spare`` is one at
    which nobody answers yet), the certificate of its authority, its library, its logs."""

    port: int
    spare: int
    certificate: Path
    library: Library
    logs: list[Path]


@contextmanager
def deployed(site: str, place: Path, secrets: Callable[[int], str] | None = None) -> Iterator:
    """A `Deployed` server with one process of pages and one worker; `place` is its machine's
    folders. `secrets` gives secrets.toml for the port that browsers use."""
    https, http, pages, spare = _free_ports(4)
    own = {name: os.environ[name] for name in ("PATH", "KOSHI_POSE_MODEL") if name in os.environ}
    (place / "etc/koshi").mkdir(parents=True)
    if secrets:
        (place / "etc/koshi/secrets.toml").write_text(secrets(https))
    with ExitStack() as stack:
        root = stack.enter_context(postgres())
        with engine(root).connect() as connection:  # as docs/server.md makes it
            connection = connection.execution_options(isolation_level="AUTOCOMMIT")
            connection.execute(sa.text("CREATE ROLE keeper LOGIN"))
            connection.execute(sa.text("CREATE DATABASE kept OWNER keeper"))
        database = root.replace("koshi@", "keeper@").replace("/postgres", "/kept")
        files = str(place / "files")
        told = _settings("koshi.env") | {
            "KOSHI_DATABASE_URL": database,
            "KOSHI_FILES_URL": files,
        }
        library = Library(database.replace("://", "+psycopg://"), files)
        stack.callback(library.close)
        units = (("koshi-pages@.service", str(pages)), ("koshi-worker@.service", "1"))
        for name, instance in units:
            command, settings = _unit(name, instance, place)
            stack.enter_context(_running(command, own | told | settings, place / f"{name}.log"))
        proxy = _settings("caddy.env") | {
            "KOSHI_SITE": site,
            "KOSHI_PAGES": f"127.0.0.1:{pages} 127.0.0.1:{spare}",
            "KOSHI_HTTP_PORT": str(http),
            "KOSHI_HTTPS_PORT": str(https),
            "HOME": str(place),
        }
        command = ["caddy", "run", "--config", str(DEPLOY / "Caddyfile")]
        stack.enter_context(_running(command, own | proxy, place / "caddy.log"))
        certificate = place / ".local/share/caddy/pki/authorities/local/root.crt"
        wait(certificate.exists, place / "caddy.log")
        logs = [place / f"{name}.log" for name, _ in units]
        yield Deployed(https, spare, certificate, library, logs)


def wait(ready: Callable[[], bool], *logs: Path) -> None:
    """Until it is so. AssertionError: it takes too long; the end of the logs is told."""
    end = time.monotonic() + PATIENCE_S
    while not ready():
        assert time.monotonic() < end, [log.read_text()[-2000:] for log in logs]
        time.sleep(0.2)


@contextmanager
def _running(command: list[str], environment: dict[str, str], log: Path) -> Iterator[None]:
    with log.open("w") as written:
        how = {"cwd": ROOT, "env": environment, "stdout": written, "stderr": written}
        process = subprocess.Popen(command, **how)  # type: ignore[call-overload]
        try:
            yield
        finally:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _settings(name: str) -> dict[str, str]:
    """A file of settings as systemd reads it."""
    lines = [line for line in (DEPLOY / name).read_text().splitlines() if line and line[0] != "#"]
    return dict("".join(shlex.split(line)).split("=", 1) for line in lines)


def _unit(name: str, instance: str, place: Path) -> tuple[list[str], dict[str, str]]:
    """Command and own settings of a unit, with the folders of its machine under `place`."""
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
    return shlex.split(command), dict(pair.split("=", 1) for pair in told)


def _free_ports(count: int) -> list[int]:
    with ExitStack() as stack:
        probes = [stack.enter_context(socket.socket()) for _ in range(count)]
        for each in probes:
            each.bind(("127.0.0.1", 0))
        return [each.getsockname()[1] for each in probes]
