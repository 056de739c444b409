"""The key of one's own machine: who brings it to a Koshi without sign-in is its owner
(`pages/key.py`). It is made once, so that bookmarks and cookies outlive a restart.

    python -m clips.key     prints it, for koshi.py
"""

import hmac
import os
import secrets
from contextlib import suppress
from pathlib import Path

from clips.places import data_folder, private, private_file

NAME = "key"  # of its file in the data folder
_LENGTH = 43  # signs that 256 bits take


def own_key(folder: Path | None = None) -> str:
    """The key that lies in the data folder (or another), made when there is none.

    Raises
    ------
    OSError
        The folder cannot be made or written.
    """
    path = private(folder or data_folder()) / NAME
    with suppress(FileNotFoundError):
        return _read(path)
    # Written beside it first: of several who begin at once one wins, and nobody reads half a key.
    new = path.with_name(f"{NAME}-{secrets.token_hex(8)}")
    private_file(new).write_text(secrets.token_urlsafe(32), encoding="ascii")
    try:
        os.link(new, path)
    except FileExistsError:
        pass
    except OSError:  # a disk that has no links
        os.replace(new, path)
    finally:
        new.unlink(missing_ok=True)
    return _read(path)


def derived(key: str, purpose: str) -> str:
    """What only who knows the key can tell for that purpose, and from which nobody learns it:
    HMAC-SHA256, 64 signs."""
    return hmac.new(key.encode(), purpose.encode(), "sha256").hexdigest()


def same(given: str, true: str) -> bool:
    """Whether two secrets are the same, in a time that tells nothing."""
    return hmac.compare_digest(given.encode("utf-8", "replace"), true.encode())


def here(key: str, port: int, nonce: str) -> str:
    """What a Koshi on that port answers who wants to know, before he hands it the key, whether it
    has that key itself (`koshi.py`)."""
    return derived(key, f"here {port} {nonce}")


def _read(path: Path) -> str:
    if not path.exists():
        raise FileNotFoundError(path)
    key = private_file(path).read_text(encoding="ascii", errors="replace").strip()
    if len(key) < _LENGTH:  # cut off or emptied: guessable
        path.unlink()
        raise FileNotFoundError(path)
    return key


if __name__ == "__main__":
    print(own_key())
