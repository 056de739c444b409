"""What whoever runs a server sees: alive, ready, numbers, lines of log that tell of nobody."""

import json
import logging
import sys

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import Response
from starlette.routing import Route
from starlette.testclient import TestClient

from clips import logs
from clips.models import KeptSet, Worker
from clips.work import enter
from pages.events import note
from pages.watching import Watched, healthz, metrics, readyz


async def anything(request):
    raise PermissionError("/home/花子/膝.mp4") if "bad" in request.url.path else None


@pytest.fixture
def asked(served):
    routes = [
        Route("/healthz", healthz),
        Route("/readyz", readyz),
        Route("/koshi/metrics", metrics),
        Route("/koshi/media/{grant}/{name}", lambda request: Response("film")),
        Route("/bad", anything),
    ]
    app = Starlette(routes=routes, middleware=[Middleware(Watched)])

    where = "http://localhost:8501"
    return lambda host: TestClient(app, where, raise_server_exceptions=False, client=(host, 50_000))


@pytest.fixture
def client(asked):
    return asked("127.0.0.1")


def ready(client) -> tuple[int, dict]:
    answer = client.get("/readyz")
    return answer.status_code, answer.json()


def test_it_is_ready_when_what_it_stands_on_is_there(client, served, library, monkeypatch):
    monkeypatch.setattr("clips.health._GOOD_S", 0.0)
    name, lock = enter()
    for alive in (False, True):
        if alive:
            with library.session() as session:
                session.add(Worker(name=name))
        assert client.get("/healthz").text == "ok"
        expected = {"database": True, "files": True, "worker": alive}
        assert ready(client) == (200 if alive else 503, expected)
    lock.release()  # as when its process ends
    assert ready(client) == (503, {"database": True, "files": True, "worker": False})
    served._library = None
    monkeypatch.setenv("KOSHI_DATABASE_URL", "postgresql://nobody@127.0.0.1:9/none")
    assert ready(client) == (503, {"database": False, "files": False, "worker": False})
    assert client.get("/healthz").status_code == 200


def test_numbers_are_for_this_machine_alone_and_only_when_asked_for(
    client, asked, library, monkeypatch
):
    library.add(KeptSet(person_id=library.person(), exercise="plank", name="x", source="upload",
                        language="ja"))  # fmt: skip
    client.get("/koshi/media/secret-grant/view.mp4")
    client.get("/bad")
    assert client.get("/koshi/metrics").status_code == 404
    monkeypatch.setenv("KOSHI_METRICS", "1")
    for headers in ({"X-Forwarded-For": "10.0.0.2"}, {"Host": "koshi.example.org"}):
        assert client.get("/koshi/metrics", headers=headers).status_code == 404
    assert asked("10.0.0.2").get("/koshi/metrics").status_code == 404  # calls us localhost
    told = client.get("/koshi/metrics").text
    assert 'koshi_answers_total{kind="media",status="200"} 1\n' in told
    assert 'koshi_sets{state="waiting"} 1\n' in told
    assert "koshi_workers{} 0\n" in told
    assert "secret" not in told


@pytest.fixture
def written(monkeypatch):
    """The lines that are written while a test runs, as `KOSHI_LOG=json` writes them."""
    monkeypatch.setenv("KOSHI_LOG", "json")
    lines: list[str] = []

    class Lines(logging.Handler):
        def emit(self, record):
            lines.append(logs.line(record))

    handler, root = Lines(), logging.getLogger()
    before = root.level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    yield lines
    root.removeHandler(handler)
    root.setLevel(before)


def test_what_happens_at_the_door_is_a_line_and_a_number(client, served, written):
    for event in ("signed_in", "wrong_passphrase", "wrong_passphrase"):
        note(event)
    told = [json.loads(line) for line in written]
    assert [(each["level"], each["event"]) for each in told] == [
        *[("info", "signed_in")], *[("warning", "wrong_passphrase")] * 2,
    ]  # fmt: skip
    assert served.counted.events == {"signed_in": 1, "wrong_passphrase": 2}


def test_without_such_lines_a_terminal_does_not_say_door(served, written, monkeypatch):
    monkeypatch.delenv("KOSHI_LOG")
    note("no_key")
    assert written == []
    assert served.counted.events == {"no_key": 1}


def test_a_line_of_log_says_what_and_where_and_nothing_of_anybody(client, written):
    client.get("/koshi/media/secret-grant/view.mp4?save=%E8%8A%B1%E5%AD%90")
    client.get("/bad/secret")
    try:
        raise FileNotFoundError(2, "gone", "/home/花子/secret.mp4")
    except FileNotFoundError as error:
        logging.getLogger("koshi").error("unexpected %s", type(error).__name__, exc_info=error)
        logging.getLogger("some.library").warning("cannot open %s", error.filename)
    told = [json.loads(line) for line in written]
    mine = [each for each in told if each["from"] != "httpx"]
    assert [each.get("says") for each in mine] == [
        *["answer"] * 2, "unexpected FileNotFoundError", None,
    ]  # fmt: skip
    assert (mine[0]["kind"], mine[0]["status"]) == ("media", 200)
    assert mine[2]["error"] == "FileNotFoundError"
    assert mine[2]["error_at"][0].startswith("tests/pages/test_watching.py:")
    everything = "".join(written)
    for secret in ("secret", "花子", "\\u82b1", "/home", "%E8", sys.prefix):
        assert secret not in everything, secret
