"""A public client of tus 1.0 (tuspy) sends a clip to a real server, breaks off, goes on."""

import threading
import time

import httpx
import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.routing import Route
from tusclient.client import TusClient
from tusclient.exceptions import TusCommunicationError, TusUploadFailed
from tusclient.storage.filestorage import FileStorage

from clips.incoming import Choice
from clips.intake import MAX_BYTES
from pages import uploads
from tests.films import sample

PIECE = 100_000
TUS = {"Tus-Resumable": "1.0.0", "Content-Type": "application/offset+octet-stream"}


@pytest.fixture
def address(served, library):
    """Where one person may send clips."""
    routes = [
        Route("/koshi/upload/{ticket}", uploads.begin, methods=["OPTIONS", "POST"]),
        Route("/koshi/upload/{ticket}/{file}", uploads.receive, methods=uploads.METHODS),
    ]
    server = uvicorn.Server(uvicorn.Config(Starlette(routes=routes), port=0, log_level="error"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}/koshi/upload/{served.tickets.give(library.person())}"
    server.should_exit = True
    thread.join()


def test_a_clip_is_sent_broken_off_and_gone_on_with(address, library, tmp_path):
    clip, kept = sample("hip_lift_arched"), FileStorage(str(tmp_path / "begun.json"))
    how = {"chunk_size": PIECE, "upload_checksum": True, "store_url": True, "url_storage": kept}
    first = TusClient(address).uploader(str(clip), metadata={"filename": "膝.mp4"}, **how)
    first.upload(stop_at=2 * PIECE)
    again = TusClient(address).uploader(str(clip), **how)  # as after a restart of the browser
    assert (again.url, again.offset) == (first.url, 2 * PIECE)
    again.upload()
    size = clip.stat().st_size
    assert again.offset == size
    there = httpx.head(again.url).headers
    assert (there["Upload-Length"], there["Upload-Offset"]) == (str(size), str(size))
    assert (there["Cache-Control"], there["Tus-Resumable"]) == ("no-store", "1.0.0")
    choice = Choice(choice="0" * 32, name="膝.mp4", size=size, exercise="hip_lift", language="ja")
    httpx.post(again.url, content=choice.model_dump_json()).raise_for_status()
    (done,) = library.sets(library.person())
    assert (done.name, library.files.sizes("clips")) == ("膝.mp4", {done.clip.key: size})


def test_what_the_server_understands(address):
    told = httpx.options(address)
    assert told.status_code == 204
    assert told.headers["Tus-Version"] == "1.0.0"
    assert told.headers["Tus-Extension"] == "creation,checksum,termination"
    assert told.headers["Tus-Max-Size"] == str(MAX_BYTES)
    for headers, status in (
        ({"Upload-Length": "10", "Tus-Resumable": "0.2.2"}, 412),
        ({"Tus-Resumable": "1.0.0"}, 400),
        ({"Upload-Length": "-1"}, 400),
        ({"Upload-Length": str(MAX_BYTES + 1)}, 413),
    ):
        assert httpx.post(address, headers=headers).status_code == status, headers
    assert httpx.post(f"{address}x", headers={"Upload-Length": "1"}).status_code == 401
    with pytest.raises(TusCommunicationError):
        TusClient(f"{address}x").uploader(str(sample("hip_lift_ok"))).upload()


def test_a_piece_that_is_not_what_was_sent_is_not_taken(address, tmp_path):
    file = tmp_path / "clip"
    file.write_bytes(b"0123456789")
    sent = TusClient(address).uploader(str(file), chunk_size=5, upload_checksum=True)
    sent.upload(stop_at=5)

    def add(piece: bytes, offset: int, **headers: str) -> tuple[int, str | None]:
        told = TUS | {"Upload-Offset": str(offset)} | headers
        answer = httpx.patch(sent.url, content=piece, headers=told)
        return answer.status_code, answer.headers.get("Upload-Offset")

    wrong = {"Upload-Checksum": "sha1 AAAAAAAAAAAAAAAAAAAAAAAAAAA="}
    assert add(b"56789", 5, **wrong) == (460, "5")
    assert add(b"56789", 5, **{"Upload-Checksum": "crc32 AAAA"}) == (400, "5")
    assert add(b"56789", 5, **{"Upload-Checksum": "sha1 ?"}) == (400, "5")
    assert add(b"567", 4) == (409, "5")
    assert add(b"567890", 5) == (413, "5")  # longer than was told
    assert add(b"5", 5, **{"Content-Type": "text/plain"}) == (415, None)
    sent.upload()
    assert sent.offset == 10
    sent.offset = 0  # where the file does not stop
    with pytest.raises(TusUploadFailed):
        sent.upload_chunk()


def test_what_was_ended_or_never_begun_is_not_there(address, served, tmp_path):
    file = tmp_path / "clip"
    file.write_bytes(b"0123456789")
    sent = TusClient(address).uploader(str(file), chunk_size=5)
    sent.upload(stop_at=5)
    never = f"{address}/{'0' * 32}-10"
    piece = {"headers": TUS | {"Upload-Offset": "5"}, "content": b"56789"}
    (part,) = (tmp_path / "uploads").iterdir()
    with served.incoming.hold(part):
        assert httpx.delete(sent.url, headers=TUS).status_code == 409  # a piece is on its way
    assert part.exists()
    assert httpx.delete(sent.url, headers={"Tus-Resumable": "0.2.2"}).status_code == 412
    ended = httpx.delete(sent.url, headers={"Tus-Resumable": "1.0.0"})
    assert (ended.status_code, ended.headers["Tus-Resumable"]) == (204, "1.0.0")
    assert list((tmp_path / "uploads").iterdir()) == []
    for url in (sent.url, never):
        for answer in (httpx.head(url), httpx.patch(url, **piece), httpx.delete(url, headers=TUS)):
            assert answer.status_code == 404, (url, answer.request.method)
            assert "Upload-Offset" not in answer.headers
            assert answer.headers["Tus-Resumable"] == "1.0.0"
    begun = httpx.post(address, headers={"Upload-Length": "10"}).headers["Location"]
    there = httpx.head(httpx.URL(address).join(begun))  # nothing has come yet
    assert (there.status_code, there.headers["Upload-Offset"]) == (204, "0")
    guessed = begun.replace(address.rsplit("/", 1)[1], "x" * 32)
    assert httpx.delete(httpx.URL(address).join(guessed)).status_code == 401


def test_uploads_without_end_are_not_begun(address):
    answers = [httpx.post(address, headers={"Upload-Length": "10"}) for _ in range(22)]
    assert [each.status_code for each in answers] == [201] * 20 + [429] * 2
