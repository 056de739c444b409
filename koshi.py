"""Sets Koshi up and starts it, on any machine with Python 3.11 or newer and nothing else.

    python3 koshi.py run [--port N] [--no-open]
                                      set up, fetch the pose model once, serve the pages and open
                                      them in the browser
                                      (準備をして、ブラウザで画面を開きます)
    python3 koshi.py test             set up with the test tools, look at style and types, test
                                      (準備をして、試験をします)
    python3 koshi.py test-long        the tests that take minutes each, and the audit
                                      (時間のかかる試験と、audit をします)
    python3 koshi.py audit            is a vulnerability known of what is installed? (asks osv.dev)
                                      (使っている部品に、知られた弱点がないかを osv.dev に聞きます)

Standard library only: this file runs before anything is installed.
"""

from __future__ import annotations  # an old Python is to get as far as saying that it is old

import argparse
import errno
import hashlib
import hmac
import json
import locale
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
import webbrowser
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent
VENV, AUDIT = ROOT / ".venv", ROOT / ".venv-audit"
PYTHON_IN = "Scripts/python.exe" if os.name == "nt" else "bin/python"
PYTHON = VENV / PYTHON_IN
PYTEST, NO_TESTS = (str(PYTHON), "-m", "pytest"), 5
# A file's tests stay in one process and share what they set up. One process more than there are
# cores: those that wait for a page leave theirs to the others. The files of the browser come first,
# as they are the longest: at the end nobody waits for one of them.
SIDE_BY_SIDE = ("-n", str(1 + max(2, os.cpu_count() or 2)), "--dist", "loadfile")
SIDE_BY_SIDE += ("--no-loadscope-reorder",)
# The long ones at the camera mostly wait for what happens, so that two may go on at once.
AT_CAMERA_LONG = ("-n", "2")
# What has time until the end takes what the others leave.
IDLE: dict[str, Any] = (
    {"creationflags": subprocess.IDLE_PRIORITY_CLASS}
    if sys.platform == "win32"
    else {"preexec_fn": lambda: os.nice(19)}
)
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
PORT, MORE_PORTS = 8501, 50  # where the pages are, and how many more are tried
NO_SUCH_ADDRESS = (errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT)  # a machine without IPv6
SILENT_S = 60  # pages that have not answered for so long may do so in a way we do not know
NOBODY_THERE = ("ConnectionError", "ConnectTimeout", "ReadTimeout", "HTTPError")  # of requests
UNUSABLE, PATIENCE_S = 1, 60  # a worker that said why it cannot work is started again after so long
PATIENT_END_S = 10  # the pages clear away what the visits left, but nobody waits for ever
LANGUAGE = "ja" if (locale.getlocale()[0] or "").lower().startswith("ja") else "en"
WORDS = {
    "en": {
        "python": "needs Python 3.11 to 3.14, this is {version}",
        "environment": "making the virtual environment ...",
        "venv": "Python's virtual environments",
        "installing": "installing what Koshi needs (a few minutes, once) ...",
        "apt": "installing {packages} ({why}) ...",
        "please": "please install: {packages} ({why})",
        "tests": "for the tests",
        "long": "all well; those that take minutes: python3 koshi.py test-long",
        "audited": "no vulnerability is known of the {count} packages of {lock}",
        "known": "{name} {version}: {which}; mended in: {mended}",
        "unasked": "whether a vulnerability is known of {lock} could not be asked ({why})",
        "look": "the tests are all well; the audit has something to say, see above",
        "no-answer": "no answer for {count} packages",
        "starting": "starting ...",
        "open": "open {address} in your browser (Ctrl+C ends Koshi)",
        "key": "the address ends in your key: show it to nobody",
        "running": "Koshi is running already: open {address} in your browser",
        "taken": "another program uses port {port}",
        "instead": "another program uses port {port}, so Koshi takes {free}",
        "suggest": "this one is free: python3 koshi.py run --port {free}",
        "bye": "bye",
    },
    "ja": {
        "python": "Python 3.11〜3.14 が必要です(いまは {version})",
        "environment": "専用の環境を作っています…",
        "venv": "Python の仮想環境",
        "installing": "必要なものを入れています(初回だけ、数分かかります)…",
        "apt": "{packages} を入れています({why})…",
        "please": "入れてください: {packages}({why})",
        "tests": "試験に使います",
        "long": "すべて通りました。時間のかかる試験は python3 koshi.py test-long でできます",
        "audited": "{lock} の{count}個の部品に、知られた弱点はありません",
        "known": "{name} {version}: {which}(直った版: {mended})",
        "unasked": "{lock} の部品に知られた弱点があるかは、聞けませんでした({why})",
        "look": "試験はすべて通りました。audit の知らせが上にあります",
        "no-answer": "{count}個の部品について答えがありません",
        "starting": "始めています…",
        "open": "ブラウザで {address} を開いてください(Ctrl+C で終わります)",
        "key": "アドレスの終わりは、あなたの鍵です。ほかの人には見せないでください",
        "running": "Koshiはもう動いています。ブラウザで {address} を開いてください",
        "taken": "ポート {port} は、ほかのプログラムが使っています",
        "instead": "ポート {port} はほかのプログラムが使っているので、{free} を使います",
        "suggest": "ここが空いています: python3 koshi.py run --port {free}",
        "bye": "終わりました",
    },
}


def say(key: str, **values: object) -> None:
    """Print a line in the user's language."""
    print(f"Koshi: {WORDS[LANGUAGE][key].format(**values)}", flush=True)


def run(*command: str | Path, **options) -> None:
    """Run a command in the project's folder; a failure ends the program with its exit code."""
    done = subprocess.run([str(part) for part in command], cwd=ROOT, **options)
    if done.returncode:
        raise SystemExit(done.returncode)


def apt_install(packages: list[str], why: str) -> bool:
    """Install Debian packages when we may; otherwise tell what to install."""
    if os.name == "posix" and shutil.which("apt-get") and os.geteuid() == 0:
        say("apt", packages=" ".join(packages), why=why)
        quiet = {"env": os.environ | {"DEBIAN_FRONTEND": "noninteractive"}, "cwd": ROOT}
        subprocess.run(["apt-get", "update", "-qq"], check=False, **quiet)
        command = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
        return subprocess.run(command, stdout=subprocess.DEVNULL, **quiet).returncode == 0
    say("please", packages=" ".join(packages), why=why)
    return False


def make_environment(lock: str, venv: Path = VENV) -> None:
    """Make the virtual environment and install what a lock file names, when it has changed: those
    wheels and no others."""
    python = venv / PYTHON_IN
    if not _has_pip(python):
        say("environment")
        make = [sys.executable, "-m", "venv", "--clear", str(venv)]
        if subprocess.run(make, stdout=subprocess.DEVNULL).returncode:
            # Debian ships venv as a package of its own.
            version = f"python3.{sys.version_info.minor}-venv"
            if not apt_install([version], WORDS[LANGUAGE]["venv"]):
                raise SystemExit(1)
            run(*make)
    stamp = venv / f"{lock}.done"
    digest = hashlib.sha256((ROOT / lock).read_text().encode()).hexdigest()
    if stamp.exists() and stamp.read_text() == digest:
        return
    say("installing")
    pip = (python, "-m", "pip", "install", "--disable-pip-version-check", "--quiet")
    run(*pip, "--require-hashes", "--only-binary", ":all:", "-r", ROOT / lock)
    stamp.write_text(digest)


def _has_pip(python: Path) -> bool:
    """Whether the environment is whole; a set-up that was broken off leaves half of one."""
    if not python.exists():
        return False
    return subprocess.run([python, "-m", "pip", "--version"], capture_output=True).returncode == 0


def serve(port: int | None, show: bool = True) -> None:
    """Set up, build the model, serve the pages until Ctrl+C; `show` them in the browser."""
    make_environment("requirements.lock")
    run(PYTHON, "-m", "pose.model")
    port = choose_port(port, show)
    say("starting")
    # What Streamlit says of the address is said below, in the user's language.
    options = ("--server.port", str(port), "--logger.hideWelcomeMessage", "true")
    ended: list[int] = []
    for name in ("SIGTERM", "SIGHUP"):  # as systemd ends us, or a terminal that is closed
        if hasattr(signal, name):
            # Looked at below: raised here, it could come between the start of a process and us
            # knowing of it.
            signal.signal(getattr(signal, name), lambda number, _frame: ended.append(number))
    server = subprocess.Popen([PYTHON, "-m", "pages", *options], cwd=ROOT)
    begun = time.monotonic()
    worker, started, told = start_worker(), begun, False
    try:
        while server.poll() is None:
            if ended:
                raise SystemExit(0)
            time.sleep(0.5)
            if not told and (is_koshi(port) or time.monotonic() - begun > SILENT_S):
                tell("open", port, show)
                told = True
            # A clip may have killed it; the next one goes on.
            wait_s = PATIENCE_S if worker.poll() == UNUSABLE else 10
            if worker.poll() is not None and time.monotonic() - started > wait_s:
                worker, started = start_worker(), time.monotonic()
        raise SystemExit(server.returncode)
    except KeyboardInterrupt:
        server.wait()  # it has had the Ctrl+C too, and clears away what the visits left
        say("bye")
    finally:
        worker.kill()  # whatever it is at is finished the next time
        if server.poll() is None:
            server.terminate()
            try:
                server.wait(PATIENT_END_S)
            except subprocess.TimeoutExpired:
                server.kill()
        worker.wait()


def start_worker() -> subprocess.Popen:
    """A process that checks uploaded sets."""
    return subprocess.Popen([PYTHON, "-m", "clips", "work", "--lang", LANGUAGE], cwd=ROOT)


def choose_port(wish: int | None, show: bool = False) -> int:
    """The port that was wished for, else the one of the settings or the next that is free. Ends the
    program, with a word, when Koshi is there already or the wish cannot be fulfilled."""
    port = wish or settled_port()
    if is_free(port):
        return port
    if is_koshi(port) and (not asks_for_key(port) or key_for(port)):  # not somebody else's
        tell("running", port, show)
        raise SystemExit(0)
    free = next((p for p in range(port + 1, min(port + MORE_PORTS, 65_536)) if is_free(p)), None)
    if wish or free is None:
        say("taken", port=port)
        if free is not None:
            say("suggest", free=free)
        raise SystemExit(1)
    say("instead", port=port, free=free)
    return free


def settled_port() -> int:
    """The port of Streamlit's settings."""
    import tomllib  # not before we know that this Python has it

    given = os.environ.get("STREAMLIT_SERVER_PORT", "")
    if given.isdecimal():
        return int(given)
    settings = tomllib.loads((ROOT / ".streamlit/config.toml").read_text(encoding="utf-8"))
    return int(settings.get("server", {}).get("port", PORT))


def is_free(port: int) -> bool:
    """Whether the pages could be served there: on all addresses that this machine calls itself."""
    for family, kind, protocol, _, place in socket.getaddrinfo(
        "localhost", port, type=socket.SOCK_STREAM
    ):
        try:
            with socket.socket(family, kind, protocol) as probe:
                if os.name == "posix":  # what has just been let go of is free; Windows knows it
                    probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                probe.bind(place)
        except OSError as error:
            if error.errno not in NO_SUCH_ADDRESS:
                return False
    return True


def is_koshi(port: int) -> bool:
    """Whether a Koshi answers there."""
    try:
        with urllib.request.urlopen(f"{address(port)}/koshi/here", timeout=2) as answer:
            return answer.read(100) == b"Koshi"
    except (OSError, ValueError):
        return False


def address(port: int) -> str:
    return f"http://localhost:{port}"


def tell(what: str, port: int, show: bool) -> None:
    """Say where the pages are, with the key if they ask for one, and `show` them if that can be."""
    key = key_for(port) if asks_for_key(port) else ""
    where = f"{address(port)}/?key={key}" if key else address(port)
    say(what, address=where)
    if key:
        say("key")
    if show and has_desktop():
        open_in_browser(where)


def asks_for_key(port: int) -> bool:
    """Whether the pages there are closed to who comes without a key: not where one signs in."""
    try:
        with urllib.request.urlopen(address(port), timeout=5):
            return False
    except urllib.error.HTTPError as error:
        return error.code == 403
    except (OSError, ValueError):
        return False


def key_for(port: int) -> str:
    """This machine's key, if the Koshi there proves that it has it too: another user's may be
    there, and is not to learn ours. Empty if not."""
    asked = subprocess.run([PYTHON, "-m", "clips.key"], cwd=ROOT, capture_output=True, text=True)
    key, nonce = asked.stdout.strip(), secrets.token_hex(16)
    proof = hmac.new(key.encode(), f"here {port} {nonce}".encode(), "sha256").hexdigest()
    try:
        there = f"{address(port)}/koshi/here?prove={nonce}"
        with urllib.request.urlopen(there, timeout=5) as answer:
            proved = hmac.compare_digest(answer.read(100), f"Koshi {proof}".encode())
    except (OSError, ValueError):
        return ""
    return key if key and proved else ""


def has_desktop() -> bool:
    """Whether somebody sits here who would see a browser."""
    if os.environ.get("SSH_CONNECTION"):
        return False
    if os.name == "nt" or sys.platform == "darwin":
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def open_in_browser(where: str) -> None:
    """Open it in the default browser, by a file that leads there: what stands in a program's
    command line every user of a machine can read."""
    page = VENV / "open.html"
    try:
        page.unlink(missing_ok=True)
        with open(os.open(page, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(f'<!doctype html><meta http-equiv="refresh" content="0; url={where}">')
        webbrowser.open(page.as_uri())
    except OSError:  # it has been said where to go
        pass


def test(options: list[str]) -> None:
    """Set up, look at style and types, and run all tests but the long ones."""
    prepare_tests()
    run(PYTHON, "-m", "ruff", "check", ".")
    run(PYTHON, "-m", "ruff", "format", "--check", ".")
    # The types take half a minute of one core, while the tests wait for something.
    how: dict[str, Any] = {"cwd": ROOT, "stdout": subprocess.PIPE, "text": True, **IDLE}
    with subprocess.Popen([PYTHON, "-m", "mypy"], **how) as types:
        try:
            run_tests("not long", (), options)
        finally:  # at the end, where it is seen
            print(types.communicate()[0], end="")
    if types.returncode:
        raise SystemExit(types.returncode)
    say("long")


def test_long(options: list[str]) -> None:
    """Set up and run the long tests, and hold what is installed against what is known of it: that
    is told here, and `audit` alone fails by it."""
    more = {"caddy": "caddy"}
    if hasattr(os, "geteuid") and os.geteuid() == 0:  # who alone can make network namespaces
        more |= {"ip": "iproute2", "certutil": "libnss3-tools", "curl": "curl"}
    prepare_tests(more)
    run_tests("long", AT_CAMERA_LONG, options)
    try:
        audit([])
    except SystemExit:  # what was green yesterday does not become red by what others found out
        say("look")


def audit(options: list[str]) -> None:
    """Ask whether a vulnerability is known of any locked package; exit code 1 when there is. Where
    nobody can be asked, as behind a mirror of packages alone, that is said and nothing more."""
    make_environment("requirements-audit.lock", AUDIT)
    found = [_known_of(lock, options) for lock in ("requirements.lock", "requirements-dev.lock")]
    if any(found):
        raise SystemExit(1)


def _known_of(lock: str, options: list[str]) -> bool:
    """Whether one is known of a lock file's packages."""
    command = [str(AUDIT / PYTHON_IN), "-m", "pip_audit", "-r", str(ROOT / lock)]
    command += [
        "--require-hashes",
        "--disable-pip",
        "--vulnerability-service",
        "osv",
        "--format",
        "json",
    ]
    command += ["--progress-spinner", "off", *options]
    asked = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    try:
        told = json.loads(asked.stdout)["dependencies"]
    except ValueError:
        last = (asked.stderr.strip().splitlines() or [""])[-1]
        if not any(sign in last for sign in NOBODY_THERE):
            sys.stderr.write(asked.stderr)
            raise SystemExit(asked.returncode or 1) from None
        say("unasked", lock=lock, why=last)
        return False
    for each in told:
        for one in each.get("vulns", ()):
            mended = ", ".join(one["fix_versions"]) or "-"
            which = ", ".join([one["id"], *one["aliases"]])
            say("known", name=each["name"], version=each["version"], which=which, mended=mended)
    # It says "none known" of what it could not ask about.
    if skipped := sum("skip_reason" in each for each in told):
        say("unasked", lock=lock, why=WORDS[LANGUAGE]["no-answer"].format(count=skipped))
    elif not any(each["vulns"] for each in told):
        say("audited", lock=lock, count=len(told))
    return any(each.get("vulns") for each in told)


def run_tests(which: str, at_camera: tuple[str, ...], options: list[str]) -> None:
    """Run the tests of a mark: side by side, and then, by themselves, those at the camera, which
    run in real time. Both parts run; what was chosen may lie in one of them alone."""
    # Where no compiled code may be kept, each of some hundred processes compiles all of it anew.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    parts = (
        (*SIDE_BY_SIDE, "-m", f"{which} and not camera"),
        (*at_camera, "-m", f"{which} and camera"),
    )
    codes = [subprocess.run([*PYTEST, *part, *options], cwd=ROOT).returncode for part in parts]
    failed = [code for code in codes if code not in (0, NO_TESTS)]
    if failed or set(codes) == {NO_TESTS}:
        raise SystemExit(max(failed, default=NO_TESTS))


def prepare_tests(more: dict[str, str] | None = None) -> None:
    """Set up what the tests need: packages, programs, the model. `more` are programs that they need
    on Linux beside, and the Debian packages that have them."""
    make_environment("requirements-dev.lock")
    missing = []
    if not os.environ.get("KOSHI_CHROMIUM") and not any(map(shutil.which, BROWSERS)):
        missing.append("chromium")
    if sys.platform == "linux":
        programs = {"strace": "strace"} | (more or {})
        missing += [package for name, package in programs.items() if not shutil.which(name)]
        if not shutil.which("initdb") and not list(Path("/usr/lib/postgresql").glob("*/bin")):
            missing.append("postgresql")
    if missing and not apt_install(missing, WORDS[LANGUAGE]["tests"]):
        raise SystemExit(1)
    run(PYTHON, "-m", "pose.model")


def main() -> None:
    sys.stdout.reconfigure(errors="replace")  # type: ignore[union-attr]  # "?" before a traceback
    if not (3, 11) <= sys.version_info < (3, 15):  # the packages we need have no wheels beyond
        say("python", version=sys.version.split()[0])
        raise SystemExit(1)
    command, *options = sys.argv[1:] or [""]
    if command == "test":
        test(options)
    elif command == "test-long":
        test_long(options)
    elif command == "audit":
        audit(options)
    elif command == "run":
        parser = argparse.ArgumentParser("koshi.py run", usage=__doc__, add_help=False)
        parser.add_argument("--port", type=_port)
        parser.add_argument("--no-open", dest="show", action="store_false")
        given = parser.parse_args(options)
        serve(given.port, given.show)
    else:
        print(__doc__)
        raise SystemExit(1)


def _port(text: str) -> int:
    port = int(text)
    if not 1 <= port < 65_536:
        raise ValueError(text)
    return port


if __name__ == "__main__":
    main()
