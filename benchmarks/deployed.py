"""A server as `deploy/` writes it down, on this machine: the commands of its units with their
settings alone, behind its Caddyfile, with a real Caddy, its own authority, PostgreSQL and, where it
is asked for, an S3-compatible store; or all that its compose file says, brought up as a whole.

Needs Debian's postgresql and caddy, for a store moto and s3fs; for the compose file podman, a
program that reads it, and the images that `deploy/image.sh` makes.
"""

import os
import shlex
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex

import fsspec
import fsspec.config
import platformdirs
import sqlalchemy as sa

from benchmarks.workers import PASSWORD, postgres
from clips.library import engine

ROOT = Path(__file__).parent.parent
DEPLOY = ROOT / "deploy"
PATIENCE_S = 90


@dataclass(frozen=True)
class Deployed:
    """A server that is starting: the port that Caddy listens to, those that are for its machine
    alone (``inner``), the certificate of its authority, its logs, and where it keeps everything;
    ``spare`` is a port that Caddy sends to and at which nobody answers yet, 0 where there is none.
    """

    port: int
    inner: dict[str, int]
    certificate: Path
    logs: list[Path]
    database: str
    files: str
    spare: int = 0


@contextmanager
def deployed(
    site: str,
    place: Path,
    secrets: Callable[[int], str] | None = None,
    processes: int = 1,
    more: dict[str, str] | None = None,
) -> Iterator[Deployed]:
    """A `Deployed` server with so many processes of pages and one worker; `place` is its machine's
    folders. `secrets` gives secrets.toml for the port that browsers use, `more` stands in koshi.env
    beside what its database and files need."""
    https, http, spare, *ports = _free_ports(3 + processes)
    own = {name: os.environ[name] for name in ("PATH", "KOSHI_POSE_MODEL") if name in os.environ}
    (place / "etc/koshi").mkdir(parents=True)
    if secrets:
        (place / "etc/koshi/secrets.toml").write_text(secrets(https))
    with ExitStack() as stack:
        root = stack.enter_context(postgres())
        with engine(root).connect() as connection:  # as docs/server.md makes it
            connection = connection.execution_options(isolation_level="AUTOCOMMIT")
            connection.execute(sa.text(f"CREATE ROLE keeper LOGIN PASSWORD '{PASSWORD}'"))
            connection.execute(sa.text("CREATE DATABASE kept OWNER keeper"))
        database = root.replace("koshi:", "keeper:").replace("/postgres", "/kept")
        told = _settings("koshi.env") | {"KOSHI_FILES_URL": str(place / "files")} | (more or {})
        told["KOSHI_DATABASE_URL"] = database
        logs = [place / f"pages-{n}.log" for n in range(1, processes + 1)] + [place / "worker.log"]
        for log, port in zip(logs, [*ports, 0], strict=True):
            unit = f"koshi-{log.stem.split('-')[0]}@.service"
            command, settings = _unit(unit, str(port or 1), place)
            stack.enter_context(_running(command, own | told | settings, log))
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
        kept = (database.replace("://", "+psycopg://"), told["KOSHI_FILES_URL"])
        yield Deployed(https, inner, certificate, logs, *kept, spare)


@contextmanager
def composed(
    site: str,
    place: Path,
    by: str,
    secrets: Callable[[int], str],
    more: dict[str, str] | None = None,
) -> Iterator[Deployed]:
    """The same, brought up and down from the compose file as it stands by the program `by`
    (``podman-compose``, ``docker-compose``), at the ports that it says; `place` has the files that
    have to lie beside it. What it keeps goes with it."""
    folder, name, password = place / "deploy", f"koshi{token_hex(3)}", token_hex(16)
    shutil.copytree(DEPLOY, folder)
    (folder / "secrets.toml").write_text(secrets(443))
    (folder / "secrets.toml").chmod(0o400)
    os.chown(folder / "secrets.toml", 10001, 10001)
    database = f"postgresql://koshi:{password}@127.0.0.1:5432/koshi"
    told = {"KOSHI_DATABASE_URL": database} | (more or {})
    _put(folder / "koshi.env", told)
    _put(folder / "caddy.env", {"KOSHI_SITE": site, "KOSHI_PROXY_SECRET": token_hex(16)})
    (folder / "postgres.env").write_text(f"POSTGRES_PASSWORD={password}\n")
    log = place / "compose.log"
    call = [by, "-p", name, "-f", str(folder / "compose.yaml")]
    with ExitStack() as stack:
        environment = dict(os.environ)
        if Path(by).name.startswith("docker"):
            socket_ = place / "podman.sock"
            serve = ["podman", "system", "service", "--time=0", f"unix://{socket_}"]
            stack.enter_context(_running(serve, environment, place / "podman.log"))
            environment["DOCKER_HOST"] = f"unix://{socket_}"
            wait(socket_.exists, place / "podman.log")

        def compose(*what: str) -> None:
            with log.open("a") as out:
                how = {"cwd": folder, "env": environment, "stdout": out, "stderr": out}
                subprocess.run([*call, *what], check=True, **how)  # type: ignore[call-overload]

        stack.callback(compose, "down", "--volumes")
        compose("up", "-d")
        kept = Path(_said("podman", "volume", "mount", f"{name}_certificates"))
        certificate = kept / "caddy/pki/authorities/local/root.crt"
        try:
            wait(certificate.exists, log)
            inner = {"pages 1": 8501, "pages 2": 8502, "PostgreSQL": 5432}
            files = told.get("KOSHI_FILES_URL", "")
            yield Deployed(443, inner, certificate, [log], database, files)
        except BaseException:
            compose("logs")
            print(log.read_text()[-8000:], file=sys.stderr)
            raise


def _put(path: Path, told: dict[str, str]) -> None:
    """Values into a file of settings, in the place of those that it has of these names."""
    lines = path.read_text().splitlines()
    kept = [line for line in lines if line.split("=", 1)[0] not in told]
    path.write_text("\n".join([*kept, *(f"{name}={value}" for name, value in told.items()), ""]))


def _said(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


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
    return dict(line.split("=", 1) for line in lines)


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
