"""A server as `deploy/` writes it down, on this machine: the commands of its units with their
settings alone, or the services of its compose file in containers, behind its Caddyfile, with a real
Caddy, its own authority, PostgreSQL and, where it is asked for, an S3-compatible store.

Needs Debian's postgresql and caddy, for a store moto and s3fs, for containers podman and the image
that `deploy/image.sh` makes.
"""

import os
import shlex
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import fsspec
import fsspec.config
import platformdirs
import sqlalchemy as sa
import yaml

from benchmarks.workers import postgres
from clips.library import Library, engine

ROOT = Path(__file__).parent.parent
DEPLOY = ROOT / "deploy"
PATIENCE_S = 90


@dataclass(frozen=True)
class Deployed:
    """A server that is starting: the port that Caddy listens to, those that are for its machine
    alone (``inner``) and one that Caddy sends to and at which nobody answers yet (``spare``), the
    certificate of its authority, its library, its logs."""

    port: int
    inner: dict[str, int]
    spare: int
    certificate: Path
    library: Library
    logs: list[Path]


@contextmanager
def deployed(
    site: str,
    place: Path,
    secrets: Callable[[int], str] | None = None,
    processes: int = 1,
    more: dict[str, str] | None = None,
    image: str | None = None,
) -> Iterator[Deployed]:
    """A `Deployed` server with so many processes of pages and one worker; `place` is its machine's
    folders. `secrets` gives secrets.toml for the port that browsers use, `more` stands in koshi.env
    beside what its database and files need; with an `image` pages and worker are its containers."""
    https, http, spare, *ports = _free_ports(3 + processes)
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
        told = _settings("koshi.env") | {"KOSHI_FILES_URL": str(place / "files")} | (more or {})
        told["KOSHI_DATABASE_URL"] = database
        library = Library(database.replace("://", "+psycopg://"), told["KOSHI_FILES_URL"])
        stack.callback(library.close)
        logs = [place / f"pages-{n}.log" for n in range(1, processes + 1)] + [place / "worker.log"]
        for log, port in zip(logs, [*ports, 0], strict=True):
            if image:
                command, settings = _service(log.stem, port, place, image, told), dict(os.environ)
            else:
                unit = f"koshi-{log.stem.split('-')[0]}@.service"
                command, settings = _unit(unit, str(port or 1), place)
                settings = own | told | settings
            stack.enter_context(_running(command, settings, log))
        proxy = _settings("caddy.env") | {
            "KOSHI_SITE": site,
            "KOSHI_PAGES": " ".join(f"127.0.0.1:{port}" for port in [*ports, spare]),
            "KOSHI_HTTP_PORT": str(http),
            "KOSHI_HTTPS_PORT": str(https),
            "HOME": str(place),
        }
        command = ["caddy", "run", "--config", str(DEPLOY / "Caddyfile")]
        stack.enter_context(_running(command, own | proxy, place / "caddy.log"))
        certificate = place / ".local/share/caddy/pki/authorities/local/root.crt"
        wait(certificate.exists, place / "caddy.log")
        inner = {f"pages {n}": port for n, port in enumerate(ports, 1)}
        inner["PostgreSQL"] = int(sa.make_url(database).port or 0)
        yield Deployed(https, inner, spare, certificate, library, logs)


@contextmanager
def store(place: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Port and settings of an S3-compatible store of this machine alone (moto), with a bucket."""
    (port,) = _free_ports(1)
    own = {"endpoint_url": f"http://127.0.0.1:{port}", "key": "test", "secret": "test"}
    command = [sys.executable, "-m", "moto.server", "-p", str(port)]

    def made() -> bool:
        with suppress(Exception):  # each way in which nobody answers yet
            fsspec.filesystem("s3").mkdir("koshi")
            return True
        return False

    with _running(command, dict(os.environ), place / "store.log"):
        fsspec.config.conf["s3"] = own
        try:
            wait(made, place / "store.log")
            told = {f"FSSPEC_S3_{name.upper()}": value for name, value in own.items()}
            yield port, told | {"KOSHI_FILES_URL": "s3://koshi/kept"}
        finally:
            fsspec.config.conf.pop("s3")


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


def _service(name: str, port: int, place: Path, image: str, told: dict[str, str]) -> list[str]:
    """Command by which podman runs a service of the compose file in a container, its folders under
    `place`, at that port where it has one."""
    service = yaml.safe_load((DEPLOY / "compose.yaml").read_text())["services"][name]
    kept = place / "lib/koshi"
    kept.mkdir(parents=True, exist_ok=True)
    folders = {"kept": kept, "./secrets.toml": place / "etc/koshi/secrets.toml"}
    user = int(service["user"].split(":")[0])
    for each in folders.values():
        if each.exists():
            os.chown(each, user, user)
    command = ["podman", "run", "--rm", "--user", service["user"]]
    command += ["--network", service["network_mode"]]
    command += [f"--{each.replace('_', '-')}" for each in ("init", "read_only") if service[each]]
    command += [f"--tmpfs={each}" for each in service["tmpfs"]]
    command += [f"--cap-drop={each}" for each in service["cap_drop"]]
    command += [f"--security-opt={each.split(':')[0]}" for each in service["security_opt"]]
    for each in service["volumes"]:
        which, inside = each.split(":", 1)
        command.append(f"--volume={folders[which]}:{inside}")
    for key, value in (told | service["environment"]).items():
        command.append(f"--env={key}={value}")
    words = shlex.split(service["command"])
    there = [str(port) if word.isdecimal() else word for word in words]
    return [*command, image, *there]


def _free_ports(count: int) -> list[int]:
    with ExitStack() as stack:
        probes = [stack.enter_context(socket.socket()) for _ in range(count)]
        for each in probes:
            each.bind(("127.0.0.1", 0))
        return [each.getsockname()[1] for each in probes]
