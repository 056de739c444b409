"""Koshi's pages as a browser has them, without a browser: what comes and goes by Streamlit's web
socket. Hundreds of visits cost what one browser does.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack
from socket import create_connection
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.runtime.state.session_state import STREAMLIT_INTERNAL_KEY_PREFIX
from websockets.sync.client import ClientConnection, connect

STREAM, XSRF = "/_stcore/stream", "_streamlit_xsrf"
_PATIENCE_S = 60.0


def opened(
    address: str,
    path: str,
    headers: Mapping[str, str],
    origin: str | None = None,
    subprotocols: Sequence[str] | None = None,
) -> AbstractContextManager[ClientConnection]:
    """A web socket of a Koshi, as a page of its own opens it, or one of another `origin`. Headers
    and errors as of a `Visit`."""
    there, told = urlsplit(address), dict(headers)
    called = told.pop("Host", there.netloc)
    return connect(  # type: ignore[call-overload]  # its names for texts
        f"ws://{called}{path}",
        sock=create_connection((there.hostname, there.port)),
        origin=origin or f"http://{called}",
        subprotocols=subprotocols,
        additional_headers=told,
        max_size=None,
    )


class Visit:
    """One visit of a Koshi at `address` (``http://localhost:8501``), by who has these cookies; as
    a context it is closed at its end. What it shows is in ``shown``, by the last run. `headers` are
    sent beside; a ``Host`` among them is what the Koshi is called, wherever it is.

    Raises
    ------
    websockets.exceptions.InvalidStatus
        It is not let in.
    """

    def __init__(
        self,
        address: str,
        cookies: Mapping[str, str] | None = None,
        language: str = "ja",
        origin: str | None = None,
        headers: Mapping[str, str] | None = None,
    ):
        known = dict(cookies or {})
        told = {"Accept-Language": language, **(headers or {})}
        if known:
            told["Cookie"] = "; ".join(f"{name}={value}" for name, value in known.items())
        # By its second word Streamlit believes the cookie of the sign-in.
        spoken = ["streamlit", known[XSRF]] if XSRF in known else ["streamlit"]
        self._own = ExitStack()
        self._socket = self._own.enter_context(opened(address, STREAM, told, origin, spoken))
        self._language, self._at = language, ("", "")
        self.shown: list[ForwardMsg] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Leave."""
        self._own.close()

    def open(self, page: str, query: str = "") -> bytes:
        """Go to a page; everything that came of it."""
        self._at = page, query
        return self._run()

    def press(self, label: str) -> bytes:
        """Press the button of that label."""
        (button,) = (each for each in self.elements("button") if each.label == label)
        return self._run(WidgetState(id=button.id, trigger_value=True))

    def choose(self, key: str, number: int) -> bytes:
        """Choose the option of that number in the choice (radio, pills) whose name holds `key`."""
        (found,) = (each for each in self.elements("radio") if key in each.id)
        return self._run(WidgetState(id=found.id, int_value=number))

    def send(self, component: str, event: str, value: object) -> bytes:
        """Have a component tell of something, as its script does."""
        (found,) = (
            each for each in self.elements("bidi_component") if each.component_name == component
        )
        state = WidgetState(id=f"{STREAMLIT_INTERNAL_KEY_PREFIX}_{found.id}__events")
        state.json_trigger_value = json.dumps([{"event": event, "value": value}])
        return self._run(state)

    def elements(self, kind: str) -> Iterator[Any]:
        """The elements of a kind (of Streamlit's `Element`) that the page shows."""
        for message in self.shown:
            element = message.delta.new_element
            if element.WhichOneof("type") == kind:
                yield getattr(element, kind)

    def _run(self, *states: WidgetState) -> bytes:
        message = BackMsg()
        message.rerun_script.page_name, message.rerun_script.query_string = self._at
        message.rerun_script.context_info.locale = self._language
        message.rerun_script.widget_states.widgets.extend(states)
        self._socket.send(message.SerializeToString())
        self.shown, raw = [], b""
        while True:
            came = self._socket.recv(timeout=_PATIENCE_S)
            assert isinstance(came, bytes)
            raw += came
            told = ForwardMsg.FromString(came)
            self.shown.append(told)
            if told.WhichOneof("type") == "script_finished":
                if told.script_finished == ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                    self.shown = []
                    continue
                return raw
