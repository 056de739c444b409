"""When Koshi does not start, and says why; whom a server is for."""

import os
import subprocess
import sys
from pathlib import Path

from pages.door import invited

ROOT = Path(__file__).parents[2]


def test_a_server_for_others_needs_a_sign_in():
    command = [sys.executable, "-m", "pages", "--server.address", "0.0.0.0", "--server.port", "0"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.returncode != 0
    assert "no sign-in is set up" in done.stderr
    assert "サインイン" in done.stderr


def test_pages_do_not_start_with_a_quota_that_is_no_number():
    command = [sys.executable, "-m", "pages", "--server.port", "0"]
    own = os.environ | {"KOSHI_MOST_SETS": "many"}
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, env=own)
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert "KOSHI_MOST_SETS" in line
    assert "many" in line


def test_who_is_invited(monkeypatch):
    known = {"sub": "7", "email": "Hanako@Example.org", "email_verified": True}
    grouped = {"sub": "8", "groups": ["studio"], "roles": "staff"}
    for people, groups, claims, may in (
        ("", "", {"sub": "7"}, True),  # nothing is said: whom the provider knows
        ("hanako@example.org", "", known, True),
        (" x@y.org , HANAKO@example.org", "", known, True),
        ("@example.org", "", known, True),
        ("@ample.org,example.org", "", known, False),
        ("@example.org", "", known | {"email": "a@example.org@evil.org"}, False),
        ("hanako@example.org", "", known | {"email_verified": False}, False),
        ("hanako@example.org", "", known | {"email_verified": "false"}, False),
        ("hanako@example.org", "", {"sub": "7", "email": "hanako@example.org"}, False),
        ("7", "", {"sub": "7"}, True),
        ("7", "", {"sub": "77"}, False),
        ("hanako@example.org", "", {"sub": "hanako@example.org"}, False),
        ("", "studio", grouped, True),
        ("", "staff", grouped, True),
        ("", "studi", grouped, False),
        ("", "studio", {"sub": "9", "groups": "studio of others"}, False),
        ("7", "studio", grouped, True),  # one of them is enough
        ("7", "others", grouped, False),
        (",", "", known, False),
        ("", "studio", {"sub": "9"}, False),
        ("", "studio", {"sub": "9", "groups": None}, False),
        ("", "studio", {"sub": "9", "groups": [{"id": "studio"}], "roles": {}}, False),
    ):
        monkeypatch.setenv("KOSHI_PEOPLE", people)
        monkeypatch.setenv("KOSHI_GROUPS", groups)
        assert invited(claims) == may, (people, groups, claims)
