"""How several processes share the tests (`koshi.py test`)."""

import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent


@pytest.fixture(autouse=True)
def main_module():
    """A page run by Streamlit's AppTest stays the main module, which a new process would run."""
    before = sys.modules["__main__"]
    yield
    sys.modules["__main__"] = before


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config, items):
    """A file's tests stay in one process and share what they set up. Those of the browser stay in
    one all together: they have one server, and run in real time. They take longest and begin first.
    """
    if config.pluginmanager.hasplugin("xdist"):
        for item in items:
            item.add_marker(pytest.mark.xdist_group(_together(item)))
    items.sort(key=lambda item: _together(item) != "browser")


def _together(item) -> str:
    room, *_ = inside = item.path.relative_to(HERE).parts
    return room if room == "browser" else "/".join(inside)
