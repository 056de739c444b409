"""What happens at Koshi's doors, for whoever runs it on a server: who came in, and who did not and
why. Each is a line of log and a number, and tells of nobody."""

import logging
from typing import Literal

from clips.logs import in_json
from pages.server import server

# docs/server.md says what each means.
Event = Literal[
    "signed_in",
    "signed_out",
    "sign_in_ended",
    "sign_in_old",
    "not_invited",
    "no_key",
    "foreign_page",
    "no_grant",
    "link_opened",
    "no_link",
    "wrong_passphrase",
    "too_many_tries",
    "library_full",
    "too_many_sessions",
]
# What everybody does; the others are what a host may want to look at.
_USUAL = frozenset({"signed_in", "signed_out", "sign_in_ended", "link_opened"})
log = logging.getLogger("koshi")


def note(event: Event) -> None:
    """It has happened: counted, and one line of log where lines have what is told beside them. In a
    terminal "door" alone would stand, at home first of all for the start's own look at the door."""
    server().counted.events[event] += 1
    if in_json():
        level = logging.INFO if event in _USUAL else logging.WARNING
        log.log(level, "door", extra={"told": {"event": event}})
