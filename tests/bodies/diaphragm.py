import math

from tests.figures import SIDE_ON, View, hip_lift, lift_rest

REST = lift_rest()
DEEP = 0.04  # how far the belly comes out in a deep breath, trunk lengths


def lying(t: float, breath: float = 0.0, view: View = SIDE_ON, arms: str = "chest"):
    """On the back with the knees up, at `breath` (0 empty .. 1 full) of a deep breath."""
    return hip_lift(REST, t, view, arms=arms, belly=DEEP * breath)


def breath_at(t: float, into: float = 4.0, out: float = 6.0) -> float:
    """How full somebody is who breathes in for `into` s and out for `out` s from 0 s on."""
    now = t % (into + out)
    share = now / into if now < into else 1 + (now - into) / out
    return (1 - math.cos(math.pi * share)) / 2


def good(share: float, t: float):
    """Lying and breathing with the pacer, whatever the share."""
    return lying(t, breath_at(t))
