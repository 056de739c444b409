import shutil

import pytest

from clips.library import Library
from pages.server import Server, serving


@pytest.fixture
def served(tmp_path, empty_tables, monkeypatch):
    """What the pages share, with an empty library; nobody asks a queue."""
    monkeypatch.setenv("KOSHI_DATA", str(tmp_path))
    shutil.copy(empty_tables, tmp_path)
    library = Library(f"sqlite:///{tmp_path / 'koshi.sqlite'}", str(tmp_path / "files"))
    with serving(Server(library)) as made:
        monkeypatch.setattr(made.queue, "ask", lambda *_: None)
        yield made


@pytest.fixture
def library(served):
    """The library of the pages."""
    return served.library
