"""The key of a machine: made once, whole, for its user alone."""

import os
import stat
import subprocess
import sys
import threading
from pathlib import Path

from clips.key import derived, own_key, same

ROOT = Path(__file__).parents[2]


def test_who_begins_at_once_gets_the_same_key(tmp_path):
    found = []
    threads = [threading.Thread(target=lambda: found.append(own_key(tmp_path))) for _ in range(16)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert len(found) == 16
    assert len({*found}) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["key"]


def test_it_stays_and_is_its_users_alone(tmp_path):
    key, path = own_key(tmp_path / "new"), tmp_path / "new" / "key"
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        path.chmod(0o644)
        assert own_key(tmp_path / "new") == key
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert own_key(tmp_path / "other") != key


def test_a_key_that_was_cut_off_is_made_anew(tmp_path):
    whole = own_key(tmp_path)
    for cut in ("", "a", whole[:20]):
        (tmp_path / "key").write_text(cut)
        assert len(own_key(tmp_path)) == len(whole)


def test_koshi_py_is_told_it_and_nobody_learns_it_from_what_is_made_of_it(tmp_path):
    own = os.environ | {"KOSHI_DATA": str(tmp_path)}
    command = [sys.executable, "-m", "clips.key"]
    told = subprocess.run(command, cwd=ROOT, env=own, capture_output=True, text=True, check=True)
    key = told.stdout.strip()
    assert key == own_key(tmp_path)
    assert derived(key, "cookie") not in (key, derived(key, "here"))
    assert same(key, key)
    assert not same("膝", key)
