"""The address that files are sent to: what it does not take."""

import pytest
from starlette.applications import Starlette
from starlette.routing import Route
from starlette.testclient import TestClient

from pages import uploads

FILE = "0123456789abcdef"


@pytest.fixture
def client(monkeypatch, tmp_path):
    monkeypatch.setattr(uploads, "data_folder", lambda: tmp_path)
    monkeypatch.setitem(uploads._tickets, "ticket", "me")
    address = "/koshi/upload/{ticket}/{file}"
    return TestClient(Starlette(routes=[Route(address, uploads.receive, methods=["PATCH"])]))


def test_a_piece_is_taken_where_the_last_one_ended(client, tmp_path):
    for offset, status in ((0, 204), (5, 204), (3, 409)):
        answer = client.patch(
            f"/koshi/upload/ticket/{FILE}", headers={"Upload-Offset": str(offset)}, content=b"piece"
        )
        assert answer.status_code == status
        assert answer.headers["Upload-Offset"] == ("5" if offset == 0 else "10")
    (written,) = (tmp_path / "uploads").iterdir()
    assert written.read_bytes() == b"piecepiece"


def test_what_comes_in_chunks_is_refused_whatever_length_it_claims(client, tmp_path):
    for claimed in ({}, {"Content-Length": "10"}):
        headers = {"Upload-Offset": "0", "Transfer-Encoding": "chunked"} | claimed
        answer = client.patch(
            f"/koshi/upload/ticket/{FILE}", headers=headers, content=iter([b"x" * 5000] * 3)
        )
        assert answer.status_code == 409
    assert not (tmp_path / "uploads").exists()
