"""The words of `coach` that have few values: each is written down here once."""

from typing import Literal

from pose.profile import Reason

# What is happening at the camera, in the order in which a session goes through it.
Stage = Literal["ready", "countdown", "set", "rest", "paused", "closing", "done"]
# A key or button, on the page or by a raised hand.
Wish = Literal["pause", "resume", "stop", "skip", "easier", "hurts"]
# How much is said.
Amount = Literal["few", "normal", "many"]
# Whether each second of a rep is beeped or spoken.
Tempo = Literal["off", "beep", "voice"]
# A short tone: a second of a movement, a second of staying, the end of a set, a word at the desk.
Beep = Literal["tick", "stay", "end", "chime"]
# While the camera is set up: nobody (or too many) there, something missing, all well.
Light = Literal["red", "amber", "green"]
# Where the camera stands that sees somebody at a desk: on the computer, or at the side.
Camera = Literal["front", "side"]
# What goes on there.
Sitting = Literal["learning", "sitting", "due", "later", "away"]
# What keeps a set from beginning: a reason of the gates, or that the body is elsewhere, is to turn,
# to keep still, or to change to its other side.
Missing = Literal[Reason, "place", "turn", "still", "other-side"]
