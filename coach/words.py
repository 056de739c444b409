"""Every word Koshi shows and says, in Japanese and English, from the files in `languages/`.

`languages/<language>/common.ftl` has what is said whatever the exercise, `<exercise>.ftl` what one
exercise adds. Which messages those are follows from its declaration (`needed`).
"""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax.ast import Message

from rules.exercise import Exercise
from rules.guided import GuidedExercise
from rules.hold import HoldExercise

LANGUAGES = ("ja", "en")
FOLDER = Path(__file__).parent / "languages"


class Words:
    """Messages of one language. ``keys`` are all that there are, ``message`` or
    ``message.attribute``; ``homes`` tells which file each stands in (``common`` or an exercise).

    Parameters
    ----------
    language : str
    folder : Path
        Where the languages lie.

    Raises
    ------
    ValueError
        Unknown language, or a message is there twice.
    KeyError
        (from `say`) No such message.
    """

    def __init__(self, language: str, folder: Path = FOLDER):
        if language not in LANGUAGES:
            raise ValueError(f"language: expected one of {LANGUAGES}, got {language!r}")
        self.language = language
        # Isolation marks are for mixed-direction text; neither language needs them.
        self._bundle = FluentBundle([language], use_isolating=False)
        self.homes: dict[str, str] = {}
        for path in sorted((folder / language).glob("*.ftl")):
            resource = FluentResource(path.read_text(encoding="utf-8"))
            self._bundle.add_resource(resource)
            for message in (entry for entry in resource.body if isinstance(entry, Message)):
                name = message.id.name
                if name in self.homes:  # the bundle would go on with the first without a word
                    raise ValueError(f"{name} is in {self.homes[name]}.ftl and in {path.name}")
                own = [f"{name}.{attribute.id.name}" for attribute in message.attributes]
                self.homes |= dict.fromkeys([name, *own], path.stem)
        self.keys = list(self.homes)

    def say(self, key: str, **values: object) -> str:
        """The message `key` with its values filled in."""
        name, _, attribute = key.partition(".")
        message = self._bundle.get_message(name)
        if message is None:
            raise KeyError(key)
        pattern = message.attributes.get(attribute) if attribute else message.value
        if pattern is None:
            raise KeyError(key)
        text, errors = self._bundle.format_pattern(pattern, values)
        if errors:
            raise KeyError(f"{key}: {errors[0]}")
        return str(text)

    def name(self, key: str) -> str:
        """The message `key`, or in plain text what it is the name of: a set that was kept may be of
        an exercise, or have a fault, that there is no more."""
        return self.say(key) if key in self.homes else key.partition("-")[2].replace("_", " ")

    def own(self, key: str, other: str) -> str:
        """The name of a message's own form for an exercise or a witness, ``key-other``, where the
        language files have one; else `key`."""
        return f"{key}-{other}" if f"{key}-{other}" in self.homes else key

    def listed(self, names: Iterable[str]) -> str:
        """Some names one after the other."""
        return ("、" if self.language == "ja" else ", ").join(names)


@cache
def words(language: str) -> Words:
    """The words of a language, read once."""
    return Words(language)


def go_key(kind: type[Exercise]) -> str:
    """The message with which a set begins: of its own for who walks or holds a position."""
    own = kind.engine in ("passes", "hold", "guided")
    return f"say-go-{kind.name}" if own else "say-go"


def before_key(kind: type[GuidedExercise]) -> str:
    """What is said once before anything is paced: what to do when it does one no good."""
    return f"say-before-{kind.name}"


def needed(kind: type[Exercise]) -> set[str]:
    """Every message that an exercise demands of each language, as its declaration tells."""
    name, dose = kind.name, kind.dose
    ids = {f"{what}-{name}" for what in ("exercise", "limits", "setup", "say-next", "say-place")}
    ids |= {f"exercise-{name}.{form}" for form in ("easier", "harder", "why")}
    ids |= {go_key(kind), f"signal-{kind.signal.name}"}
    ids |= {f"metric-{metric.name}" for metric in kind.metrics}
    if kind.easier:
        ids.add(f"say-easier-{name}")
    if kind.own_limit:
        ids |= {f"own-limit-{name}", f"own-limit-ask-{name}"}
    if kind.judged:
        ids |= _of_faults(kind)
    if kind.engine == "hold":
        ids |= {"way-stay"}
    elif dose.tempo:
        ids |= {f"way-{way}" for way in dose.ways}
        for way, seconds in zip(dose.ways, dose.tempo, strict=True):
            ids |= {f"say-{way}-{n}" for n in range(1, seconds + 1)}
    if issubclass(kind, HoldExercise):
        ids |= {f"variant-{variant}" for variant in kind.variants}
    if issubclass(kind, GuidedExercise):
        ids.add(before_key(kind))
        for part in kind.pace:
            how = f"say-{part.name}-{name}"
            ids |= {f"way-{part.name}", f"say-{part.name}", how, f"{how}.plain"}
    return ids


def _of_faults(kind: type[Exercise]) -> set[str]:
    ids = {f"well-{strength}" for strength in kind.strengths}
    for fault, witnesses in kind.witnesses().items():
        ids |= {f"fault-{fault}"} if kind.observed else {f"fault-{fault}", f"praise-{fault}"}
        for cue in (f"cue-{fault}-{witness}" for witness in witnesses):
            ids |= {cue, f"{cue}.plain"}
    if kind.essential:
        ids |= {f"say-unseen-{kind.essential}", f"reason-unseen_{kind.essential}"}
    return ids


def welcome(kind: type[Exercise]) -> set[str]:
    """Messages that an exercise may have besides: a name of its own for a fault as one witness sees
    it, and for a metric that others have too; a place of its own for the camera; of what is
    observed, what was looked at and what is asked."""
    seen = {f"fault-{fault}-{each}" for fault, every in kind.witnesses().items() for each in every}
    seen.add(f"setup-help-{kind.name}")
    if kind.observed:
        seen |= {f"summary-observed-{kind.name}", f"asked-{kind.name}", f"asked-{kind.name}.how"}
    return seen | {f"metric-{metric.name}-{kind.name}" for metric in kind.metrics}


def choose_language(wish: str | None) -> str:
    """Return "ja" or "en" for a locale (``ja-JP``, ``en_US.UTF-8``); Japanese when unknown."""
    code = (wish or "ja")[:2].lower()
    return code if code in LANGUAGES else "en"
