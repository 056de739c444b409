from tests.figures import hinge


def good(share: float, t: float):
    """The share of a good hinge."""
    return hinge(60 * share, 0.25 * share, t=t)
