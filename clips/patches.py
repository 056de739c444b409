"""What is private to a library and used all the same, in one place: DBOS 3.4.0.
`tests/clips/test_patches.py` fails when it changes."""

from dbos import DBOS

VERSION = "3.4.0"


def take_over(executors: list[str]) -> None:
    """Give what these workers were at back to the queue.

    Without its paid service DBOS has no public way to do so from another worker
    (dbos-inc/dbos-transact-py#453).
    """
    DBOS._recover_pending_workflows(executors)
