"""What all visits share as long as Koshi is served: one object, made at the server's start and
closed at its end (`server.py`), for its event loop and the threads of all pages."""

import threading
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from clips.access import Access
from clips.health import Health
from clips.incoming import Incoming
from clips.library import Library
from clips.places import data_folder
from clips.work import Queue
from coach.desk import DeskCoach
from coach.words import Words
from pages.live_sessions import LiveSessions
from pages.patches import is_active
from pages.tokens import Tokens
from pages.visits import Visits

_GRANTED_S = 12 * 3600.0  # a page may play a clip for so long


@dataclass(frozen=True)
class Grant:
    """The clip of a set that a page's browser may ask for, and what was seen in it
    (`pages.media`)."""

    access: Access
    clip: str
    says: Words
    called: str  # what a clip is called when it is put away


@dataclass
class Counted:
    """What was asked of this process (`pages.watching`), by kind of address."""

    answers: Counter[tuple[str, int]] = field(default_factory=Counter)  # by status as well
    seconds: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    sockets: Counter[str] = field(default_factory=Counter)  # open now
    events: Counter[str] = field(default_factory=Counter)  # `pages.events`


class Server:
    """Everything that lives longer than a run of a page. `library` is one that is open
    already; else it is opened when it is first asked for, and its trouble told there and then."""

    def __init__(self, library: Library | None = None) -> None:
        self.visits = Visits()
        self.live = LiveSessions(self.visits)
        self.tickets: Tokens[str] = Tokens(_GRANTED_S)  # whose uploads come by it
        self.own: Tokens[str] = Tokens(_GRANTED_S)  # whose data may be taken away by it
        self.grants: Tokens[Grant] = Tokens(_GRANTED_S)
        self.desks: Tokens[DeskCoach] = Tokens(_GRANTED_S)
        self.incoming = Incoming(data_folder() / "uploads")
        self.sweepers = (self.live.sweep, lambda _active: self.incoming.clear_old())
        self.queue = Queue()
        self.health = Health(lambda: self.library)
        self.counted = Counted()
        self._library = library
        self._lock = threading.Lock()

    @property
    def library(self) -> Library:
        """The kept sets."""
        with self._lock:
            if self._library is None:
                self._library = Library()
            return self._library

    def close(self) -> None:
        """End what is going on and let go of everything."""
        self.live.close()
        self.visits.close()
        self.queue.close()
        with self._lock:
            if self._library is not None:
                self._library.close()


_server: Server | None = None


def server() -> Server:
    """The one that serves this page."""
    assert _server is not None, "only while a server runs"
    return _server


@contextmanager
def serving(made: Server) -> Iterator[Server]:
    """`made` serves all pages as long as this lasts."""
    global _server
    _server = made
    try:
        yield made
    finally:
        _server = None
        made.close()


@contextmanager
def swept() -> Iterator[Server]:
    """A real server, whose visits are swept."""
    with serving(Server()) as made:
        made.visits.begin_sweeping(is_active, made.sweepers)
        yield made


def library() -> Library:
    """The kept sets."""
    return server().library


def copies() -> Path:
    """Where files that lie elsewhere are copied to."""
    return server().visits.copies
