"""One's own data on the page, and the address that hands it out."""

import io
import zipfile
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.routing import Route
from starlette.testclient import TestClient
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest

from clips.diary import diary, write
from clips.models import DiaryDay, now
from pages.own import hand_out

ROOT = Path(__file__).parents[2]


@pytest.fixture
def written(library):
    """The id of a person with a diary."""
    me = library.person()
    write(library, DiaryDay(person_id=me, day=now().date(), note="ひみつの一行", places=[]))
    return me


def test_the_address_gives_its_own_person_s_data_and_a_guess_gives_none(served, written):
    client = TestClient(Starlette(routes=[Route("/koshi/own/{token}", hand_out)]))
    assert client.get("/koshi/own/guess").status_code == 404
    answer = client.get(f"/koshi/own/{served.own.give(written)}")
    assert "koshi-my-data.zip" in answer.headers["content-disposition"]
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert "ひみつの一行" in archive.read("diary.json").decode()
    assert list(served.visits.copies.iterdir()) == []  # nothing of it stays


def test_everything_is_erased_after_the_answer_and_not_before(
    served, written, library, monkeypatch
):
    # Each AppTest would look through all installed packages for components: half of the time.
    monkeypatch.setattr(manifest_scanner, "scan_component_manifests", list)
    page = AppTest.from_file(str(ROOT / "pages" / "library.py"), default_timeout=60).run()

    def press(key):
        (button,) = [each for each in page.button if each.key == key]
        button.click().run()
        assert not page.exception

    press("own-erase")
    assert len(diary(library, written)) == 1
    press("own-erase-yes")
    assert diary(library, written) == []
    assert len(page.success) == 1
    assert library.person() != written
