"""Debian's coturn with the settings of `deploy/`, for `benchmarks.two_machines` and tests."""

import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.chromium import free_port
from benchmarks.deployed import DEPLOY, wait


@contextmanager
def coturn(address: str, secret: str, place: Path) -> Iterator[int]:
    """Port of a coturn that listens and relays at that address of this machine."""
    port = free_port()
    own = {
        "listening-port": str(port),
        "static-auth-secret": secret,
        "allowed-peer-ip": address,
        "log-file": str(place / "coturn.log"),
        "pidfile": str(place / "coturn.pid"),
        "userdb": str(place / "turndb"),
    }
    told = [line.partition("=") for line in (DEPLOY / "turnserver.conf").read_text().splitlines()]
    kept = ["".join(line) for line in told if line[0] not in {*own, "no-stdout-log", "syslog"}]
    settings = place / "turnserver.conf"
    settings.write_text("\n".join([*kept, *(f"{name}={value}" for name, value in own.items())]))
    command = ["turnserver", "-c", str(settings), "-L", address, "-E", address]
    with (place / "coturn.out").open("w") as out:
        running = subprocess.Popen(command, stdout=out, stderr=out)
        try:
            wait(lambda: _listens(address, port), place / "coturn.out")
            yield port
        finally:
            running.terminate()
            running.wait(20)


def _listens(address: str, port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex((address, port)) == 0
