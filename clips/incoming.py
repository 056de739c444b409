"""Files that come in piece by piece, and what is chosen of them: each choice becomes one set.

Whatever is chosen next, looked at or closed while a file is on its way, the choice is kept here and
not by a page. A file lies under whose and which it is, so that a new page finds it again.
"""

import hashlib
import os
import shutil
import threading
import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from clips.access import Access, NoSuchSetError
from clips.intake import MAX_BYTES, examine
from clips.library import Library
from clips.models import FIND_OUT, KeptSet
from clips.places import private
from coach.words import LANGUAGES
from pose.video import ClipError
from rules import EXERCISES

# What phones, cameras and screen recorders write; anything else is refused by the reader itself.
TYPES = ("mp4", "mov", "m4v", "webm", "mkv", "avi", "3gp", "mts", "wmv", "mpg", "mpeg")
_KEPT_S = 6 * 3600.0  # half an upload waits so long for its other half
# What one person may have begun and not ended: files, bytes (J).
_MOST_BEGUN, _MOST_BYTES = 20, 3 * MAX_BYTES
_ROOM = 200 << 20  # bytes that stay free on the disk


class Choice(BaseModel):
    """A file that was chosen: what it is called, its size in bytes, the exercise it was chosen for
    (or `FIND_OUT`), the language of the page. ``choice`` is a number of its own, so that asking
    twice keeps once, and the same file chosen twice is two sets."""

    model_config = ConfigDict(strict=True, extra="forbid")

    choice: str = Field(pattern=r"^[0-9a-f]{32}$")
    name: str = Field(max_length=1000)
    size: int = Field(ge=0, le=MAX_BYTES)
    exercise: Annotated[str, AfterValidator(lambda given: _one_of(given, {FIND_OUT, *EXERCISES}))]
    language: Annotated[str, AfterValidator(lambda given: _one_of(given, LANGUAGES))]


def _one_of(given: str, known: Collection[str]) -> str:
    if given not in known:
        raise ValueError("not one of them")
    return given


class Incoming:
    """What has come in so far, as files in `folder`; for the event loop and threads alike."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._held: set[Path] = set()  # being written or looked at: whoever else wants it waits
        self._lock = threading.Lock()

    def part(self, person: str, file: str) -> Path:
        """Where that file of a person comes in."""
        return self._folder / f"{_short(person)}-{_short(f'{person}/{file}')}"

    @contextmanager
    def hold(self, path: Path) -> Iterator[bool]:
        """Have a file for oneself, True, unless somebody has it, False."""
        with self._lock:
            free = path not in self._held
            self._held.add(path)
        try:
            yield free
        finally:
            if free:
                with self._lock:
                    self._held.discard(path)

    def crowded(self, person: str, path: Path, coming: int) -> bool:
        """Whether with so many bytes more of a file a person has too much under way."""
        begun = {each: size_of(each) for each in self._folder.glob(f"{_short(person)}-*")}
        begun[path] = begun.get(path, 0) + coming
        return len(begun) > _MOST_BEGUN or sum(begun.values()) > _MOST_BYTES

    def room(self, coming: int) -> bool:
        """Whether so many bytes more leave enough of the disk free; makes the folder."""
        private(self._folder)
        return shutil.disk_usage(self._folder).free - coming >= _ROOM

    def of_choice(self, person: str, choice: Choice) -> Path:
        """Where the file of a choice lies while it is looked at."""
        return self.part(person, f"choice {choice.choice}")

    def keep(self, library: Library, choice: Choice, person: str, file: str) -> KeptSet | None:
        """Keep the file as a set, once; None when it has not come in whole.

        Raises
        ------
        Exception
            Whatever the look at it or the library raises. What is no clip is removed; what only
            failed stays and need not be sent again.
        """
        path, own = self.part(person, file), self.of_choice(person, choice)
        with self.hold(path) as free:
            if free and not own.exists() and size_of(path) == choice.size:
                # From now on it is this choice's: who sends the same file from another window
                # begins a file of their own.
                with suppress(FileNotFoundError):
                    path.replace(own)
        try:
            kept = self._kept(library, choice, person, own)
        except Exception as error:
            with suppress(OSError):
                if isinstance(error, ClipError):
                    own.unlink(missing_ok=True)
                elif own.exists():
                    own.replace(path)
            raise
        if kept is not None:
            own.unlink(missing_ok=True)
        return kept

    def _kept(self, library: Library, choice: Choice, person: str, own: Path) -> KeptSet | None:
        name = Path(choice.name.replace("\\", "/")).name
        set_id = hashlib.sha256(f"{person}/{choice.choice}".encode()).hexdigest()[:32]
        try:
            return library.get(Access(set_id, person))
        except NoSuchSetError:
            if not own.exists():
                return None
        kept = KeptSet(
            id=set_id,
            person_id=person,
            exercise=choice.exercise,
            name=name,
            source="upload",
            language=choice.language,
        )
        if library.full(person):
            raise ClipError("clip-quota")
        suffix = Path(name).suffix.lower()
        return library.keep(kept, own, suffix if suffix[1:] in TYPES else "", examine(own))

    def clear_old(self) -> None:
        """Remove uploads that nobody went on with. What else lies there breaks nothing."""
        if not self._folder.exists():
            return
        for entry in list(os.scandir(self._folder)):
            with suppress(OSError):
                path = Path(entry.path)
                with self.hold(path) as free:
                    old = time.time() - path.lstat().st_mtime > _KEPT_S
                    if free and old and not path.is_dir():
                        path.unlink()


def _short(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()[:32]


def size_of(path: Path) -> int:
    """Bytes of a file, 0 where there is none."""
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0
