"""What whoever runs Koshi on a server sees of it: whether it lives and is ready, how much is asked
of it, and one line of log for each answer. Nothing here tells of anybody."""

import logging
import os
import time
from collections.abc import Iterator, Mapping
from http import HTTPStatus

import anyio
import anyio.to_thread
import psutil
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pages.door import from_here, own_address
from pages.server import server

_ASK_S = 5.0  # a database that answers no sooner is not there
_NO_STORE = {"Cache-Control": "no-store"}
_TEXT = "text/plain; version=0.0.4; charset=utf-8"
# Ours and Streamlit's addresses by what they begin with; all others are files of the page.
_KINDS = {
    "/koshi/board/": "board",
    "/koshi/desk/": "desk",
    "/koshi/upload/": "upload",
    "/koshi/link": "link",
    "/koshi/media/": "media",
    "/koshi/own/": "own",
    "/_stcore/stream": "page",
    "/_stcore/": "streamlit",
    "/oauth2callback": "sign_in",
    "/auth/": "sign_in",
}
_UNTOLD = frozenset({"/healthz", "/readyz", "/koshi/metrics", "/koshi/here", "/_stcore/health"})
log = logging.getLogger("koshi")


async def healthz(request: Request) -> Response:
    """It lives: the loop that answers everything goes round."""
    return PlainTextResponse("ok", headers=_NO_STORE)


async def readyz(request: Request) -> Response:
    """Whether a clip that comes in now would be kept and checked: 200 or 503, and what is there."""
    state = None
    with anyio.move_on_after(_ASK_S):
        state = await anyio.to_thread.run_sync(server().health.look, abandon_on_cancel=True)
    told = {
        "database": bool(state and state.database),
        "files": bool(state and state.files),
        "worker": bool(state and state.workers),
    }
    status = HTTPStatus.OK if all(told.values()) else HTTPStatus.SERVICE_UNAVAILABLE
    return JSONResponse(told, status, headers=_NO_STORE)


async def metrics(request: Request) -> Response:
    """Numbers for Prometheus, where `KOSHI_METRICS` is 1, for this machine alone: by a proxy there
    are none, nor for who only calls us by this machine's name."""
    near = request.client is not None and own_address(request.client.host)
    if os.environ.get("KOSHI_METRICS") != "1" or not near or not from_here(request.headers):
        return Response(status_code=404)
    state = await anyio.to_thread.run_sync(server().health.look)
    counted, memory = server().counted, psutil.Process().memory_info().rss
    answers = {
        f'kind="{kind}",status="{status}"': n for (kind, status), n in counted.answers.items()
    }
    lines = [
        *_metric("answers_total", "counter", answers),
        *_metric("answer_seconds_total", "counter", _by("kind", counted.seconds)),
        *_metric("events_total", "counter", _by("kind", counted.events)),
        *_metric("sockets", "gauge", _by("kind", counted.sockets)),
        *_metric("sets", "gauge", _by("state", dict(state.sets))),
        *_metric("workers", "gauge", {"": state.workers}),
        *_metric("live_sessions", "gauge", {"": len(server().live)}),
        *_metric("memory_bytes", "gauge", {"": memory}),
    ]
    return Response("".join(lines), media_type=_TEXT, headers=_NO_STORE)


def _by(label: str, values: Mapping[str, float]) -> dict[str, float]:
    return {f'{label}="{name}"': value for name, value in values.items()}


def _metric(name: str, kind: str, values: Mapping[str, float]) -> Iterator[str]:
    """One metric in Prometheus' text format 0.0.4; `values` by their labels, which are words of
    ours and need no escaping."""
    yield f"# TYPE koshi_{name} {kind}\n"
    for labels, value in sorted(values.items()):
        yield f"koshi_{name}{{{labels}}} {value}\n"


class Watched:
    """Counts the answers by kind of address and status and logs each of them. Who asked, and the
    address itself, which may open something, are not looked at."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """As ASGI has it."""
        if scope["type"] == "lifespan" or scope["path"] in _UNTOLD:
            await self._app(scope, receive, send)
            return
        kind, status, begun = kind_of(scope["path"]), 0, time.monotonic()
        socket, counted = scope["type"] == "websocket", server().counted

        async def told(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            elif message["type"] == "websocket.accept":
                status = int(HTTPStatus.SWITCHING_PROTOCOLS)
            await send(message)

        counted.sockets[kind] += socket
        try:
            await self._app(scope, receive, told)
        finally:
            took = time.monotonic() - begun
            counted.sockets[kind] -= socket
            counted.answers[kind, status] += 1
            counted.seconds[kind] += 0.0 if socket else took
            shown = {"kind": kind, "status": status, "ms": round(1000 * took)}
            log.info("answer", extra={"told": shown})


def kind_of(path: str) -> str:
    """What is asked for at an address."""
    return next((kind for start, kind in _KINDS.items() if path.startswith(start)), "file")
