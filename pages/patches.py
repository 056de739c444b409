"""What is private to a library and used or changed all the same, in one place, each with the
version it is for. `tests/pages/test_patches.py` fails when one of these libraries changes there.

Beside these the button of streamlit-webrtc's player is pressed from outside
(`pages.camera.press_start`).
"""

import functools
import json
import socket
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from aiortc.contrib.media import MediaRelay
from aiortc.jitterbuffer import JitterBuffer, JitterFrame
from streamlit import file_util, net_util
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime import get_instance
from streamlit.runtime.pages_manager import PagesManager
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.web.server.starlette import starlette_server
from streamlit.web.server.starlette.starlette_websocket import _get_signed_cookie_with_chunks

# What the changes are for: a newer one is looked at before it is pinned.
VERSIONS = {"streamlit": "1.67.0", "streamlit-webrtc": "0.79.0", "aiortc": "1.16.0"}
# Where Streamlit takes files to keep in memory, tells numbers of itself, talks to programs.
UNUSED = ("/_stcore/upload_file", "/_stcore/metrics", "/_stcore/agent/")
# Its addresses of the sign-in, and what the names of its cookies of that begin with.
LOGIN, CALLBACK, LOGOUT = "/auth/login", "/oauth2callback", "/auth/logout"
USER = "_streamlit_user"
STREAM = "/_stcore/stream"  # its web socket


def own_navigation() -> None:
    """Streamlit 1.67: app.py has a navigation of its own. Streamlit learns that only when it has
    run once: until then it would take every file in pages/ for a page and know none of our
    addresses (of the kind of streamlit/streamlit#9624)."""
    PagesManager.uses_pages_directory = False


def sent_at_once() -> None:
    """Streamlit 1.67 opens its socket without naming TCP, and asyncio has only sockets that name it
    send at once: the end of each answer, and of what a page is told, was held back until the
    browser had confirmed its beginning, some 40 ms (D: the files of an empty browser's first page
    one after the other, 45 ms each; since then 0.5 ms). What is accepted has it from here."""
    bind = starlette_server._bind_socket
    if getattr(bind, "func", None) is not _at_once:
        starlette_server._bind_socket = functools.partial(_at_once, bind)


def _at_once(bind: Callable[..., socket.socket], *where: Any, **how: Any) -> socket.socket:
    bound = bind(*where, **how)
    bound.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return bound


def frontend() -> Path:
    """Where Streamlit 1.67 has what browsers get: `index.html`, `manifest.json` (Vite's list of
    what imports what) and `static/`, whose names tell of their content."""
    return Path(file_util.get_static_dir())


def no_outside_address() -> None:
    """Streamlit 1.67 asks the world for its own address whenever a page of another site knocks
    (streamlit/streamlit#7721): Koshi tells nobody outside that it is there."""
    net_util.get_external_ip = lambda: None


def visitor() -> str:
    """Who is looking at this page: Streamlit 1.67's name for the visit."""
    context = get_script_run_ctx()
    assert context is not None, "only inside a page"
    return context.session_id


def is_active(visit: str) -> bool:
    """Whether that visit is going on. Streamlit 1.67 has no public word for its end (see
    streamlit/streamlit#6166)."""
    return get_instance().is_active_session(visit)


def signed_in(cookies: Mapping[str, str]) -> dict[str, Any] | None:
    """What the provider claims of who has signed in, by the cookie that Streamlit 1.67 signs then;
    None without one, or where it is not of its making. A page has the same in `st.user`, which
    knows nothing of other requests than its own."""
    if USER not in cookies:
        return None
    held = _get_signed_cookie_with_chunks(dict(cookies), USER)
    told = json.loads(held) if held else None
    return told if isinstance(told, dict) and told.get("is_logged_in") is True else None


def anew() -> bytes:
    """What has a page of Streamlit 1.67 go to the first one, as its own sign-out does: a page whose
    socket is closed comes back by itself, and shows what it showed."""
    message = ForwardMsg()
    message.auth_redirect.url = "/"
    return message.SerializeToString()


@functools.cache
def no_waiting() -> None:
    """Take two waits out of the way of the picture.

    streamlit-webrtc 0.79 queues pictures without end, for it does not ask for aiortc's unbuffered
    relays (aiortc/aiortc#498); here the newest is handed on, so that on a busy machine the picture
    gets rarer and not later (measured: 0.1 s against 5 s). aiortc 1.16 holds each picture back
    until the next one's first packet (a rewrite is open, aiortc/aiortc#1418); here its last packet,
    which carries RTP's marker (RFC 7741, 4.1), is enough: one picture sooner.
    """
    subscribe = MediaRelay.subscribe
    MediaRelay.subscribe = functools.partialmethod(subscribe, buffered=False)  # type: ignore
    remove_frame = JitterBuffer._remove_frame
    JitterBuffer._remove_frame = functools.partialmethod(whole_frame, remove_frame)  # type: ignore


def whole_frame(buffer: JitterBuffer, remove_frame: Callable, number: int) -> JitterFrame | None:
    """The first picture in the buffer that is there to its marker; else what aiortc finds."""
    frame = remove_frame(buffer, number)
    if (frame and frame.data) or not buffer._is_video:
        return frame
    packets = []
    for place in range(buffer.capacity):
        packet = buffer._packets[((buffer._origin or 0) + place) % buffer.capacity]
        if packet is None:
            break
        packets.append(packet)
        if packet.marker:
            buffer.remove(len(packets))
            data = b"".join(each._data for each in packets)  # type: ignore
            return JitterFrame(data, packets[0].timestamp)
    return None
