"""The live coach keeps a person within their own limit."""

import pytest

from coach.__main__ import rehearse
from coach.session import Plan
from tests.rules.test_own_limit import lifts


def said(top: float, most: float | None) -> set[str]:
    session = rehearse(lifts(top), Plan("hip_lift", 2, most=most), "ja")
    assert session.stage == "done"
    return {each.line.name for each in session.mouth.said if each.line}


@pytest.mark.parametrize(("most", "told"), [(160, True), (None, False), (180, False)])
def test_a_lift_above_the_own_limit_is_spoken_of(most, told):
    assert ("cue-own_limit-overshoot" in said(0.0, most)) == told


def test_who_stays_within_it_is_not_asked_to_go_higher():
    assert not any(name.startswith("cue-") for name in said(-20.0, 160))
    assert any(name.startswith("cue-not_high_enough") for name in said(-20.0, None))
