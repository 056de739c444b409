"""What is private to DBOS is still as `clips.patches` needs it. That a dead worker's set is given
to the next is in `test_work.py`."""

import inspect
from importlib.metadata import version

from dbos import DBOS

from clips import patches


def test_the_version_is_the_one_that_was_looked_at():
    assert version("dbos") == patches.VERSION


def test_dbos_recovers_what_named_workers_were_at():
    assert list(inspect.signature(DBOS._recover_pending_workflows).parameters) == ["executor_ids"]
    assert not hasattr(DBOS, "recover_pending_workflows")  # else it is public, and to be used
