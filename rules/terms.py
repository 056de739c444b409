"""The words of `rules` that have few values: each is written down here once."""

from typing import Literal

Engine = Literal["reps", "alternating", "cycles", "passes", "hold", "guided", "monitor"]
# What a set is counted in; of an older report that does not say so, by its engine.
Counted = Literal["reps", "seconds", "breaths"]
COUNTED_IN: dict[Engine, Counted] = {
    "reps": "reps",
    "alternating": "reps",
    "cycles": "reps",
    "passes": "reps",
    "hold": "seconds",
    "guided": "breaths",
    "monitor": "seconds",
}
# "observed" is what only tells that something was there, and never how good that was.
Severity = Literal["mild", "severe", "observed"]
# What a fault is about, in the order in which faults of one severity are spoken of.
Concern = Literal["setup", "range", "tempo", "polish"]
# "guided" is a set that was paced or watched and is never judged; "observed" one of which is told
# what was seen, what was not seen and what could not be, and no verdict is given.
Verdict = Literal["ok", "mild", "severe", "cannot_judge", "guided", "observed"]
# Those that say how good something was.
JUDGED: frozenset[Verdict] = frozenset({"ok", "mild", "severe"})
# Of a rep, "out" of the position; of a hold, "hold" in it; of paced time, "pace" while it runs.
Phase = Literal["out", "rest", "up", "hold", "down", "pace"]
# A rep's way to its end position, its stay there and its way back.
Way = Literal["out", "stay", "back"]
# The body's own left and right.
Side = Literal["left", "right"]
# "leg" and "trunk" are shares of that length, "pct" hundredths of one, "share" is of anything else.
Unit = Literal["deg", "s", "pct", "leg", "trunk", "share", "breaths", "reps", "per_min"]
Sign = Literal[1, -1]
EventKind = Literal[
    "fault",
    "rep",
    "attempt",
    "hold_start",
    "hold_end",
    "gate",
    "pace",
    "stand_due",
    "stood",
    "drift",
    "still",
]
