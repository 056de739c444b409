"""The desk's page and the line it is watched through."""

import struct
from pathlib import Path

import numpy as np
import pytest
import streamlit
from starlette.applications import Starlette
from starlette.routing import WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect
from streamlit.testing.v1 import AppTest

import pages.camera
from coach.desk import DeskCoach
from coach.words import words
from pages import sitting
from pages.server import Server, serving
from pages.sitting import picture_of, watch
from tests.desks import front, looks
from tests.films import shots

PAGE = str(Path(__file__).parents[2] / "pages" / "desk.py")
JA = words("ja")


def as_sent(image: np.ndarray) -> bytes:
    height, width = image.shape[:2]
    return struct.pack("<HH", width, height) + np.ascontiguousarray(image).tobytes()


def test_only_whole_pictures_are_taken():
    image = np.arange(4 * 6 * 3, dtype=np.uint8).reshape(4, 6, 3)
    assert (picture_of(as_sent(image)) == image).all()
    huge = struct.pack("<HH", 60000, 60000)
    for wrong in (b"", b"\x06", as_sent(image)[:-1], as_sent(image) + b"\0", huge, b"\0" * 4):
        assert picture_of(wrong) is None


def test_the_server_asks_and_the_page_answers(tmp_path, monkeypatch):
    """A real pose of a real picture; then the page's own buttons."""
    monkeypatch.setenv("KOSHI_DATA", str(tmp_path))
    monkeypatch.setattr(sitting, "LOOK_S", 0.05)
    _, image = next(iter(shots("plank_sagging", 0.1, 2)))
    app = Starlette(routes=[WebSocketRoute("/desk/{token}", watch)])
    with serving(Server()) as served, TestClient(app) as client:
        coach = DeskCoach("front", 45, "ja")
        own, token = {"origin": "http://testserver"}, served.desks.give(coach)
        with client.websocket_connect(f"/desk/{token}", headers=own) as page:
            told, named = page.receive_json(), []
            while not named:
                if told["look"]:
                    page.send_bytes(as_sent(image[::2, ::2]))
                told = page.receive_json()
                named += [each["name"] for each in told["said"]]
            assert named == ["say-desk-begin"]
            assert told["view"]["seen"]
            page.send_text("nonsense")
            while told["view"]["seen"]:  # the page has no picture any more
                told = page.receive_json()
            page.send_text("stop")
            while page.receive()["type"] != "websocket.close":
                pass
            assert coach.over
        strange = {"origin": "http://elsewhere"}
        with (
            pytest.raises(WebSocketDisconnect),
            client.websocket_connect(f"/desk/{token}", headers=strange),
        ):
            pass
        with client.websocket_connect("/desk/guess", headers=own) as page:
            assert page.receive()["code"] == 4404


@pytest.fixture
def page(served, monkeypatch):
    monkeypatch.setattr(streamlit, "page_link", lambda *_, **__: None)
    return AppTest.from_file(PAGE, default_timeout=60)


def test_the_page_from_its_choices_to_its_end(page, served):
    page.run()
    assert not page.exception
    told = [each.value for each in page.caption]
    assert JA.say("desk-setup-front") in told
    page.button_group(key="desk-camera").set_value("side").run()
    assert JA.say("desk-setup-side") in [each.value for each in page.caption]
    coach = DeskCoach("front", 45, "ja")
    page.query_params["desk"] = served.desks.give(coach)
    page.run()
    assert not page.exception
    assert JA.say("desk-small") in [each.value for each in page.caption]
    for pose in looks((front(), 10)):
        coach.see(pose)
    coach.over = True
    page.run()
    assert page.success[0].value == JA.say("desk-day", stood=0, longest=9)
    page.query_params["desk"] = "gone"
    page.run()
    assert page.info[0].value == JA.say("desk-gone")


def test_what_was_chosen_is_chosen_the_next_time(page, served, monkeypatch):
    page.run()
    page.button_group(key="desk-camera").set_value("side").run()
    page.slider(key="desk-minutes").set_value(30).run()
    pressed = iter([(None, "a camera")])
    monkeypatch.setattr(pages.camera, "start_button", lambda *_: next(pressed, (None, None)))
    page.run()
    coach = DeskCoach("side", 30, "ja")
    page.query_params["desk"] = served.desks.give(coach)
    page.run()
    assert not page.slider
    coach.over = True
    page.run()
    assert page.button_group(key="desk-camera").value == "side"
    assert page.slider(key="desk-minutes").value == 30
