"""Copies of files that lie elsewhere: gone with their set, and after a while."""

import os
import time

from clips.models import Clip, KeptSet
from pages import frame

CLIP = Clip(sha256="ab" * 32, suffix=".mp4")


def lay(name: str):
    folder = frame.copies() / name
    folder.mkdir()
    (folder / "view.mp4").write_bytes(b"view")
    return folder


def test_the_copies_of_a_deleted_set_go_and_no_others():
    gone, stays = lay("gone"), lay("stays")
    clip = frame.copies() / f"{CLIP.sha256}.mp4"
    clip.write_bytes(b"clip")
    frame.drop_copies(KeptSet(id="gone", clip=CLIP))
    assert not gone.exists()
    assert not clip.exists()
    assert (stays / "view.mp4").exists()
    frame.drop_copies(KeptSet(id="never copied", clip=CLIP))


def test_old_copies_are_dropped():
    old, young = lay("old"), lay("young")
    long_ago = time.time() - frame._COPIES_S - 60
    os.utime(old, (long_ago, long_ago))
    frame._drop_old_copies()
    assert not old.exists()
    assert young.exists()
