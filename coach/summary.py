"""A set report in words: the verdict in one sentence, the advice for a finding.

What is to be spoken of first is decided here, once, for the headline, the voice, the cards and the
reports (`worst_findings`), and for the talk during a set (`urgency`).
"""

from collections.abc import Collection
from typing import NamedTuple, get_args

from coach.voice import Line
from coach.words import LANGUAGES, Words, words
from rules import EXERCISES, Finding, SetReport
from rules.exercise import OWN_LIMIT, Exercise
from rules.find import Proposal
from rules.report import UNJUDGED_LIMIT, Hold, Rep, is_silent, unseen, worst
from rules.terms import JUDGED, Concern, Side

NO_VALUE = "–"  # where a table has nothing to say
_CONCERNS = {concern: i for i, concern in enumerate(get_args(Concern))}


def summary(report: SetReport, words: Words) -> str:
    """The verdict of a set in one sentence."""
    if report.verdict == "cannot_judge":
        reason = words.say(f"reason-{report.reasons[0]}")
        if report.looks_like:
            like = words.name(f"exercise-{report.looks_like}")
            reason = words.say("found-instead", exercise=like)
        if report.reasons[0].startswith("unseen_"):  # only one thing was hidden, not the set
            return words.say("summary-unseen", reps=report.rep_count, reason=reason)
        return words.say("summary-cannot_judge", reason=reason)
    if report.verdict == "guided":
        done = {"count": report.rounds, "seconds": round(report.paced_s)}
        return words.say(f"summary-guided-{report.counted}", **done)
    if report.verdict == "observed":
        held = round(sum(hold.end_s - hold.start_s for hold in report.holds))
        told = words.own("summary-observed", report.exercise)
        return words.say(told, reps=report.rep_count, seconds=held)
    main = next(iter(worst_findings(report)), None)
    if main is None:
        return _nothing_found(report, words)
    name = fault_name(main, words)
    if report.holds:
        seconds = round(sum(hold.end_s - hold.start_s for hold in report.holds))
        good = round(sum(hold.good_s for hold in report.holds))
        if good == seconds:  # nothing stopped the clock; that all of it was good is not said
            return words.say("summary-mild-hold", seconds=seconds, fault=name)
        return words.say("summary-faults-hold", seconds=seconds, good=good, fault=name)
    bad = len(_counted_reps(_point_of(main, report), report))
    if not bad:
        return words.say("summary-faults-attempts", fault=name)
    return words.say("summary-faults-reps", reps=report.rep_count, bad=bad, fault=name)


def proposed(found: Proposal, words: Words) -> list[str]:
    """What a found set may be and how sure that is, in a sentence; and what else it may be, if
    there is anything."""
    first, *others = (words.name(f"exercise-{guess.exercise}") for guess in found.guesses)
    told = [words.say(f"found-{found.sure}", exercise=first)]
    return [*told, words.say("found-else", names=words.listed(others))] if others else told


def _nothing_found(report: SetReport, words: Words) -> str:
    if report.holds:
        seconds = round(sum(hold.good_s for hold in report.holds))
        told = words.say("summary-ok-hold", seconds=seconds)
    else:
        told = words.say("summary-ok-reps", reps=report.rep_count)
    kind = EXERCISES.get(report.exercise)
    unseen = [name for name in kind.strengths if not _seen(name, report)] if kind else []
    if not unseen:
        return told
    names = words.listed(words.name(f"fault-{name}") for name in unseen)
    return f"{told} {words.say('summary-not-judged', faults=names)}"


class Observed(NamedTuple):
    """What an observed set tells of one thing: its name, and in words whether it was seen."""

    name: str
    told: str


def observations(report: SetReport, words: Words) -> list[Observed]:
    """Of an observed set everything that is looked for: seen, not seen or not visible, and in how
    many of the movements that say anything of it; then what is asked because no camera sees it.
    Empty of every other set.

    A value between two bands says as little as one that could not be read."""
    kind = EXERCISES.get(report.exercise)
    if report.verdict != "observed" or kind is None:
        return []
    told = [_observed(name, report, words) for name in dict.fromkeys(f.name for f in kind.faults)]
    asked = f"asked-{report.exercise}"
    if asked in words.homes:
        told.append(Observed(words.say(asked), words.say(f"{asked}.how")))
    return told


def _observed(name: str, report: SetReport, words: Words) -> Observed:
    seen = {found.rep for found in report.findings if found.fault == name}
    if report.holds:
        hidden = all(name in hold.cannot_judge for hold in report.holds)
        held = "held-seen" if seen else "not-visible" if hidden else "held-not-seen"
        return Observed(words.name(f"fault-{name}"), words.say(f"observed-{held}"))
    reps = [rep for rep in report.reps if rep.counted or rep.index in seen]
    silent = [
        rep
        for rep in reps
        if rep.index not in seen and (rep.verdict == "cannot_judge" or name in rep.cannot_judge)
    ]
    of = len(reps) - len(silent)
    how = "seen" if seen else "not-seen" if of else "not-visible"
    told = words.say(f"observed-{how}", seen=len(seen), of=of)
    if of and silent:
        told += words.say("observed-rest", count=len(silent))
    return Observed(words.name(f"fault-{name}"), told)


def setup(exercise: str, words: Words) -> list[str]:
    """Where the camera should be, and what to mind of the body."""
    camera = words.own(words.own("setup-help", EXERCISES[exercise].view), exercise)
    return [words.say(camera), words.say(f"setup-{exercise}")]


def notes(report: SetReport, words: Words) -> list[str]:
    """What else must be said: what was not seen, what this exercise's check does not judge."""
    kind = EXERCISES.get(report.exercise)
    told = []
    if report.most is not None and kind:
        what = words.say(f"own-limit-{report.exercise}", most=round(report.most))
        told.append(words.say("own-limit-note", what=what))
    if report.looks_like:
        if report.verdict == "cannot_judge":  # the summary says it
            return told
        like = words.name(f"exercise-{report.looks_like}")
        told.append(words.say("found-instead", exercise=like))
    if report.verdict == "cannot_judge":
        told += [words.say(f"reason-{reason}") for reason in report.reasons[1:]]
        return told + setup(report.exercise, words) if kind else told
    told += _of_sides(report, words)
    if report.counted == "breaths":
        told.append(_of_rhythm(report, words))
    elif report.moves is not None:
        told.append(words.say("moves-seen", count=report.moves))
    elif report.engine != "guided" and 1 - UNJUDGED_LIMIT <= report.judged_share < 0.95:
        percent = round(100 * (1 - report.judged_share))
        told.append(words.say("unjudged-part", percent=percent))
    counted = [rep for rep in report.reps if rep.counted and report.verdict != "observed"]
    for fault in dict.fromkeys(fault for rep in counted for fault in rep.cannot_judge):
        unseen = sum(fault in rep.cannot_judge for rep in counted)
        name = words.name(f"fault-{fault}")
        told.append(words.say("unjudged-reps", fault=name, reps=len(counted), unseen=unseen))
    unsure = dict.fromkeys(fault for hold in report.holds for fault in hold.cannot_judge)
    told += [words.say("unjudged-hold", fault=words.name(f"fault-{name}")) for name in unsure]
    if report.even:
        told.append(words.say("unjudged-even"))
    if kind:
        told.append(words.say(f"limits-{report.exercise}"))
    return told


def _of_sides(report: SetReport, words: Words) -> list[str]:
    """How much was done on each side of the body; in seconds, only when both were."""
    done = {side: round(report.per_side.get(side, 0)) for side in get_args(Side)}
    timed = bool(report.holds or report.paced_sides)
    if not report.per_side or (timed and not all(done.values())):
        return []
    told = [words.say("sides-seconds" if timed else "sides-reps", **done)]
    uneven = _uneven(report)
    return [*told, words.say(uneven)] if uneven else told


def _uneven(report: SetReport) -> str | None:
    """What to say of the side of which clearly fewer reps were done, or none; None when they are
    even."""
    if report.fewer is None:
        return None
    return f"say-{'fewer' if report.per_side.get(report.fewer) else 'none'}-{report.fewer}"


def _of_rhythm(report: SetReport, words: Words) -> str:
    """What was seen of a guided set's breath."""
    if report.rhythm is None:
        return words.say("rhythm-unseen")
    into, out = report.rhythm.in_s, report.rhythm.out_s
    seen = {"whole": into + out, "in": into, "out": out}
    return words.say("rhythm-seen", **{part: f"{seconds:.0f}" for part, seconds in seen.items()})


def fault_key(finding: Finding) -> str:
    """The message with a finding's name: that of the fault as its witness saw it, where the
    language files have one."""
    return words(LANGUAGES[0]).own(f"fault-{finding.fault}", finding.witness)


def fault_name(finding: Finding, words: Words) -> str:
    """What a finding is called."""
    return words.name(fault_key(finding))


def cue_key(finding: Finding) -> str:
    """The message that says what to do about a finding."""
    return f"cue-{finding.fault}-{finding.witness}"


def cue_text(finding: Finding, words: Words) -> str:
    """What to do about a finding; empty for one of an exercise that is gone."""
    key = cue_key(finding)
    return words.say(key) if key in words.homes else ""


def over_picture(finding: Finding, words: Words) -> str:
    """What stands over the clip while a finding goes on: what to do about it; its name where it was
    only observed."""
    observed = finding.severity == "observed"
    return fault_name(finding, words) if observed else cue_text(finding, words)


def rep_names(report: SetReport) -> dict[int, str]:
    """What each rep is called, by its index: its number among those that count, as it was counted
    aloud; an attempt has none."""
    names, n = {}, 0
    for rep in report.reps:
        n += rep.counted
        names[rep.index] = str(n) if rep.counted else NO_VALUE
    return names


def urgency(finding: Finding) -> tuple[bool, int]:
    """Findings in the order in which they are spoken of: severe before mild, a limit of the
    person's own before Koshi's advice, then by concern."""
    concern = -1 if finding.fault == OWN_LIMIT else _CONCERNS[finding.concern]
    return finding.severity != "severe", concern


def worst_findings(report: SetReport) -> list[Finding]:
    """The clearest finding of each point (what has one name), the main point of the set first.

    Severe before mild; what was seen in one rep alone, and mildly, after all that was seen more
    often; then by concern (`urgency`); then in how many reps (of holds: for how long); then how far
    beyond the fault's own bands. What was seen in attempts alone comes last. None of a set that
    cannot be judged.
    """
    if report.verdict == "cannot_judge":
        return []
    points: dict[str, list[Finding]] = {}
    for finding in report.findings:
        points.setdefault(fault_key(finding), []).append(finding)
    ranked = sorted(points.values(), key=lambda found: _place(found, report))
    return [_clearest(found) for found in ranked]


def _place(found: list[Finding], report: SetReport) -> tuple[bool | int | float, ...]:
    clearest, reps = _clearest(found), _counted_reps(found, report)
    often = sum(f.end_s - f.start_s for f in found) if report.holds else float(len(reps))
    uncounted = bool(report.reps) and not reps
    severe_last, concern = urgency(clearest)
    once = not _clear(clearest, report)
    return uncounted, severe_last, once, concern, -often, -_beyond(clearest)


def _clearest(found: list[Finding]) -> Finding:
    return max(found, key=lambda f: (f.severity == "severe", _beyond(f)))


def _beyond(finding: Finding) -> float:
    """How far beyond the thresholds that held; 0 where nobody knows any more."""
    return finding.beyond or 0.0


def _point_of(finding: Finding, report: SetReport) -> list[Finding]:
    """All findings of the same name."""
    return [each for each in report.findings if fault_key(each) == fault_key(finding)]


def _counted_reps(found: list[Finding], report: SetReport) -> set[int]:
    """Indices of the counted reps that some findings belong to."""
    return {rep.index for rep in report.reps if rep.counted} & {f.rep for f in found if f.rep}


def without(report: SetReport, numbers: Collection[int]) -> SetReport:
    """The report as it would be without the findings at these places. What nothing is left of is
    good only where it could be seen, as in any other set."""
    left = [finding for n, finding in enumerate(report.findings) if n not in numbers]
    if len(left) == len(report.findings):
        return report
    gone = {report.findings[n].rep for n in numbers if n < len(report.findings)}
    kind = EXERCISES[report.exercise](report.most) if report.exercise in EXERCISES else None
    watched = (kind.essential, kind.decisive) if kind else (None, ())
    reps = []
    for rep in report.reps:
        found = [finding for finding in left if finding.rep == rep.index]
        if rep.index in gone:
            judged = rep.verdict in JUDGED
            update: dict[str, object] = {"faults": list(dict.fromkeys(f.fault for f in found))}
            verdict = worst(f.severity for f in found)
            if verdict == "ok" and is_silent(rep, *watched):
                verdict = "cannot_judge"
            update |= {"verdict": verdict} if judged else {}
            rep = rep.model_copy(update=update)
        reps.append(rep)
    verdict, reasons = report.verdict, report.reasons
    if verdict in JUDGED:
        verdict = worst(finding.severity for finding in left)
        if verdict == "ok" and (silent := unseen(reps, report.holds, *watched)):
            verdict, reasons = "cannot_judge", silent
    update = {"findings": left, "reps": reps, "verdict": verdict, "reasons": reasons}
    return report.model_copy(update=update)


def farewell(report: SetReport, complete: bool, heard: Collection[str] = ()) -> list[Line]:
    """What is spoken after a set: one thing that went well, then one to try. Both true of this set.

    `complete` tells whether its target was reached; `heard` are the messages spoken until now: what
    was said not to be judged is not praised.
    """
    done = [rep for rep in report.reps if rep.counted] or report.holds
    effort = Line("well-effort" if complete else "well-some")
    if report.verdict in ("guided", "observed"):  # what was seen is read at leisure
        return [effort]
    if not done:
        return []
    kind = EXERCISES[report.exercise]
    found = {finding.fault for finding in report.findings}
    silent = _said_unjudged(kind, heard)
    seen = [name for name in kind.strengths if name not in silent and _seen(name, report)]
    good = [name for name in seen if not found & kind.spoilt_by(name)]
    told = [Line(f"well-{good[0]}") if good else effort]
    if not report.findings:
        whole = report.verdict == "ok" and len(seen) == len(kind.strengths)
        told += [Line("say-same-again")] if whole and not report.fewer else []
    main = next(iter(worst_findings(report)), None)
    if main and _clear(main, report):
        told += [Line("say-next"), Line(cue_key(main))]
    uneven = _uneven(report)
    return [*told, Line(uneven)] if uneven else told


def _said_unjudged(kind: type[Exercise], heard: Collection[str]) -> set[str]:
    """The faults of which a sentence of the set said that they are not judged."""
    names = {fault.name for fault in kind.faults if fault.concern == "tempo"}
    silent = names if "say-slow" in heard else set()
    if kind.essential and f"say-unseen-{kind.essential}" in heard:
        silent.add(kind.essential)
    return silent


def _clear(finding: Finding, report: SetReport) -> bool:
    """Whether a fault is worth a word at the end: severe, or seen more than once."""
    if finding.severity == "severe" or report.holds:
        return True
    return len(_counted_reps(_point_of(finding, report), report)) > 1


def undecided(report: SetReport) -> set[str]:
    """The faults of which most of a set says nothing (`notes` tells in how much of it)."""
    told: list[Rep | Hold] = [*report.reps, *report.holds]
    return {f for each in told for f in each.cannot_judge if not _seen(f, report)}


def _seen(fault: str, report: SetReport) -> bool:
    """Whether most of a set says something about a fault."""
    counted = [rep for rep in report.reps if rep.counted]
    silent = sum(fault in rep.cannot_judge for rep in counted)
    if any(fault in hold.cannot_judge for hold in report.holds):
        return False
    judged = report.judged_share >= 1 - UNJUDGED_LIMIT
    return judged and silent <= UNJUDGED_LIMIT * len(counted)
