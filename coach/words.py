"""Every word Koshi shows and says, in Japanese and English, from the files in `languages/`."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax.ast import Message

LANGUAGES = ("ja", "en")
_FOLDER = Path(__file__).parent / "languages"


class Words:
    """Messages of one language. ``keys`` are all that there are, ``message`` or
    ``message.attribute``.

    Raises
    ------
    ValueError
        Unknown language.
    KeyError
        (from `say`) No such message.
    """

    def __init__(self, language: str):
        if language not in LANGUAGES:
            raise ValueError(f"language: expected one of {LANGUAGES}, got {language!r}")
        self.language = language
        # Isolation marks are for mixed-direction text; neither language needs them.
        self._bundle = FluentBundle([language], use_isolating=False)
        resource = FluentResource((_FOLDER / f"{language}.ftl").read_text(encoding="utf-8"))
        self._bundle.add_resource(resource)
        self.keys: list[str] = []
        for message in (entry for entry in resource.body if isinstance(entry, Message)):
            self.keys.append(message.id.name)
            self.keys += [f"{message.id.name}.{other.id.name}" for other in message.attributes]

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

    def listed(self, names: Iterable[str]) -> str:
        """Some names one after the other."""
        return ("、" if self.language == "ja" else ", ").join(names)


@cache
def words(language: str) -> Words:
    """The words of a language, read once."""
    return Words(language)


def choose_language(wish: str | None) -> str:
    """ "ja" or "en" from a locale such as ``ja-JP`` or ``en_US.UTF-8``; Japanese when unknown."""
    code = (wish or "ja")[:2].lower()
    return code if code in LANGUAGES else "en"
