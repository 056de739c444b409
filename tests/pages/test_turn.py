"""The servers by which pictures come: who gets which credential, and what coturn says to it."""

import base64
import hashlib
import hmac
import json
import shutil
import subprocess
import time

import pytest

from benchmarks.turn import coturn
from pages.turn import ice_servers

SECRET = "a secret of this test"


def test_without_a_setting_nobody_is_asked(monkeypatch):
    monkeypatch.delenv("KOSHI_ICE_SERVERS", raising=False)
    monkeypatch.setenv("KOSHI_TURN_SECRET", SECRET)
    assert ice_servers() == []
    monkeypatch.setenv("KOSHI_ICE_SERVERS", "")
    assert ice_servers() == []


def test_what_has_a_credential_keeps_it_and_stun_needs_none(monkeypatch):
    told = [
        {"urls": "stun:a:3478"},
        {"urls": ["turn:a:3478"], "username": "koshi", "credential": "given"},
        {"urls": ["turn:b:3478", "turn:b:3478?transport=tcp"]},
    ]
    monkeypatch.setenv("KOSHI_ICE_SERVERS", json.dumps(told))
    monkeypatch.setenv("KOSHI_TURN_SECRET", SECRET)
    first, second, third = ice_servers()
    assert [first, second] == told[:2]
    until, _, who = third["username"].partition(":")
    assert 11 * 3600 < int(until) - time.time() <= 12 * 3600
    mark = hmac.digest(SECRET.encode(), third["username"].encode(), hashlib.sha1)
    assert third["credential"] == base64.b64encode(mark).decode()
    assert who
    assert ice_servers()[2]["username"] != third["username"]  # of another session
    monkeypatch.delenv("KOSHI_TURN_SECRET")
    assert ice_servers() == told


def test_coturn_lets_in_whom_we_gave_a_credential_and_nobody_else(monkeypatch, tmp_path):
    if not shutil.which("turnserver"):
        pytest.skip("no coturn here")  # installed by hand: Debian's begins to serve at once
    with coturn("127.0.0.1", SECRET, tmp_path) as port:
        monkeypatch.setenv("KOSHI_ICE_SERVERS", json.dumps([{"urls": f"turn:127.0.0.1:{port}"}]))
        monkeypatch.setenv("KOSHI_TURN_SECRET", SECRET)
        (given,) = ice_servers()
        monkeypatch.setenv("KOSHI_TURN_SECRET", "another")
        (other,) = ice_servers()
        for who, word, allowed in (
            (given["username"], given["credential"], True),
            (given["username"], other["credential"], False),
            ("1:past", _of("1:past"), False),
            ("koshi", "koshi", False),
        ):
            asked = ["turnutils_uclient", "-y", "-n", "1", "-m", "1", "-c", "-u", who, "-w", word]
            asked += ["-p", str(port), "127.0.0.1"]
            done = subprocess.run(asked, capture_output=True, text=True, timeout=30)
            said = done.stdout + done.stderr
            # Whom it knows it tells that no inner address can be reached through it.
            assert ("Forbidden IP" in said) == allowed, (who, said)
            assert ("Cannot complete Allocation" in said) != allowed, (who, said)


def _of(user: str) -> str:
    return base64.b64encode(hmac.digest(SECRET.encode(), user.encode(), hashlib.sha1)).decode()
