"""A client and a trainer on a real server, each in a Chromium of their own, over HTTPS.

    python -m benchmarks.two_machines

Stands up what `deploy/` says (Caddy with its own authority, PostgreSQL, a worker) with a provider
of sign-ins. The client signs in, sends a clip, has it checked and makes a link; the trainer opens
it, comments; the client sees the comment and who looked. Prints how long each of these took, s.
Needs Debian's postgresql and caddy, and Chromium.
"""

import base64
import hashlib
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from cryptography.x509 import load_pem_x509_certificate
from oidc_provider_mock import User, run_server_in_thread
from playwright.sync_api import Error, Page, Playwright, sync_playwright

from benchmarks.chromium import browser_with
from benchmarks.deployed import ROOT, Deployed, deployed
from coach.words import words

SITE, CLIENT, TRAINER = "koshi.test", "alice", "田中先生"
SAID = "腰をもう少し下げましょう"
JA = words("ja")
PATIENCE_MS = 180_000


def main() -> int:
    with (
        tempfile.TemporaryDirectory() as name,
        run_server_in_thread(user_claims=[User(sub=CLIENT, claims={})]) as provider,
        deployed(SITE, Path(name), lambda port: _secrets(port, provider.server_port)) as server,
        sync_playwright() as playwright,
        _machine(playwright, server) as client,
        _machine(playwright, server) as trainer,
    ):
        begun = time.monotonic()

        def took(what: str, work: Callable[[], None]) -> None:
            nonlocal begun
            work()
            print(f"{what}: {time.monotonic() - begun:.1f} s", flush=True)
            begun = time.monotonic()

        address = f"https://{SITE}:{server.port}"
        took("the server is ready and the client signs in", lambda: _sign_in(client, address))
        took("a clip is sent and checked", lambda: _check(client, address))
        link: list[str] = []
        took("a link is made", lambda: link.append(_share(client)))
        took("the trainer opens it", lambda: _open(trainer, link[0]))
        took("the trainer comments", lambda: _comment(trainer))
        took("the client sees it, and who looked", lambda: _seen(client, address))
    return 0


def _secrets(port: int, provider: int) -> str:
    return (
        "[auth]\n"
        f'redirect_uri = "https://{SITE}:{port}/oauth2callback"\n'
        'cookie_secret = "a secret of this run alone, long enough"\n'
        'client_id = "koshi"\n'
        'client_secret = "whatever"\n'
        f'server_metadata_url = "http://localhost:{provider}/.well-known/openid-configuration"\n'
    )


@contextmanager
def _machine(playwright: Playwright, server: Deployed) -> Iterator[Page]:
    """A page of a browser of its own that knows the site's name and trusts its authority alone."""
    shown = server.certificate.with_name("intermediate.crt")  # the root itself is not sent
    key = load_pem_x509_certificate(shown.read_bytes()).public_key()
    told = key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    pin = base64.b64encode(hashlib.sha256(told).digest()).decode()
    known = f"--host-resolver-rules=MAP {SITE} 127.0.0.1"
    trusts = f"--ignore-certificate-errors-spki-list={pin}"
    browser = browser_with(playwright, None, known, trusts)
    try:
        page = browser.new_context(locale="ja-JP").new_page()
        page.set_default_timeout(PATIENCE_MS)
        yield page
    finally:
        browser.close()


def _sign_in(page: Page, address: str) -> None:
    end = time.monotonic() + PATIENCE_MS / 1000
    while not _ready(page, address):
        assert time.monotonic() < end
        page.wait_for_timeout(500)
    page.goto(address)
    page.get_by_role("button", name=JA.say("door-button")).click()
    page.get_by_role("button", name=CLIENT).click()  # at the provider
    page.get_by_role("button", name=JA.say("door-out")).wait_for()


def _ready(page: Page, address: str) -> bool:
    try:
        answer = page.goto(f"{address}/readyz")
    except Error:  # Caddy answers, and nobody behind it
        return False
    return answer is not None and answer.ok


def _check(page: Page, address: str) -> None:
    page.goto(f"{address}/check-clip")
    page.get_by_role("radio", name=JA.say("exercise-hip_lift"), exact=True).click()
    page.get_by_text(JA.say("setup-hip_lift")).wait_for()
    page.locator('input[type="file"]').set_input_files(ROOT / "samples/hip_lift_arched.mp4")
    page.get_by_text(JA.say("kept-waiting")).or_(page.get_by_text("%")).first.wait_for()
    page.goto(f"{address}/my-sets")
    page.get_by_role("button", name=JA.say("kept-open")).click()
    page.locator(".koshi-player").wait_for()


def _share(page: Page) -> str:
    _unfold(page, JA.say("share-title"))
    page.get_by_label(JA.say("share-name")).fill(TRAINER)
    page.get_by_role("button", name=JA.say("share-make")).click()
    return page.get_by_test_id("stCode").inner_text().strip()


def _open(page: Page, link: str) -> None:
    page.goto(link)
    page.locator(".koshi-player .findings button").first.click()


def _comment(page: Page) -> None:
    page.locator(".koshi-player textarea").fill(SAID)
    page.locator(".koshi-player .write button").click()
    page.locator(".koshi-player .comments", has_text=SAID).wait_for()


def _seen(page: Page, address: str) -> None:
    page.goto(f"{address}/my-sets")
    page.get_by_role("button", name=JA.say("kept-open")).click()
    page.locator(".koshi-player .comments", has_text=SAID).wait_for()
    _unfold(page, JA.say("acts-title"))
    who = JA.say("acts-link", name=TRAINER)
    for did in ("saw", "said"):
        page.get_by_text(f"{who} · {JA.say(f'did-{did}')}").first.wait_for()


def _unfold(page: Page, title: str) -> None:
    page.wait_for_timeout(1000)  # a page that is still being drawn folds it again
    page.locator("summary", has_text=title).first.click()


if __name__ == "__main__":
    raise SystemExit(main())
