"""The command line: ``python -m clips check CLIP --exercise hip_lift [--json OUT] ...``."""

import errno
import locale
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import click

from clips import quotas
from coach.summary import cue_text, notes, observations, summary, worst_findings
from coach.terms import Amount
from coach.words import LANGUAGES, Words, choose_language, words
from rules import EXERCISES, SetReport

if TYPE_CHECKING:
    from clips.backup import Copied

JUDGED, BAD_INPUT, CANNOT_JUDGE = 0, 1, 2


@click.group()
def cli() -> None:
    """Koshi's tools for recorded sets."""


@cli.command()
@click.argument("clip", type=click.Path(path_type=Path))
@click.option("--exercise", required=True, type=click.Choice(sorted(EXERCISES)))
@click.option("--json", "json_out", type=click.Path(path_type=Path), help="Write the report here.")
@click.option("--annotated", type=click.Path(path_type=Path), help="Write an annotated mp4 here.")
@click.option("--most", type=float, help="Own limit: degrees, or seconds of a hold.")
@click.option("--lang", type=click.Choice(LANGUAGES), help="Language of the words.")
def check(clip: Path, exercise: str, json_out, annotated, most, lang) -> int:
    """Check one clip. Exit code 0: judged, 2: cannot judge, 1: bad input."""
    from clips.annotate import annotate  # heavy imports only where they are used
    from clips.check import check as check_clip
    from clips.result import remarks
    from pose.model import ModelError
    from pose.video import ClipError

    says = words(lang or _language())
    own = EXERCISES[exercise].own_limit
    if most is not None and own is None:
        raise click.BadOptionUsage("--most", f"{exercise} has no own limit")
    # What is no number is not between them either.
    if most is not None and own and not own.lowest <= most <= own.highest:
        name = says.say(f"exercise-{exercise}")
        limits = {"lowest": own.lowest, "highest": own.highest}
        print(says.say("error-most", exercise=name, **limits), file=sys.stderr)
        return BAD_INPUT
    for out in (json_out, annotated):
        if out and out.exists() and clip.exists() and out.samefile(clip):
            return _fail(says, "write-failed", out)  # never over the user's own clip
    try:
        with _Bar() as bar:
            checked = check_clip(clip, exercise, bar, most=most)
        if json_out:
            json_out.write_text(checked.report.model_dump_json(indent=1) + "\n", encoding="utf-8")
        if annotated:
            with _Bar() as bar:
                annotate(checked, annotated, says, bar)
    except (ClipError, ModelError) as error:
        return _fail(says, error.key, clip if error.key.startswith("clip") else annotated)
    except OSError as error:
        key = "disk-full" if error.errno == errno.ENOSPC else "write-failed"
        return _fail(says, key, error.filename or json_out)
    _print(checked.report, remarks(checked, says), says)
    return CANNOT_JUDGE if checked.report.verdict == "cannot_judge" else JUDGED


@cli.command()
@click.argument("clip", type=click.Path(path_type=Path))
@click.option("--exercise", required=True, type=click.Choice(sorted(EXERCISES)))
@click.option(
    "--target",
    type=click.IntRange(min=1),
    help="Reps or seconds; the source texts' dose by default.",
)
@click.option("--talk", type=click.Choice(get_args(Amount)), default="normal")
@click.option("--tempo", type=click.Choice(["off", "beep", "voice"]), default="off")
@click.option("--lang", type=click.Choice(LANGUAGES), help="Language of the words.")
def script(clip: Path, exercise: str, target, talk, tempo, lang) -> int:
    """Print what the coach would say to one clip, and when (s)."""
    from clips.script import script as script_of
    from coach.session import Plan
    from pose.model import ModelError
    from pose.video import ClipError

    language = lang or _language()
    dose = EXERCISES[exercise].dose
    plan = Plan(exercise, target or dose.reps or dose.seconds or 1, talk=talk, tempo=tempo)
    try:
        told = script_of(clip, plan, language)
    except (ClipError, ModelError) as error:
        return _fail(words(language), error.key, clip)
    print("\n".join(told))
    return JUDGED


@cli.command()
@click.option("--lang", type=click.Choice(LANGUAGES), help="Language of the words.")
def work(lang) -> int:
    """Check the sets that were uploaded, one after the other, until stopped (Ctrl+C)."""
    from clips import logs
    from clips.library import Library, trouble
    from clips.places import data_folder
    from clips.work import work as work_on

    logs.set_up()
    try:
        work_on(Library())
    except Exception as error:
        key = trouble(error)
        if key is None:
            raise
        says = words(lang or choose_language(locale.getlocale()[0] or "en"))
        print(says.say(f"error-{key}", name=str(data_folder())), file=sys.stderr)
    return BAD_INPUT


@cli.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--lang", type=click.Choice(LANGUAGES), help="Language of the words.")
def backup(folder: Path, lang) -> int:
    """Copy all kept sets into FOLDER, or bring the backup there up to date."""
    from clips.backup import backup as copy
    from clips.library import Library

    return _copied("copied-done", lambda: copy(Library(), folder), lang)


@cli.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--lang", type=click.Choice(LANGUAGES), help="Language of the words.")
def restore(folder: Path, lang) -> int:
    """Put the backup in FOLDER into an empty place, and open every set."""
    from clips.backup import restore as put_back

    return _copied("copied-restored", lambda: put_back(folder), lang)


@cli.command("sign-out")
@click.argument("number", required=False)
@click.option("--all", "everybody", is_flag=True, help="Whoever they are.")
@click.option("--lang", type=click.Choice(LANGUAGES), help="Language of the words.")
def sign_out(number, everybody: bool, lang) -> int:
    """On a server: end all sign-ins of whom the provider calls NUMBER (their `sub`), or --all."""
    from clips.library import Library, trouble
    from clips.places import data_folder
    from clips.sign_ins import end_all

    if bool(number) == everybody:
        raise click.UsageError("NUMBER or --all")
    says = words(lang or _language())
    try:
        count = end_all(Library(), number)
    except Exception as error:
        key = trouble(error)
        if key is None:
            raise
        return _fail(says, key, data_folder())
    print(says.say("sign-out-done", count=count))
    return JUDGED


def _copied(key: str, work: Callable[[], "Copied"], lang) -> int:
    """Do it, and tell how much that was and how long it took. What is lost is bad input."""
    from clips.backup import BackupError
    from clips.library import trouble
    from clips.places import data_folder

    says, begun = words(lang or _language()), time.monotonic()
    try:
        done = work()
    except BackupError as error:
        print(says.say(f"error-{error.key}", name=str(error.name)), file=sys.stderr)
        return BAD_INPUT
    except Exception as error:
        trouble_key = trouble(error)
        if trouble_key is None:
            raise
        return _fail(says, trouble_key, data_folder())
    took = f"{time.monotonic() - begun:.1f}"
    counts = {"sets": done.sets, "clips": done.clips, "mb": f"{done.bytes / 1e6:.1f}"}
    print(says.say(key, **counts, seconds=took))
    for each in done.lost:
        print(says.say("copied-lost", name=each), file=sys.stderr)
    return BAD_INPUT if done.lost else JUDGED


def _fail(says: Words, key: str, path) -> int:
    print(says.say(f"error-{key}", name=Path(path).name if path else ""), file=sys.stderr)
    return BAD_INPUT


def _print(report: SetReport, remarks: list[str], says: Words) -> None:
    from clips.telling import named

    for line in (summary(report, says), *remarks):
        print(line)
    for each in observations(report, says):
        print(f"* {each.name}: {each.told}")
    for finding in worst_findings(report):
        print(f"- {named(finding, says)}: {cue_text(finding, says)}")
    for note in notes(report, says):
        print(note)


def _language() -> str:
    return choose_language(locale.getlocale()[0] or "en")


class _Bar:
    """A progress bar in percent on a terminal, silence elsewhere and while nobody knows."""

    def __enter__(self):
        self._bar = None
        return self

    def __call__(self, done: float, total: float) -> None:
        if self._bar is None:
            hidden = not sys.stderr.isatty()
            self._bar = click.progressbar(length=100, hidden=hidden, file=sys.stderr)
            self._bar.__enter__()
        percent = round(100 * min(1.0, done / total)) if total else 0
        self._bar.update(percent - self._bar.pos)

    def __exit__(self, *error):
        if self._bar is not None:
            self._bar.__exit__(*error)


def _hush_native_logs() -> None:
    """MediaPipe's C++ logs to file descriptor 2, whatever is asked of it: keep Python's only."""
    if not os.environ.get("KOSHI_DEBUG"):
        sys.stderr = os.fdopen(os.dup(2), "w", buffering=1, encoding="utf-8", errors="replace")
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)


def main() -> int:
    """Run the command line; wrong usage is bad input (1), not click's 2."""
    _hush_native_logs()
    sys.stdout.reconfigure(errors="replace")  # type: ignore[union-attr]  # "?" before a traceback
    try:
        quotas.look()
        return cli.main(standalone_mode=False) or JUDGED
    except quotas.QuotaError as error:
        told = {"name": error.name, "given": error.given}
        print(words(_language()).say("error-quota", **told), file=sys.stderr)
        return BAD_INPUT
    except click.ClickException as error:
        message = error.format_message()
        if isinstance(error, click.BadParameter):  # click lists the choices on lines of their own
            message = " ".join(message.split())
        print(message, file=sys.stderr)
        return BAD_INPUT
    except (click.Abort, KeyboardInterrupt):
        return 130
    except Exception as error:  # whatever it is, it is our fault and no reason for a traceback
        if os.environ.get("KOSHI_DEBUG"):
            raise
        print(f"{words(_language()).say('error-unknown')} ({error!r})", file=sys.stderr)
        return BAD_INPUT


if __name__ == "__main__":
    raise SystemExit(main())
