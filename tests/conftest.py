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


def pytest_collection_modifyitems(items):
    """Those of the browser are marked: they run in real time, and by themselves."""
    for item in items:
        if HERE / "browser" in item.path.parents:
            item.add_marker("browser")
