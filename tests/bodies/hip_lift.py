from tests.figures import hip_lift, lift_rest

REST = lift_rest()


def good(share: float, t: float):
    """The share of a good lift."""
    return hip_lift(REST * (1 - share), t)
