"""Everybody who might ask for something, at every address that the server has
(`benchmarks.strangers`, here with few requests)."""

import pytest

from benchmarks.strangers import WAYS, Address, Asking, addresses, placed, ruled

EACH = 30  # requests of each comer


@pytest.fixture(scope="module")
def every():
    return addresses()


def test_each_address_has_a_rule(every):
    assert {"/koshi/media/{grant}/{name}", "/_stcore/stream", ""} <= {each.path for each in every}
    with pytest.raises(LookupError, match="/koshi/new"):
        ruled([*every, Address("/koshi/new")])


@pytest.mark.long
@pytest.mark.parametrize("way", WAYS)
def test_nobody_comes_in_who_should_not(way, every, prepared, tmp_path):
    with placed(way, tmp_path, prepared("hip_lift_arched")) as place:
        counts = Asking(place, every, seed=1).run(EACH)
    assert [each for count in counts.values() for each in count.wrong] == []
    told = {who: (count.let_in, count.right) for who, count in counts.items()}
    assert told == dict.fromkeys(told, (0, EACH))
    assert len(told) == (9 if way == "server" else 7)
