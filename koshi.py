"""Sets Koshi up and starts it, on any machine with Python 3.11 or newer and nothing else.

    python3 koshi.py run     set up, fetch the pose model once, serve http://localhost:8501
    python3 koshi.py test    set up with the test tools and run every check and test

Standard library only: this file runs before anything is installed.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")


def say(text: str) -> None:
    print(f"Koshi: {text}", flush=True)


def run(*command: str | Path, **options) -> None:
    """Run a command in the project's folder; a failure ends the program with its exit code."""
    done = subprocess.run([str(part) for part in command], cwd=ROOT, **options)
    if done.returncode:
        raise SystemExit(done.returncode)


def apt_install(packages: list[str], why: str) -> bool:
    """Install Debian packages when we may; otherwise tell what to install."""
    if os.name == "posix" and shutil.which("apt-get") and os.geteuid() == 0:
        say(f"installing {' '.join(packages)} ({why}) ...")
        quiet = {"env": os.environ | {"DEBIAN_FRONTEND": "noninteractive"}, "cwd": ROOT}
        subprocess.run(["apt-get", "update", "-qq"], check=False, **quiet)
        command = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
        return subprocess.run(command, stdout=subprocess.DEVNULL, **quiet).returncode == 0
    say(f"please install: {' '.join(packages)} ({why})")
    return False


def make_environment(requirements: str) -> None:
    """Make the virtual environment and install a requirements file when it has changed."""
    if not _has_pip():
        say("making the virtual environment ...")
        make = [sys.executable, "-m", "venv", "--clear", str(VENV)]
        if subprocess.run(make, stdout=subprocess.DEVNULL).returncode:
            # Debian ships venv as a package of its own.
            version = f"python3.{sys.version_info.minor}-venv"
            if not apt_install([version], "Python's virtual environments"):
                raise SystemExit(1)
            run(*make)
    wanted = "".join((ROOT / name).read_text() for name in sorted(_files(requirements)))
    stamp, digest = VENV / f"{requirements}.done", hashlib.sha256(wanted.encode()).hexdigest()
    if stamp.exists() and stamp.read_text() == digest:
        return
    say("installing what Koshi needs (a few minutes, once) ...")
    pip = (PYTHON, "-m", "pip", "install", "--disable-pip-version-check", "--quiet")
    run(*pip, "-r", ROOT / requirements)
    stamp.write_text(digest)


def _has_pip() -> bool:
    """Whether the environment is whole; a set-up that was broken off leaves half of one."""
    if not PYTHON.exists():
        return False
    return subprocess.run([PYTHON, "-m", "pip", "--version"], capture_output=True).returncode == 0


def _files(requirements: str) -> set[str]:
    return {"requirements.txt", requirements}


def serve() -> None:
    """Set up, build the model, serve the pages until Ctrl+C."""
    make_environment("requirements.txt")
    run(PYTHON, "-m", "pose.model")
    say("open http://localhost:8501 in your browser (Ctrl+C ends Koshi)")
    server = subprocess.Popen([PYTHON, "-m", "pages"], cwd=ROOT)
    worker, started = start_worker(), time.monotonic()
    try:
        while server.poll() is None:
            time.sleep(1)
            # A clip may have killed it; the next one goes on.
            if worker.poll() is not None and time.monotonic() - started > 10:
                worker, started = start_worker(), time.monotonic()
        raise SystemExit(server.returncode)
    except KeyboardInterrupt:
        server.wait()  # it has had the Ctrl+C too, and clears away what the visits left
        say("bye")
    finally:
        worker.kill()  # whatever it is at is finished the next time


def start_worker() -> subprocess.Popen:
    """A process that checks uploaded sets."""
    return subprocess.Popen([PYTHON, "-m", "clips", "work"], cwd=ROOT)


def test() -> None:
    """Set up and run everything: style, types, unit, clip and browser tests."""
    make_environment("requirements-dev.txt")
    missing = []
    if not os.environ.get("KOSHI_CHROMIUM") and not any(map(shutil.which, BROWSERS)):
        missing.append("chromium")
    if sys.platform == "linux":
        missing += [name for name in ("strace",) if not shutil.which(name)]
        if not shutil.which("initdb") and not list(Path("/usr/lib/postgresql").glob("*/bin")):
            missing.append("postgresql")
    if missing and not apt_install(missing, "for the tests"):
        raise SystemExit(1)
    run(PYTHON, "-m", "pose.model")
    run(PYTHON, "-m", "ruff", "check", ".")
    run(PYTHON, "-m", "ruff", "format", "--check", ".")
    run(PYTHON, "-m", "mypy")
    run(PYTHON, "-m", "pytest", *sys.argv[2:])


def main() -> None:
    if not (3, 11) <= sys.version_info < (3, 15):  # the packages we need have no wheels beyond
        say(f"needs Python 3.11 to 3.14, this is {sys.version.split()[0]}")
        raise SystemExit(1)
    commands = {"run": serve, "test": test}
    if len(sys.argv) < 2 or sys.argv[1] not in commands:
        print(__doc__)
        raise SystemExit(1)
    commands[sys.argv[1]]()


if __name__ == "__main__":
    main()
