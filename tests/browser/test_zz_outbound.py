"""After everything else in this folder: whom has the server tried to reach?"""

import ipaddress
import re
import subprocess
import sys

import psutil
import pytest

from tests.browser.conftest import ROOT, SAMPLES

_ADDRESS = re.compile(r'(?:inet_addr\(|inet_pton\(AF_INET6, )"([^"]+)"')


def outside(text: str) -> set[str]:
    """Addresses in strace's lines that are not this machine's."""
    own = {a.address.split("%")[0] for nic in psutil.net_if_addrs().values() for a in nic}
    found = {ipaddress.ip_address(address) for address in _ADDRESS.findall(text)}
    return {str(a) for a in found if not a.is_loopback and str(a) not in own}


def test_the_guard_sees_an_outbound_connection(tmp_path):
    if sys.platform != "linux":
        pytest.skip("strace is Linux's")
    log = tmp_path / "trace.txt"
    call = "import socket; s = socket.socket(); s.setblocking(0); s.connect_ex(('192.0.2.99', 9))"
    guard = ["strace", "-f", "-qq", "-e", "trace=connect", "-o", str(log)]
    subprocess.run([*guard, sys.executable, "-c", call], check=True)
    assert outside(log.read_text()) == {"192.0.2.99"}


def test_a_whole_check_reaches_nobody(tmp_path):
    if sys.platform != "linux":
        pytest.skip("strace is Linux's")
    log = tmp_path / "trace.txt"
    guard = ["strace", "-f", "--seccomp-bpf", "-qq", "-o", str(log)]
    guard += ["-e", "trace=connect,sendto,sendmsg,sendmmsg"]
    check = [sys.executable, "-m", "clips", "check", str(SAMPLES / "hip_lift_arched.mp4")]
    check += ["--exercise", "hip_lift", "--annotated", str(tmp_path / "out.mp4")]
    done = subprocess.run([*guard, *check], cwd=ROOT)
    assert done.returncode == 0
    assert outside(log.read_text()) == set()


@pytest.mark.parametrize("process", ["server", "worker"])
def test_it_has_reached_nobody(server, trace, process):
    if sys.platform != "linux":
        pytest.skip("strace is Linux's")
    text = (trace / process).read_text()
    assert text, "the guard saw nothing at all"
    assert outside(text) == set()
