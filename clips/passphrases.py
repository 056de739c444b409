"""Passphrases of links: one that Koshi makes up, and why one that somebody chose is too plain.

As NIST SP 800-63B-4 (3.1.1.2) has it for a secret beside another one, here the link itself: at
least eight characters, none of those that everybody tries first, nothing that is at hand to who
guesses; no rule about which signs.
"""

import hashlib
import re
import secrets
import unicodedata
from functools import cache
from pathlib import Path
from typing import Literal

from coach.words import Words

LEAST, _WORDS = 8, 5  # characters, words
Plain = Literal["short", "common", "near"]
# What is near to anybody who finds a link of Koshi: the names that are on it.
_NEAR = ("koshi", "腰", "こし", "コシ", "passphrase", "password", "合言葉", "あいことば",
         "パスワード")  # fmt: skip
# The first bytes of SHA-256 of known passwords in small letters, in order. One in half a million
# of all others is taken for one of them: who meets it takes another.
_MARK = 4


def made_up(says: Words) -> str:
    """One to read to somebody, in their language: five of 128 words, 35 bits. At the pace at which
    wrong ones are looked at (`clips.sharing.unlock`) no link lives long enough to try them."""
    words = says.say("passphrase-words").split()
    made = [secrets.choice(words) for _ in range(_WORDS)]
    # A Japanese keyboard would make a long vowel of a hyphen.
    return ("-" if made[0].isascii() else "").join(made)


def too_plain(passphrase: str, *about: str) -> Plain | None:
    """Why a passphrase is none to take, None where it is one; `about`: names that stand on the link
    or at the set."""
    given = _same(passphrase)
    if min(len(given), len(passphrase.strip())) < LEAST:  # one sign may stand for eighteen
        return "short"
    mark = hashlib.sha256(given.encode()).digest()[:_MARK]
    if mark in _known() or len(set(given)) < 3 or given in _rows():
        return "common"
    left = given
    for name in sorted({_same(each) for each in (*_NEAR, *about)}, key=len, reverse=True):
        left = left.replace(name, "") if len(name) > 1 or not name.isascii() else left
    return "near" if len(re.sub(r"[\W\d_]", "", left)) < 3 and left != given else None


def _same(text: str) -> str:
    """As people take it for the same: not by its letters' size or width, nor blanks around it."""
    return unicodedata.normalize("NFKC", text).casefold().strip()


@cache
def _known() -> frozenset[bytes]:
    held = (Path(__file__).parent / "common.bin").read_bytes()
    return frozenset(held[at : at + _MARK] for at in range(0, len(held), _MARK))


@cache
def _rows() -> frozenset[str]:
    """Rows of signs as they follow each other, and back."""
    kana = (
        "あいうえおかきくけこさしすせそ",
        "アイウエオカキクケコサシスセソ",
        "いろはにほへとちりぬるを",
    )
    rows = (*kana, "abcdefghijklmnopqrstuvwxyz", "01234567890123456789")
    both = [each[::way] for each in rows for way in (1, -1)]
    return frozenset(
        row[a:b] for row in both for a in range(len(row)) for b in range(a + LEAST, len(row) + 1)
    )
