"""A Koshi that others can reach, and a provider that really answers (OIDC: discovery, authorize,
token, keys): everybody sees their own sets, and nobody sees any without signing in."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from datetime import timedelta

import pytest
import sqlalchemy as sa
from itsdangerous import URLSafeTimedSerializer
from oidc_provider_mock import User, run_server_in_thread
from playwright.sync_api import expect

from benchmarks.axe import SCHEMES
from clips.access import Access
from clips.library import Library
from clips.models import Person, SignIn, now
from clips.sharing import share
from clips.sign_ins import begin, word_of
from coach.words import words
from pages.door import subjects
from tests.browser.conftest import ANSWER_MS, ROOT, SAMPLES, unfold
from tests.browser.test_accessibility import wrong

pytestmark = pytest.mark.long
JA = words("ja")
PEOPLE = ("alice", "bob", "carol")
SECRET = "a secret of this test alone, long enough"


@pytest.fixture(scope="module")
def provider():
    """Address of the provider; it knows two people."""
    known = [User(sub=name, claims={"email": f"{name}@example.org"}) for name in PEOPLE]
    with run_server_in_thread(user_claims=known) as running:
        yield f"http://localhost:{running.server_port}"


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """Where this Koshi keeps sets."""
    return tmp_path_factory.mktemp("data")


@pytest.fixture(scope="module")
def open_koshi(provider, place, tmp_path_factory):
    """Address of a Koshi that listens to other machines too and sends people to the provider."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"http://localhost:{port}"
    folder = tmp_path_factory.mktemp("koshi")
    secrets = folder / "secrets.toml"
    secrets.write_text(
        "[auth]\n"
        f'redirect_uri = "{address}/oauth2callback"\n'
        f'cookie_secret = "{SECRET}"\n'
        'client_id = "koshi"\n'
        'client_secret = "whatever"\n'
        f'server_metadata_url = "{provider}/.well-known/openid-configuration"\n'
    )
    command = [sys.executable, "-m", "pages", "--server.address", "0.0.0.0"]
    command += ["--server.port", str(port), "--secrets.files", str(secrets)]
    log = (folder / "log.txt").open("w+")
    own = os.environ | {"KOSHI_DATA": str(place)}
    process = subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=log, env=own)
    for _ in range(240):
        try:
            urllib.request.urlopen(f"{address}/_stcore/health", timeout=1)
            break
        except OSError:
            if process.poll() is not None:
                log.seek(0)
                pytest.fail(f"the server did not start: {log.read()[-2000:]}")
            time.sleep(0.25)
    yield address
    process.terminate()
    process.wait(20)


@pytest.fixture(scope="module")
def library(place):
    """The kept sets of this Koshi."""
    opened = Library(f"sqlite:///{place / 'koshi.sqlite'}", str(place / "files"))
    yield opened
    opened.close()


@pytest.fixture
def arrive(browser, open_koshi):
    """Opens a page in a browser context of its own: another person's machine."""
    contexts = []

    def open_page(path="", cookies=()):
        context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="ja-JP")
        contexts.append(context)
        context.add_cookies([{"url": open_koshi, **each} for each in cookies])
        page = context.new_page()
        page.set_default_timeout(ANSWER_MS)
        page.goto(f"{open_koshi}/{path}")
        return page

    yield open_page
    for context in contexts:
        context.close()


def only_the_sign_in(page) -> None:
    page.get_by_text(JA.say("door-sign-in")).wait_for()
    assert page.get_by_role("button", name=JA.say("door-out")).count() == 0
    assert page.locator("input[type=file], video").count() == 0
    for page_of_mine in ("library-empty", "upload-intro", "live-intro", "try-sample"):
        assert page.get_by_text(JA.say(page_of_mine)).count() == 0


def sign_in(page, who, open_koshi) -> None:
    page.get_by_role("button", name=JA.say("door-button")).click()
    page.get_by_role("button", name=who).click()  # at the provider
    page.wait_for_url(f"{open_koshi}/")
    page.get_by_role("button", name=JA.say("door-out")).wait_for()


def test_without_a_sign_in_there_is_only_the_sign_in(arrive, open_koshi):
    page = arrive()
    only_the_sign_in(page)
    for path in ("my-sets", "check-clip", "check-live"):
        page.goto(f"{open_koshi}/{path}")
        only_the_sign_in(page)


def test_axe_finds_nothing_serious_at_the_door(arrive):
    page = arrive("my-sets")
    only_the_sign_in(page)
    for scheme in SCHEMES:
        assert wrong(page, scheme) == [], scheme


def test_a_cookie_that_koshi_did_not_sign_opens_nothing(arrive):
    forged = '{"sub": "alice", "is_logged_in": true, "provider": "default"}'
    for value in (forged, f"2|1:0|10:1700000000|15:_streamlit_user|{forged}|0"):
        only_the_sign_in(arrive("my-sets", [{"name": "_streamlit_user", "value": value}]))


def test_a_sign_in_ends_after_some_days(arrive, open_koshi, provider, library):
    for days, said in ((1, "library-empty"), (8, "door-again")):
        told = {"sub": "carol", "iss": provider, "iat": days, "nonce": "x"}
        begin(library, library.person(*subjects(told)), word_of(told), "")
        with library.session() as session:
            row = session.scalars(
                sa.select(SignIn).where(SignIn.word_sha256 == word_of(told))
            ).one()
            row.began = now() - timedelta(days=days)
        told |= {"is_logged_in": True, "origin": open_koshi, "provider": "default"}
        name = "_streamlit_user"
        value = URLSafeTimedSerializer(SECRET, salt=name).dumps(json.dumps(told))
        page = arrive("my-sets", [{"name": name, "value": value}])
        page.get_by_text(JA.say(said)).wait_for()
    page.get_by_role("button", name=JA.say("door-button")).click()
    page.get_by_role("button", name="carol").wait_for()  # at the provider


def test_a_sign_in_is_ended_from_another_browser(arrive, open_koshi, library):
    here, there = arrive(), arrive()
    for page in (here, there):
        sign_in(page, "bob", open_koshi)
    here.goto(f"{open_koshi}/my-sets")
    unfold(here, JA.say("signed-title"))
    expect(here.get_by_text(JA.say("signed-here"))).to_have_count(1)
    for scheme in SCHEMES:
        assert wrong(here, scheme) == [], scheme
    with library.session() as session:  # who has been there for a while is asked once more
        session.execute(sa.update(SignIn).values(began=now() - timedelta(hours=1)))
    here.reload()
    unfold(here, JA.say("signed-title"))
    here.get_by_role("button", name=JA.say("signed-again"), exact=True).click()
    here.get_by_role("button", name="bob").wait_for()
    assert "prompt=login" in here.url
    assert "max_age=0" in here.url
    here.get_by_role("button", name="bob").click()
    here.wait_for_url(f"{open_koshi}/my-sets")
    unfold(here, JA.say("signed-title"))
    here.get_by_role("button", name=JA.say("signed-end"), exact=True).click()
    here.get_by_text(JA.say("signed-ended", count=1)).wait_for()
    there.get_by_text("English").click()  # whatever is done there next
    there.get_by_text(JA.say("door-again")).wait_for()
    there.goto(f"{open_koshi}/my-sets")
    there.get_by_text(JA.say("door-again")).wait_for()
    here.goto(f"{open_koshi}/my-sets")
    here.get_by_text(JA.say("library-empty")).wait_for()


def test_who_says_no_at_the_provider_stays_outside(arrive):
    page = arrive("my-sets")
    page.get_by_role("button", name=JA.say("door-button")).click()
    page.get_by_role("button", name="Deny").click()
    only_the_sign_in(page)


def known(library, provider: str, name: str) -> str:
    """The id of who has signed in there under that name: one of another issuer is somebody else."""
    with library.session() as session:
        asked = sa.select(Person.id).where(Person.subject.like(f"oidc:{provider}% {name}"))
        return session.scalars(asked).one()


def test_everybody_sees_their_own_sets_and_links_open_for_all(
    arrive, open_koshi, provider, library, result
):
    alice = arrive("my-sets")
    sign_in(alice, "alice", open_koshi)
    alice.goto(f"{open_koshi}/my-sets")
    alice.get_by_text(JA.say("library-empty")).wait_for()
    alice.goto(f"{open_koshi}/check-clip")
    alice.get_by_role("radio", name=JA.say("exercise-hip_lift"), exact=True).click()
    alice.get_by_text(JA.say("setup-hip_lift")).wait_for()
    alice.locator('input[type="file"]').set_input_files(SAMPLES / "hip_lift_arched.mp4")
    alice.get_by_text(JA.say("kept-waiting")).wait_for()

    hers = known(library, provider, "alice")
    (kept,) = library.sets(hers)
    library.finish(kept.id, result)
    alice.goto(f"{open_koshi}/my-sets")
    row = f".st-key-set-{kept.id}"
    alice.locator(row).get_by_role("button", name=JA.say("kept-open")).click()
    alice.locator(".koshi-player").wait_for()

    bob = arrive("my-sets")
    sign_in(bob, "bob", open_koshi)
    bob.goto(f"{open_koshi}/my-sets")
    bob.get_by_text(JA.say("library-empty")).wait_for()
    assert bob.locator(row).count() == 0
    assert library.sets(known(library, provider, "bob")) == library.sets(library.person()) == []

    stranger = arrive(f"shared?s={share(library, Access(kept.id, hers), '')}")
    stranger.locator(".koshi-player .findings button").first.wait_for()
    assert stranger.get_by_text(JA.say("door-sign-in")).count() == 0
    guess = arrive("shared?s=guess")
    guess.get_by_text(JA.say("shared-none")).wait_for()

    alice.get_by_role("button", name=JA.say("door-out")).click()
    alice.get_by_role("button", name="End session").click()  # at the provider
    only_the_sign_in(alice)
    alice.goto(f"{open_koshi}/my-sets")
    only_the_sign_in(alice)
    sign_in(alice, "bob", open_koshi)  # another person at the same machine
    alice.goto(f"{open_koshi}/my-sets")
    alice.get_by_text(JA.say("library-empty")).wait_for()
    assert alice.locator(row).count() == 0
