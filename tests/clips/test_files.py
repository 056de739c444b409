"""Files in a folder, and in a real server that speaks S3."""

import socket
import subprocess
import sys
import time
import urllib.request

import fsspec
import fsspec.config
import pytest

from clips.access import Access
from clips.files import Files
from clips.library import Library
from clips.models import KeptSet
from pose.video import probe
from tests.films import sample


@pytest.fixture(scope="module")
def s3():
    """Address of a bucket in moto's server."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    quiet = subprocess.DEVNULL
    command = [sys.executable, "-m", "moto.server", "-p", str(port)]
    server = subprocess.Popen(command, stdout=quiet, stderr=quiet)
    for _ in range(200):
        try:
            urllib.request.urlopen(address, timeout=1)
            break
        except OSError:
            time.sleep(0.1)
    fsspec.config.conf["s3"] = {"endpoint_url": address, "key": "test", "secret": "test"}
    fsspec.filesystem("s3").mkdir("koshi")
    yield "s3://koshi/kept"
    fsspec.config.conf.pop("s3")
    server.terminate()
    server.wait()


@pytest.fixture(params=["folder", "s3"])
def place(request, tmp_path):
    """An address for files."""
    return str(tmp_path / "files") if request.param == "folder" else request.getfixturevalue("s3")


def test_what_is_put_is_there_until_it_is_removed(place, tmp_path):
    files = Files(place)
    source = tmp_path / "source"
    source.write_bytes(bytes(range(256)) * 5000)
    files.put(source, "clips/ab/x.mp4")
    assert files.exists("clips/ab/x.mp4")
    (tmp_path / "copies").mkdir()
    assert files.fetch("clips/ab/x.mp4", tmp_path / "copies").read_bytes() == source.read_bytes()
    assert files.names("clips") == ["clips/ab/x.mp4"]
    files.remove("clips/ab/x.mp4")
    assert not files.exists("clips/ab/x.mp4")
    files.remove("clips/ab/x.mp4")
    assert files.names("nothing") == []


def test_what_is_not_there_is_told(place, tmp_path):
    files = Files(place)
    with pytest.raises(FileNotFoundError):
        files.fetch("no/such", tmp_path).read_bytes()


def test_a_library_keeps_and_deletes_its_sets_there(place, prepared, tmp_path):
    library = Library(f"sqlite:///{tmp_path / 'koshi.sqlite'}", place)
    path = sample("hip_lift_arched")
    clip = library.add_clip(path, ".mp4", probe(path))
    row = KeptSet(
        person_id=library.person(),
        clip_sha256=clip.sha256,
        exercise="hip_lift",
        name="x.mp4",
        source="upload",
        language="ja",
        state="checking",
    )
    set_id, me = library.add(row), library.person()
    shown = prepared("hip_lift_arched")
    library.finish(set_id, shown)
    again = library.result(Access(set_id, me), tmp_path / "copies")
    assert again.checked.report == shown.checked.report
    assert again.checked.path.read_bytes() == path.read_bytes()
    assert again.view.read_bytes() == shown.view.read_bytes()
    library.delete(Access(set_id, me))
    assert library.files.names("sets") == library.files.names("clips") == []
    library.close()
