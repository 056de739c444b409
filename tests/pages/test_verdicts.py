"""Every verdict there is can be shown wherever verdicts are."""

from typing import get_args

from clips.telling import COLOURS
from pages.kept import _BADGES
from pages.result import _SIGNS
from rules.terms import Verdict


def test_every_verdict_has_its_colour_and_its_sign():
    for verdict in get_args(Verdict):
        assert verdict in COLOURS
        assert verdict in _SIGNS
        assert verdict in _BADGES
