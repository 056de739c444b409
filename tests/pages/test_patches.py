"""What is private to Streamlit, streamlit-webrtc and aiortc is still as `pages.patches` needs it: a
new version of one of them in which it is not fails here."""

import inspect
import socket
from importlib.metadata import version
from types import MethodType

import pytest
import streamlit_webrtc.webrtc
from aiortc.contrib.media import MediaRelay
from aiortc.jitterbuffer import JitterBuffer
from aiortc.mediastreams import VideoStreamTrack
from aiortc.rtp import RtpPacket
from streamlit import net_util
from streamlit.runtime import Runtime
from streamlit.runtime.pages_manager import PagesManager
from streamlit.testing.v1 import AppTest
from streamlit.web.server import server_util
from streamlit.web.server.starlette import (
    starlette_agent_routes,
    starlette_routes,
    starlette_server,
)

from pages import patches
from pages.patches import whole_frame

AIORTC = JitterBuffer._remove_frame


def received(*packets):
    """The pictures that come out of the buffer, by the packet after which each came; a packet is
    (number, time, last of its picture, data)."""
    buffer = JitterBuffer(capacity=16, is_video=True)
    buffer._remove_frame = MethodType(
        lambda self, number: whole_frame(self, AIORTC, number), buffer
    )
    out = []
    for number, t, last, data in packets:
        packet = RtpPacket(sequence_number=number, timestamp=t, marker=int(last))
        packet._data = data
        _, frame = buffer.add(packet)
        out.append(frame and (frame.timestamp, frame.data))
    return out


def test_a_picture_comes_with_its_own_last_packet():
    out = received((1, 0, False, b"a"), (2, 0, True, b"b"), (3, 9, True, b"c"))
    assert out == [None, (0, b"ab"), (9, b"c")]


def test_packets_out_of_order_wait_for_each_other():
    out = received((1, 0, True, b"a"), (3, 9, True, b"c"), (2, 9, False, b"b"))
    assert out == [(0, b"a"), None, (9, b"bc")]


def test_without_a_marker_the_next_picture_ends_it():
    out = received((1, 0, False, b"a"), (2, 9, False, b"b"), (3, 18, False, b"c"))
    assert out == [None, (0, b"a"), (9, b"b")]


def test_padding_after_the_marker_is_no_picture():
    out = received((1, 0, True, b"a"), (2, 0, False, b""), (3, 9, True, b"b"))
    assert out == [(0, b"a"), None, (9, b"b")]


def test_the_versions_are_those_that_the_changes_are_for():
    """With another one each of them is to be looked at anew, and maybe done without."""
    assert {name: version(name) for name in patches.VERSIONS} == patches.VERSIONS


def test_streamlit_takes_the_files_in_pages_for_pages_unless_it_is_told(monkeypatch, tmp_path):
    (tmp_path / "pages").mkdir()
    for tell, expected in ((lambda: None, True), (patches.own_navigation, False)):
        monkeypatch.setattr(PagesManager, "uses_pages_directory", None)
        tell()
        PagesManager(str(tmp_path / "app.py"))
        assert PagesManager.uses_pages_directory is expected


def test_streamlit_holds_back_what_it_sends_unless_it_is_told(monkeypatch):
    monkeypatch.setattr(starlette_server, "_bind_socket", starlette_server._bind_socket)
    for tell, expected in ((lambda: None, False), (patches.sent_at_once, True)):
        tell()
        listening = starlette_server._bind_socket("127.0.0.1", 0, 1)
        listening.setblocking(True)
        with listening, socket.create_connection(listening.getsockname()):
            accepted, _ = listening.accept()
            with accepted:
                at_once = accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
        assert bool(at_once) is expected


def test_streamlit_asks_for_its_address_outside_by_the_name_that_is_taken_away(monkeypatch):
    asked = []
    monkeypatch.setattr(net_util, "get_external_ip", lambda: asked.append(1))
    assert not server_util.is_url_from_allowed_origins("http://stranger.example")
    assert asked
    patches.no_outside_address()
    assert net_util.get_external_ip() is None
    assert not server_util.is_url_from_allowed_origins("http://stranger.example")
    assert len(asked) == 1


def test_streamlit_offers_what_is_unused_where_it_is_refused():
    uploads, numbers, programs = patches.UNUSED
    assert uploads == f"/{starlette_routes.BASE_ROUTE_UPLOAD_FILE}"
    assert numbers == f"/{starlette_routes.ROUTE_METRICS}"
    agents = (starlette_agent_routes._ROUTE_AGENT_INTERACT,
              starlette_agent_routes._ROUTE_AGENT_SCHEMA,
              starlette_agent_routes._ROUTE_AGENT_MCP)  # fmt: skip
    assert all(f"/{each}".startswith(programs) for each in agents)


def test_a_visit_has_a_name_and_can_be_asked_for():
    def page():
        import streamlit as st

        from pages.patches import visitor

        st.text(visitor())

    (name,) = AppTest.from_function(page).run().text
    assert name.value
    assert list(inspect.signature(Runtime.is_active_session).parameters) == ["self", "session_id"]


@pytest.fixture
def patched(monkeypatch):
    """aiortc as the pages have it, and after the test as it was."""
    monkeypatch.setattr(MediaRelay, "subscribe", MediaRelay.subscribe)
    monkeypatch.setattr(JitterBuffer, "_remove_frame", AIORTC)
    patches.no_waiting.__wrapped__()


def test_relays_hand_on_the_newest_picture_and_streamlit_webrtc_asks_for_no_other(patched):
    assert not MediaRelay().subscribe(VideoStreamTrack())._buffered
    source = inspect.getsource(streamlit_webrtc.webrtc)
    assert "relay.subscribe(" in source
    assert "buffered" not in source  # else it says itself what it wants


def test_the_buffer_of_aiortc_gives_pictures_by_their_last_packet(patched):
    buffer = JitterBuffer(capacity=16, is_video=True)
    packet = RtpPacket(sequence_number=1, timestamp=0, marker=1)
    packet._data = b"a"
    _, frame = buffer.add(packet)
    assert frame.data == b"a"
