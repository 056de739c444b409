"""A client and a trainer, each with a browser at a machine of their own, on a server as `deploy/`
writes it down: does it go from the sign-in to the comment that the client reads?

    python -m benchmarks.two_machines [--languages ja,en en,ja] [--compose podman-compose] [--turn]
                                      [--pictures FOLDER]

The server (`benchmarks.deployed`) has two processes of pages, a worker, PostgreSQL, an
S3-compatible store, a provider of sign-ins that really answers, and Caddy with its own authority.
The machines are network namespaces, each with a cable of its own to the server, the server's name
in its hosts file and the authority's certificate among those that its browser trusts. Prints what
was done at which machine, in which languages, and the seconds that it took; a picture of each step
into the folder. With a program that reads compose files (`podman-compose`, `docker-compose`; as
root) all but the store and the provider are what `deploy/compose.yaml` brings up, in containers of
the images that `deploy/image.sh` made. With a TURN server (Debian's coturn) the client also comes
before the camera, and all pictures go through it and no other way. Ends with an AssertionError or
Playwright's TimeoutError where something is missing.

The server's side is a namespace too (`unshare`), so that nothing of this is seen by who else runs
here: Chromium breaks off all that it fetches when a network comes or goes.

Needs root, Linux, Chromium, and Debian's postgresql, caddy, iproute2 and libnss3-tools.
"""

import argparse
import json
import logging
import os
import re
import secrets
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import noto_cjk_sans_jp_regular
from oidc_provider_mock import User, app
from playwright.sync_api import Error, Locator, Page, Playwright, sync_playwright
from werkzeug.serving import make_server

from benchmarks.chromium import ROOT, film
from benchmarks.deployed import Deployed, composed, deployed, store, wait
from benchmarks.turn import coturn
from coach.words import Words, words

SITE, CLIENT, TRAINER = "koshi.test", "alice", "Tanaka 先生"
SAID = "腰をもう少し下げて / A little lower"
CLIP, EXERCISE = ROOT / "samples/hip_lift_arched.mp4", "hip_lift"
SIZES = {"client": (1280, 800), "trainer": (390, 844)}
PATIENCE_MS = 300_000  # a worker that steps back from what runs beside it takes its time
_FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run")


@dataclass(frozen=True)
class Machine:
    """A network namespace with one cable, to the server, which it calls ``server`` (IPv4), and the
    folder of its only user."""

    name: str
    server: str
    home: Path

    def call(self, *command: str) -> subprocess.CompletedProcess[str]:
        """Run something there."""
        command = ("ip", "netns", "exec", self.name, *command)
        return subprocess.run(command, capture_output=True, text=True)

    def trust(self, certificate: Path) -> None:
        """From now on its browser believes what that authority signs."""
        folder = self.home / ".pki/nssdb"
        folder.mkdir(parents=True)
        where = ("-d", f"sql:{folder}")
        _run("certutil", *where, "-N", "--empty-password")
        _run("certutil", *where, "-A", "-t", "C,,", "-n", "koshi", "-i", str(certificate))

    def chromium(self) -> Path:
        """The browser there, as a program of the machine on which we are."""
        there = os.environ.get("KOSHI_CHROMIUM") or shutil.which("chromium")
        assert there, "no Chromium"
        start = self.home / "chromium"
        start.write_text(
            f'#!/bin/sh\nHOME={self.home} exec ip netns exec {self.name} {there} "$@"\n'
        )
        start.chmod(0o700)
        return start


@contextmanager
def machines(place: Path, *called: str) -> Iterator[list[Machine]]:
    """Machines that reach this one, and nobody else."""
    mark = secrets.token_hex(3)
    with ExitStack() as stack:
        made = []
        for n, each in enumerate(called):
            # Of the addresses that are for trying things out (RFC 2544): nobody has them.
            net = f"198.18.{secrets.randbelow(256)}.{4 * secrets.randbelow(64)}"
            head, _, last = net.rpartition(".")
            server, own = f"{head}.{int(last) + 1}", f"{head}.{int(last) + 2}"
            name, here, there = f"koshi-{mark}-{each}", f"koshi{mark}{n}", f"koshi{mark}{n}t"
            _run("ip", "netns", "add", name)
            stack.callback(_run, "ip", "netns", "del", name)
            _run("ip", "link", "add", here, "type", "veth", "peer", "name", there, "netns", name)
            _run("ip", "addr", "add", f"{server}/30", "dev", here)
            _run("ip", "link", "set", here, "up")
            _run("ip", "-n", name, "addr", "add", f"{own}/30", "dev", there)
            _run("ip", "-n", name, "link", "set", there, "up")
            _run("ip", "-n", name, "link", "set", "lo", "up")
            settings = Path("/etc/netns") / name  # `ip netns exec` puts them in the place of /etc's
            settings.mkdir(parents=True)
            stack.callback(shutil.rmtree, settings)
            (settings / "hosts").write_text(f"127.0.0.1 localhost\n{server} {SITE}\n")
            (settings / "resolv.conf").write_text("")
            (place / each).mkdir()
            fonts = Path(noto_cjk_sans_jp_regular.FONT_PATH).parent
            (place / each / ".fonts").symlink_to(fonts)  # pictures show Japanese
            made.append(Machine(name, server, place / each))
        yield made


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)


@dataclass
class Told:
    """What was done so far, in order: at which machine, what, seconds."""

    steps: list[tuple[str, str, float]] = field(default_factory=list)
    pictures: Path | None = None

    @contextmanager
    def step(self, who: str, what: str, page: Page | None = None) -> Iterator[None]:
        """One of them, printed when it is done."""
        begun = time.monotonic()
        try:
            yield
        finally:
            self.steps.append((who, what, time.monotonic() - begun))
            print(f"{self.steps[-1][2]:6.1f} s  {who:8} {what}", flush=True)
            if page and self.pictures:
                name = re.sub(r"\W+", "-", f"{len(self.steps):02} {who} {what}")
                page.screenshot(path=self.pictures / f"{name}.png")


@contextmanager
def provider(address: str) -> Iterator[str]:
    """Address of a provider at which one person can sign in."""
    known = [User(sub=CLIENT, claims={"email": f"{CLIENT}@example.org"})]
    server = make_server(address, 0, app(user_claims=known), threaded=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.1,))
    thread.start()
    os.environ["AUTHLIB_INSECURE_TRANSPORT"] = "1"  # for who plays it: it speaks HTTP
    try:
        yield f"http://{address}:{server.server_port}"
    finally:
        del os.environ["AUTHLIB_INSECURE_TRANSPORT"]
        server.shutdown()
        thread.join()
        server.server_close()


def called(port: int) -> str:
    """The server's address, as browsers write it."""
    return f"https://{SITE}" if port == 443 else f"https://{SITE}:{port}"


def signing_in(address: str) -> Callable[[int], str]:
    """secrets.toml for that provider, by the port that browsers use."""

    def made(port: int) -> str:
        return (
            "[auth]\n"
            f'redirect_uri = "{called(port)}/oauth2callback"\n'
            f'cookie_secret = "{secrets.token_hex(32)}"\n'
            'client_id = "koshi"\n'
            'client_secret = "whatever"\n'
            f'server_metadata_url = "{address}/.well-known/openid-configuration"\n'
        )

    return made


def outside(machine: Machine, ports: dict[str, int]) -> list[str]:
    """Which of these ports of the server answer at that machine."""
    code = (
        "import socket, sys\n"
        "for port in sys.argv[2:]:\n"
        "    with socket.socket() as probe:\n"
        "        probe.settimeout(3)\n"
        "        print(probe.connect_ex((sys.argv[1], int(port))) == 0)\n"
    )
    asked = map(str, ports.values())
    said = machine.call(sys.executable, "-c", code, machine.server, *asked).stdout.split()
    assert len(said) == len(ports)
    return [name for name, open_ in zip(ports, said, strict=True) if open_ == "True"]


# The browser may send pictures through a TURN server alone, and tells afterwards how they went.
_BY_TURN_ALONE = """
window.top.koshiPeers ??= [];
const Real = window.RTCPeerConnection;
window.RTCPeerConnection = class extends Real {
  constructor(told) {
    super({ ...told, iceTransportPolicy: "relay" });
    window.top.koshiPeers.push(this);
  }
};
"""
_HOW_THEY_WENT = """async () => {
  const ways = [];
  for (const peer of window.koshiPeers) {
    const all = await peer.getStats();
    for (const each of all.values()) {
      if (each.type !== "candidate-pair" || !each.nominated || each.state !== "succeeded") continue;
      const [here, there] = [all.get(each.localCandidateId), all.get(each.remoteCandidateId)];
      ways.push([here.candidateType, there.candidateType, each.bytesSent, each.bytesReceived]);
    }
  }
  return ways;
}"""


@dataclass(frozen=True)
class Seat:
    """Somebody before a browser at a machine: their page, in their language."""

    page: Page
    says: Words


@contextmanager
def seat(
    playwright: Playwright, machine: Machine, who: str, language: str, camera: Path | None = None
) -> Iterator[Seat]:
    """A browser that was just started there; its camera shows a film."""
    flags = list(_FLAGS)
    if camera:
        flags += ["--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream"]
        flags.append(f"--use-file-for-fake-video-capture={camera}")
    started = playwright.chromium.launch(
        executable_path=machine.chromium(), args=flags, env=dict(os.environ)
    )
    width, height = SIZES[who]
    how = {"ja": "ja-JP", "en": "en-US"}[language]
    context = started.new_context(locale=how, viewport={"width": width, "height": height})
    page = context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    try:
        yield Seat(page, words(language))
    finally:
        started.close()


def unfold(page: Page, title: str, inside: Locator) -> None:
    """Open what is folded away under a title until what is inside is there to use: a page that is
    still being drawn folds it again."""
    fold, end = page.locator("summary", has_text=title).first, time.monotonic() + PATIENCE_MS / 1000
    calm = 0
    while calm < 3:
        assert time.monotonic() < end, title
        if inside.is_visible():
            calm += 1
        else:
            calm = 0
            fold.click()
        page.wait_for_timeout(300)


def come_in(client: Seat, address: str) -> None:
    """The sign-in, at the provider and back."""
    client.page.goto(address)
    client.page.get_by_role("button", name=client.says.say("door-button")).click()
    client.page.get_by_role("button", name=CLIENT).click()
    client.page.wait_for_url(f"{address}/")
    client.page.get_by_role("button", name=client.says.say("door-out")).wait_for()


def keep_a_set(client: Seat, address: str) -> None:
    """Send a clip and wait for what is said of it."""
    page, say = client.page, client.says.say
    page.goto(f"{address}/check-clip")
    page.get_by_role("radio", name=say(f"exercise-{EXERCISE}"), exact=True).click()
    page.get_by_text(say(f"setup-{EXERCISE}")).wait_for()
    page.locator('input[type="file"]').set_input_files(CLIP)
    page.locator(".koshi-player .findings button").first.wait_for()


def open_newest(client: Seat, address: str) -> None:
    """The newest of one's own sets."""
    client.page.goto(f"{address}/my-sets")
    name = client.says.say("kept-open")
    client.page.get_by_role("button", name=name, exact=True).first.click()
    client.page.locator(".koshi-player .findings button").first.wait_for()


def share_it(client: Seat) -> str:
    """Make a link for the trainer; its address."""
    page, say = client.page, client.says.say
    unfold(page, say("share-title"), page.get_by_label(say("share-name")))
    page.get_by_label(say("share-name")).fill(TRAINER)
    page.get_by_role("button", name=say("share-make"), exact=True).click()
    return page.get_by_test_id("stCode").inner_text().strip()


def answer(trainer: Seat, link: str) -> None:
    """Open a link and say something of what was found."""
    page = trainer.page
    page.goto(link)
    player = page.locator(".koshi-player")
    player.locator(".findings button").first.click()
    player.locator("textarea").fill(SAID)
    player.locator(".write button").click()
    player.locator(".comments", has_text=SAID).wait_for()


def read_it(client: Seat, address: str) -> None:
    """The client comes back, reads what was said, and sees who has looked."""
    open_newest(client, address)
    player = client.page.locator(".koshi-player .comments", has_text=SAID)
    player.filter(has_text=TRAINER).wait_for()
    which = client.says.say("share-one", name=TRAINER)
    seen = client.says.say("share-seen", which=which, count=1)
    client.page.locator("summary", has_text=seen).wait_for()


def take_it_back(client: Seat, trainer: Seat) -> None:
    """The owner takes the link back: it opens nothing any more."""
    page, say = client.page, client.says.say
    take = page.get_by_role("button", name=say("share-revoke"), exact=True)
    unfold(page, TRAINER, take)
    take.click()
    take.wait_for(state="detached")
    trainer.page.reload()
    trainer.page.get_by_text(trainer.says.say("shared-none")).wait_for()


def before_the_camera(client: Seat, address: str) -> str:
    """Signs in, and stands before the camera until pictures come back; the way that they went.
    AssertionError: another one than by TURN."""
    page, say = client.page, client.says.say
    page.add_init_script(_BY_TURN_ALONE)
    come_in(client, address)
    page.goto(f"{address}/check-live")
    for name in (say(f"exercise-{EXERCISE}"), say("answer-no"), "0"):
        page.locator("button", has_text=re.compile(f"^{re.escape(name)}$")).first.click()
        page.wait_for_timeout(700)
    page.get_by_role("button", name=say("live-start")).click()
    page.locator(".koshi-board").wait_for()
    seen = page.frame_locator("iframe").locator("video").first
    end = time.monotonic() + PATIENCE_MS / 1000
    while seen.evaluate("video => video.currentTime") < 3:
        assert time.monotonic() < end, "no pictures"
        page.wait_for_timeout(200)
    ways = page.evaluate(_HOW_THEY_WENT)
    assert ways, "no way"
    assert {way[0] for way in ways} == {"relay"}, ways
    assert all(way[2] > 10_000 and way[3] > 10_000 for way in ways), ways
    return ", ".join(f"{way[0]} to {way[1]}" for way in ways)


def refused(playwright: Playwright, machine: Machine, address: str) -> str:
    """What a browser says that does not know the authority; AssertionError: it opens the page."""
    with seat(playwright, machine, "trainer", "en") as stranger:
        try:
            stranger.page.goto(address)
        except Error as error:
            return error.message
    raise AssertionError("opened without trust")


@dataclass(frozen=True)
class Standing:
    """A server, its address, the machines of both, and what was done."""

    server: Deployed
    address: str
    client: Machine
    trainer: Machine
    told: Told


@contextmanager
def standing(
    playwright: Playwright,
    place: Path,
    told: Told,
    compose: str | None = None,
    turn: bool = False,
) -> Iterator[Standing]:
    """The server is there, and only by its door; the browsers trust it."""
    with ExitStack() as stack:
        with told.step("server", "two machines with a cable each"):
            client, trainer = stack.enter_context(machines(place, "client", "trainer"))
        with told.step("server", "PostgreSQL, store, 2 processes of pages, worker, Caddy: ready"):
            s3, more = stack.enter_context(store(place))
            if turn:
                secret = secrets.token_hex(16)
                by = stack.enter_context(coturn(client.server, secret, place))
                asked = [{"urls": f"turn:{client.server}:{by}"}]
                more |= {"KOSHI_ICE_SERVERS": json.dumps(asked), "KOSHI_TURN_SECRET": secret}
            played = stack.enter_context(provider(client.server))
            signed = signing_in(played)
            server = stack.enter_context(
                composed(SITE, place, compose, signed, more)
                if compose
                else deployed(SITE, place, signed, 2, more)
            )
            address = called(server.port)

            def ready() -> bool:
                asked = ["curl", "-s", "--cacert", str(server.certificate), f"{address}/readyz"]
                return '"worker":true' in client.call(*asked).stdout

            wait(ready, *server.logs)
        with told.step("trainer", "nothing answers but Caddy; no page without trust"):
            ports = server.inner | {"store": s3, "Caddy": server.port}
            assert outside(trainer, ports) == ["Caddy"]
            assert "ERR_CERT_AUTHORITY_INVALID" in refused(playwright, trainer, address)
        for each in (client, trainer):
            each.trust(server.certificate)
        yield Standing(server, address, client, trainer, told)


def round_of(playwright: Playwright, place: Standing, languages: tuple[str, str]) -> None:
    """From the sign-in to the comment that is read, and the link taken back."""
    told, address = place.told, place.address
    with (
        seat(playwright, place.client, "client", languages[0]) as client,
        seat(playwright, place.trainer, "trainer", languages[1]) as trainer,
    ):
        page, other = client.page, trainer.page
        with told.step("client", f"signs in ({languages[0]})", page):
            come_in(client, address)
        with told.step("client", "sends a clip; it is checked and told", page):
            keep_a_set(client, address)
        with told.step("client", "opens it among the own sets", page):
            open_newest(client, address)
        with told.step("client", "makes a link", page):
            link = share_it(client)
        assert link.startswith(f"{address}/koshi/link#"), link
        with told.step("trainer", f"opens the link and comments ({languages[1]})", other):
            answer(trainer, link)
        with told.step("client", "reads the comment, and who has looked", page):
            read_it(client, address)
        with told.step("client", "takes the link back; the trainer sees nothing", other):
            take_it_back(client, trainer)


def by_turn(playwright: Playwright, place: Standing, camera: Path, language: str) -> None:
    """The client before the camera, all of whose pictures go by the TURN server."""
    if not camera.exists():
        film(ROOT / "samples/hip_lift_ok.mp4", camera)
    with (
        seat(playwright, place.client, "client", language, camera) as client,
        place.told.step("client", f"sees the own picture, by TURN alone ({language})", client.page),
    ):
        print(f"{'':10}{before_the_camera(client, place.address)}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--languages", nargs="+", default=["ja,en", "en,ja"])
    parser.add_argument("--compose", metavar="PROGRAM")
    parser.add_argument("--turn", action="store_true")
    parser.add_argument("--pictures", type=Path)
    parser.add_argument("--apart", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if not options.apart:
        again = [sys.executable, "-m", "benchmarks.two_machines", *sys.argv[1:], "--apart"]
        return subprocess.run(["unshare", "--net", *again]).returncode
    _run("ip", "link", "set", "lo", "up")
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    if options.pictures:
        options.pictures.mkdir(parents=True, exist_ok=True)
    told = Told(pictures=options.pictures)
    with (
        tempfile.TemporaryDirectory() as name,
        sync_playwright() as playwright,
        standing(playwright, Path(name), told, options.compose, options.turn) as place,
    ):
        for each in options.languages:
            client, trainer = each.split(",")
            round_of(playwright, place, (client, trainer))
            if options.turn:
                by_turn(playwright, place, Path(name) / "camera.mjpeg", client)
    print(f"{sum(step[2] for step in told.steps):6.1f} s  in all, {len(told.steps)} steps")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
