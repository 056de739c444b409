"""Pages and workers are killed while clips come in and are spoken of (`benchmarks.kills`)."""

from argparse import Namespace

import pytest

from benchmarks.kills import run, standing


@pytest.mark.long
def test_nothing_is_lost_and_nothing_twice_when_pages_and_workers_are_killed(tmp_path, prepared):
    kill = ["pages", "worker"]
    asked = Namespace(uploads=2, reviewers=2, rounds=1, seed=1, kill=kill)
    with standing(tmp_path, kill, prepared("hip_lift_arched"), asked.reviewers) as place:
        came = run(place, asked)
    assert came.lost() == []
    assert len(came.sent) == came.open == 2
    assert came.killed == {"pages": 1, "worker": 1}
    assert came.again.total() > 0  # somebody was cut off
    assert min(f"said-{n:02}" in " ".join(came.shown) for n in range(asked.reviewers))
