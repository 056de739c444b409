"""The address that files are sent to: what it takes, keeps once, and refuses."""

import os
import shutil
import threading
import time
from pathlib import Path
from types import SimpleNamespace

import pytest
from starlette.applications import Starlette
from starlette.routing import Route
from starlette.testclient import TestClient

from coach.words import words
from pages import uploads

FILE = "0123456789abcdef"
SAMPLES = Path(__file__).parents[2] / "samples"
JA = words("ja")


def ticket_of(served, person: str, monkeypatch) -> None:
    """Whose uploads come by "ticket", from whatever browser."""
    monkeypatch.setattr(served.tickets, "get", lambda ticket, _: {"ticket": person}.get(ticket))


@pytest.fixture
def client(served, library, monkeypatch):
    ticket_of(served, library.person(), monkeypatch)
    address = "/koshi/upload/{ticket}/{file}"
    route = Route(address, uploads.receive, methods=uploads.METHODS)
    return TestClient(Starlette(routes=[route]))


def send(client, data: bytes, file: str = FILE):
    """Send a file in one piece."""
    return client.patch(
        f"/koshi/upload/ticket/{file}", headers={"Upload-Offset": "0"}, content=data
    )


def keep(client, number: int, size: int, exercise="hip_lift", file=FILE, **other):
    said = {"choice": f"{number:032x}", "name": "私の 動画.mp4", "size": size}
    said |= {"exercise": exercise, "language": "ja"} | other
    return client.post(f"/koshi/upload/ticket/{file}", json=said)


def test_a_piece_is_taken_where_the_last_one_ended(client, tmp_path):
    for offset, status in ((0, 204), (5, 204), (3, 409)):
        answer = client.patch(
            f"/koshi/upload/ticket/{FILE}", headers={"Upload-Offset": str(offset)}, content=b"piece"
        )
        assert answer.status_code == status
        assert answer.headers["Upload-Offset"] == ("5" if offset == 0 else "10")
    (written,) = (tmp_path / "uploads").iterdir()
    assert written.read_bytes() == b"piecepiece"


def begin(client, number: int):
    return client.patch(
        f"/koshi/upload/ticket/{number:016x}", headers={"Upload-Offset": "0"}, content=b"x"
    )


def test_nobody_begins_uploads_without_end(client, served, library, monkeypatch):
    answers = [begin(client, n).status_code for n in range(25)]
    assert answers == [204] * 20 + [429] * 5
    # what is begun goes on, and somebody else may begin
    address = f"/koshi/upload/ticket/{0:016x}"
    assert client.patch(address, headers={"Upload-Offset": "1"}, content=b"y").status_code == 204
    other = library.person("somebody else")
    ticket_of(served, other, monkeypatch)
    assert begin(client, 1).status_code == 204


@pytest.mark.parametrize("most", ["KOSHI_MOST_SETS", "KOSHI_MOST_BYTES"])
def test_who_keeps_as_much_as_one_may_sends_no_more(client, library, served, monkeypatch, most):
    clip = (SAMPLES / "hip_lift_ok.mp4").read_bytes()
    assert send(client, clip).status_code == 204
    assert keep(client, 1, len(clip)).status_code == 200
    assert send(client, clip, "f" * 16).status_code == 204  # sent whole before it was too much
    monkeypatch.setenv(most, "1")
    answer = keep(client, 2, len(clip), file="f" * 16)
    assert (answer.status_code, answer.json()["why"]) == (422, JA.say("error-clip-quota"))
    assert begin(client, 9).status_code == 403
    assert len(library.sets(library.person())) == 1  # what is there stays
    ticket_of(served, library.person("another"), monkeypatch)
    assert begin(client, 9).status_code == 204


def test_a_disk_that_is_nearly_full_takes_nothing_new_and_keeps_what_is_there(
    client, library, monkeypatch
):
    assert begin(client, 1).status_code == 204
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: SimpleNamespace(free=100 << 20))
    assert begin(client, 2).status_code == 507
    address = f"/koshi/upload/ticket/{1:016x}"
    answer = client.patch(address, headers={"Upload-Offset": "1"}, content=b"y")
    assert (answer.status_code, answer.headers["Upload-Offset"]) == (507, "1")


def test_what_nobody_goes_on_with_is_swept_by_the_clock(client, served, tmp_path):
    for n in range(2):
        begin(client, n)
    old, young = (tmp_path / "uploads").iterdir()
    long_ago = time.time() - 7 * 3600
    os.utime(old, (long_ago, long_ago))
    (tmp_path / "uploads" / "folder").mkdir()
    os.utime(tmp_path / "uploads" / "folder", (long_ago, long_ago))
    for sweep in served.sweepers:
        sweep(lambda visit: True)
    assert not old.exists()
    assert young.exists()


def test_tickets_end(served, monkeypatch):
    now = time.monotonic()
    ticket = served.tickets.give("person")
    monkeypatch.setattr(time, "monotonic", lambda: now + 13 * 3600)
    assert served.tickets.get(ticket) is None


def test_what_comes_in_chunks_is_refused_whatever_length_it_claims(client, tmp_path):
    for claimed in ({}, {"Content-Length": "10"}):
        headers = {"Upload-Offset": "0", "Transfer-Encoding": "chunked"} | claimed
        answer = client.patch(
            f"/koshi/upload/ticket/{FILE}", headers=headers, content=iter([b"x" * 5000] * 3)
        )
        assert answer.status_code == 409
    assert not (tmp_path / "uploads").exists()


def test_a_choice_is_kept_once_as_what_it_was_chosen_for(client, library, tmp_path):
    clip = (SAMPLES / "hip_lift_ok.mp4").read_bytes()
    send(client, clip)
    first = keep(client, 1, len(clip), "hip_hinge")
    again = keep(client, 1, len(clip), "hip_hinge")  # the answer was lost on its way
    assert first.status_code == again.status_code == 200
    assert first.json() == again.json()
    (kept,) = library.sets(library.person())
    assert (kept.id, kept.exercise, kept.name) == (
        first.json()["set"],
        "hip_hinge",
        "私の 動画.mp4",
    )
    assert list((tmp_path / "uploads").iterdir()) == []


def test_two_windows_that_send_the_same_file_keep_two_sets(client, library):
    clip = (SAMPLES / "hip_lift_ok.mp4").read_bytes()
    send(client, clip)
    assert keep(client, 1, len(clip), "hip_lift").status_code == 200
    # The other one thinks that all is there: it is told to send it once more.
    answer = keep(client, 2, len(clip), "plank")
    assert (answer.status_code, answer.headers["Upload-Offset"]) == (409, "0")
    send(client, clip)
    assert keep(client, 2, len(clip), "plank").status_code == 200
    sets = library.sets(library.person())
    assert sorted(kept.exercise for kept in sets) == ["hip_lift", "plank"]
    assert len({kept.clip_sha256 for kept in sets}) == 1


def test_both_at_once_keep_two_sets(client, library):
    clip = (SAMPLES / "hip_lift_ok.mp4").read_bytes()
    answers = {}

    def window(number):
        while True:
            there = int(client.head(f"/koshi/upload/ticket/{FILE}").headers["Upload-Offset"])
            while there < len(clip):
                piece = clip[there : there + 100_000]
                headers = {"Upload-Offset": str(there)}
                answer = client.patch(
                    f"/koshi/upload/ticket/{FILE}", headers=headers, content=piece
                )
                there = int(answer.headers["Upload-Offset"])
            answer = keep(client, number, len(clip))
            while answer.status_code == 202:
                answer = keep(client, number, len(clip))
            if answer.status_code != 409:
                answers[number] = answer.json()["set"]
                return

    windows = [threading.Thread(target=window, args=(number,)) for number in (1, 2)]
    for each in windows:
        each.start()
    for each in windows:
        each.join(60)
    assert {kept.id for kept in library.sets(library.person())} == set(answers.values())
    assert len(answers) == 2


def test_what_is_not_whole_is_not_kept(client, library):
    clip = (SAMPLES / "hip_lift_ok.mp4").read_bytes()
    send(client, clip[:1000])
    answer = keep(client, 1, len(clip))
    assert (answer.status_code, answer.headers["Upload-Offset"]) == (409, "1000")
    assert library.sets(library.person()) == []


def test_what_is_no_clip_is_said_and_removed(client, library, tmp_path):
    send(client, "これは動画ではありません".encode())
    answer = keep(client, 1, len("これは動画ではありません".encode()), name="メモ.mp4")
    assert answer.status_code == 422
    assert answer.json() == {"why": JA.say("error-clip-unreadable", name="メモ.mp4")}
    assert library.sets(library.person()) == []
    assert list((tmp_path / "uploads").iterdir()) == []


def test_what_could_not_be_kept_need_not_be_sent_again(client, library, monkeypatch):
    clip = (SAMPLES / "hip_lift_ok.mp4").read_bytes()
    send(client, clip)

    def full(*_):
        raise OSError(28, "no space")

    with monkeypatch.context() as patch:
        patch.setattr(library, "keep", full)
        assert keep(client, 1, len(clip)).json() == {"why": JA.say("error-disk-full")}
    there = client.head(f"/koshi/upload/ticket/{FILE}").headers["Upload-Offset"]
    assert int(there) == len(clip)
    assert keep(client, 2, len(clip)).status_code == 200


@pytest.mark.parametrize(
    "wrong",
    [
        {"exercise": "../secret"},
        {"language": "xx"},
        {"choice": "../../x"},
        {"size": -1},
        {"size": "1"},
        {"name": "x" * 5000},
        {"more": 1},
    ],
)
def test_what_is_no_choice_is_refused(client, wrong):
    send(client, b"x")
    assert keep(client, 1, **({"size": 1} | wrong)).status_code == 400


def test_a_name_with_a_path_is_a_name(client, library):
    clip = (SAMPLES / "hip_lift_ok.mp4").read_bytes()
    for number, name in enumerate(("../../a.mp4", "C:\\x\\a.mp4", "/etc/a.mp4")):
        send(client, clip)
        keep(client, number, len(clip), name=name)
    assert [kept.name for kept in library.sets(library.person())] == ["a.mp4"] * 3


def test_a_stranger_keeps_nothing(client):
    assert client.post(f"/koshi/upload/guess/{FILE}", json={}).status_code == 401


def test_a_set_is_kept_though_the_queue_cannot_be_had(client, library, served, monkeypatch):
    """A worker sees for itself that it waits."""
    monkeypatch.setattr(served.queue, "ask", lambda *_: 1 / 0)
    clip = (SAMPLES / "hip_lift_ok.mp4").read_bytes()
    send(client, clip)
    assert keep(client, 1, len(clip)).status_code == 200
    assert len(library.sets(library.person())) == 1
