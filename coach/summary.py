"""A set report in words: the verdict in one sentence, the advice for a finding."""

from collections import Counter

from coach.voice import Line
from coach.words import Words
from rules import EXERCISES, Finding, SetReport
from rules.report import UNJUDGED_LIMIT


def summary(report: SetReport, words: Words) -> str:
    """The verdict of a set in one sentence."""
    if report.verdict == "cannot_judge":
        reason = words.say(f"reason-{report.reasons[0]}")
        if report.reasons[0].startswith("unseen_"):  # only one thing was hidden, not the set
            return words.say("summary-unseen", reps=report.rep_count, reason=reason)
        return words.say("summary-cannot_judge", reason=reason)
    if report.holds:
        seconds = round(sum(hold.good_s for hold in report.holds))
        held = round(sum(hold.end_s - hold.start_s for hold in report.holds))
        if not report.findings:
            return words.say("summary-ok-hold", seconds=seconds)
        name = words.say(f"fault-{main_fault(report)}")
        return words.say("summary-faults-hold", seconds=held, fault=name)
    if not report.findings:
        return words.say("summary-ok-reps", reps=report.rep_count)
    fault = main_fault(report)
    bad = sum(fault in rep.faults for rep in report.reps)
    return words.say(
        "summary-faults-reps", reps=len(report.reps), bad=bad, fault=words.say(f"fault-{fault}")
    )


def main_fault(report: SetReport) -> str | None:
    """The fault to speak of first: severe before mild, then the most frequent."""
    counts = Counter((finding.severity == "severe", finding.fault) for finding in report.findings)
    if not counts:
        return None
    return max(counts, key=lambda item: (item[0], counts[item]))[1]


def notes(report: SetReport, words: Words) -> list[str]:
    """What else must be said: what was not seen, what this exercise's check does not judge."""
    said = []
    if report.most is not None:
        what = words.say(f"own-limit-{report.exercise}", most=round(report.most))
        said.append(words.say("own-limit-note", what=what))
    if report.verdict == "cannot_judge":
        said += [words.say(f"reason-{reason}") for reason in report.reasons[1:]]
        said += [words.say("setup-help"), words.say(f"setup-{report.exercise}")]
        return said
    if 1 - UNJUDGED_LIMIT <= report.judged_share < 0.95:
        percent = round(100 * (1 - report.judged_share))
        said.append(words.say("unjudged-part", percent=percent))
    counted = [rep for rep in report.reps if rep.counted]
    essential = EXERCISES[report.exercise].essential
    unseen = sum(essential in rep.cannot_judge for rep in counted)
    if unseen and essential:
        name = words.say(f"fault-{essential}")
        said.append(words.say("unjudged-reps", fault=name, reps=len(counted), unseen=unseen))
    if report.even:
        said.append(words.say("unjudged-even"))
    said.append(words.say(f"limits-{report.exercise}"))
    return said


def cue_key(finding: Finding) -> str:
    """The message that says what to do about a finding."""
    return f"cue-{finding.fault}-{finding.witness}"


def worst_findings(report: SetReport) -> list[Finding]:
    """The clearest finding of each fault, severe faults first."""
    best: dict[str, Finding] = {}
    for finding in report.findings:
        other = best.get(finding.fault)
        if other is None or _weight(finding) > _weight(other):
            best[finding.fault] = finding
    return sorted(best.values(), key=_weight, reverse=True)


def _weight(finding: Finding) -> tuple[bool, float]:
    # Of seconds (tempo) the smallest is the worst, of everything else the largest deviation.
    size = -finding.peak if finding.unit in ("s", "leg") else abs(finding.peak)
    return finding.severity == "severe", size


def farewell(report: SetReport, complete: bool) -> list[Line]:
    """What is said after a set: one thing that went well, then one to try. Both true of this set.

    `complete` tells whether its target was reached.
    """
    done = [rep for rep in report.reps if rep.counted] or report.holds
    if not done:
        return []
    kind = EXERCISES[report.exercise]
    found = {finding.fault for finding in report.findings}
    good = [name for name in kind.strengths if name not in found and _seen(name, report)]
    effort = "well-effort" if complete else "well-some"
    said = [Line(f"well-{good[0]}" if good else effort)]
    if not report.findings:
        return said if report.verdict == "cannot_judge" else [*said, Line("say-same-again")]
    told = [finding for finding in worst_findings(report) if _clear(finding, report)]
    return [*said, Line("say-next"), Line(cue_key(told[0]))] if told else said


def _clear(finding: Finding, report: SetReport) -> bool:
    """Whether a fault is worth a word at the end: severe, or seen more than once."""
    if finding.severity == "severe" or report.holds:
        return True
    return sum(finding.fault in rep.faults for rep in report.reps) > 1


def _seen(fault: str, report: SetReport) -> bool:
    """Whether most of a set says something about a fault."""
    if report.holds:
        return report.judged_share >= 1 - UNJUDGED_LIMIT
    counted = [rep for rep in report.reps if rep.counted]
    silent = sum(fault in rep.cannot_judge for rep in counted)
    return bool(counted) and silent <= UNJUDGED_LIMIT * len(counted)
