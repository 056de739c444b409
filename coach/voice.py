"""What is spoken: every sentence, and the sound clip made of it.

The clips lie in `static/voices/<language>/<name>.mp3`, where Streamlit serves them;
`static/voices/voices.json` says of each clip which text it speaks, how long it is (s) and its
SHA-256. `python -m coach.speak` makes them anew from the language files.
"""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from coach.words import Words

FOLDER = Path(__file__).parent.parent / "static" / "voices"
# Messages with a number, and the numbers that are spoken.
NUMBERS: dict[str, range] = {
    "say-count": range(1, 61),
    "say-left": range(1, 6),
    "say-seconds": range(10, 121, 10),
    "say-seconds-left": range(5, 11, 5),
    "say-set": range(2, 11),
    "say-rest": range(15, 121, 15),
}
_SPOKEN = ("say-", "cue-", "praise-", "well-")


@dataclass(frozen=True)
class Line:
    """One sentence to say: a message of the language files and its number, if it has one."""

    key: str
    n: int | None = None

    @property
    def name(self) -> str:
        """Name of its sound clip."""
        return self.key if self.n is None else f"{self.key}.{self.n}"

    def text(self, words: Words) -> str:
        """The sentence as it is shown and spoken."""
        return words.say(self.key) if self.n is None else words.say(self.key, n=self.n)


def spoken(words: Words) -> list[Line]:
    """Every sentence that has a voice."""
    keys = [key for key in words.keys if key.startswith(_SPOKEN)]
    return [Line(key, n) for key in keys for n in NUMBERS.get(key, (None,))]


@dataclass(frozen=True)
class Clip:
    """A sound clip: what it speaks, its length in s, its SHA-256."""

    text: str
    seconds: float
    sha256: str


@cache
def clips(language: str) -> dict[str, Clip]:
    """The sound clips of a language by name; empty when none were made."""
    listed = FOLDER / "voices.json"
    if not listed.exists():
        return {}
    table = json.loads(listed.read_text(encoding="utf-8")).get(language, {})
    return {name: Clip(**clip) for name, clip in table.items()}


def seconds(line: Line, language: str) -> float:
    """How long a sentence is spoken (s); 0 for one without a clip (a number out of range)."""
    clip = clips(language).get(line.name)
    return clip.seconds if clip else 0.0
