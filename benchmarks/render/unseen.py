"""What the rules say of drawn people on whom nothing was set or learned.

    python -m benchmarks.render.unseen OUT --only 15 16

OUT is the folder that `benchmarks.render.spine` fills; ``--only`` are seeds of people who were
kept out of everything. Each drawn rep is gone there and back as a set of its own, through
`FormChecker`. A rep is correct whose spine bends less than `QUIET` of what is mild, faulty from
mild on; what lies between is left out.
"""

import argparse
import sys
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import numpy as np

from benchmarks.render.readings import RULES, fit, there_and_back
from benchmarks.render.spine import read
from rules import FormChecker
from rules.hip_hinge import BACK
from rules.hip_lift import HOLLOW_SPINE
from rules.lifting import BACK as LIFTED_BACK
from rules.spine import SpineFault
from rules.squat import BACK as SQUATTED_BACK

QUIET = 0.6
JUDGED = [
    (exercise, judged)
    for exercise, faults in (
        ("hip_lift", (HOLLOW_SPINE,)),
        ("hinge", BACK),
        ("lift_box", (LIFTED_BACK,)),
        ("squat", (SQUATTED_BACK,)),
    )
    for judged in faults
]


class Set(NamedTuple):
    """A drawn rep as a set: clothes, how far the camera is turned (degrees), true lumbar angle
    (degrees, flexion +), its length (s), whether it was judged as one rep, severity by fault, and
    the faults not judged."""

    exercise: str
    clothes: str
    yaw: float
    lumbar: float
    seconds: float
    judged: bool
    named: dict[str, str]
    unjudged: list[str]

    def said(self, fault: str) -> str:
        """severe, mild, praised or unjudged."""
        if not self.judged:
            return "unjudged"
        return self.named.get(fault) or ("unjudged" if fault in self.unjudged else "praised")


def sets(path: Path) -> list[Set]:
    """What is said of every rep of a person's file."""
    found = []
    for seen in read(path):
        rules = FormChecker(RULES[seen.exercise])
        for pose in there_and_back(seen):
            rules.update(pose)
        report = rules.finish()
        reps = [rep for rep in report.reps if rep.counted]
        named: dict[str, str] = {}
        for finding in report.findings:
            if named.get(finding.fault) != "severe":
                named[finding.fault] = finding.severity
        found.append(
            Set(
                seen.exercise,
                fit(seen),
                abs(seen.asked["spec"]["camera"]["yaw_deg"]),
                float(seen.lumbar[seen.runs == seen.runs.max()].mean()),
                report.duration_s,
                len(reps) == 1,
                named,
                reps[0].cannot_judge if reps else [],
            )
        )
    return found


def most(hits: int, hours: float) -> float:
    """Upper end of the 95 % interval of a rate an hour, from so many in so many hours (Poisson;
    Garwood 1936 by the Wilson-Hilferty approximation)."""
    n = hits + 1
    return n * (1 - 1 / (9 * n) + 1.96 / (3 * n**0.5)) ** 3 / hours


def table(exercise: str, judged: SpineFault, everything: list[Set]) -> str:
    """What is said of correct and faulty reps, by clothes and by the camera's turn."""
    fault, sign, mild = judged.fault.name, judged.sign, judged.mild
    severe = min(judged.severe, 2 * mild)  # what is clear, where it is never called severe
    part = [each for each in everything if each.exercise == exercise]
    kinds = {"all": part}
    for clothes in ("tight", "loose", "baggy"):
        kinds[clothes] = [each for each in part if each.clothes == clothes]
    kinds["turned under 10"] = [each for each in part if each.yaw < 10]
    kinds["turned 10-30"] = [each for each in part if each.yaw >= 10]
    lines = [
        f"| {exercise}: {fault} | correct | named | severe | unjudged | mild | named | praised | "
        "severe | named | praised |",
        "| --- " * 11 + "|",
    ]
    for name, rows in kinds.items():
        cells: list[str] = []
        for low, high, asked in (
            (-np.inf, QUIET * mild, ("named", "severe", "unjudged")),
            (mild, severe, ("named", "praised")),
            (severe, np.inf, ("named", "praised")),
        ):
            said = [each.said(fault) for each in rows if low <= sign * each.lumbar < high]
            said += ["named" for what in said if what in ("mild", "severe")]
            cells += [str(len([w for w in said if w != "named"]))]
            cells += [str(said.count(what)) for what in asked]
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def rates(everything: list[Set]) -> str:
    """False severe findings an hour of correct movement, and praise of faulty reps."""
    hits, hours, praised, faulty = 0, 0.0, 0, 0
    of_each = Counter(exercise for exercise, _ in JUDGED)
    for exercise, judged in JUDGED:
        for each in everything:
            if each.exercise != exercise:
                continue
            worse, said = judged.sign * each.lumbar, each.said(judged.fault.name)
            if worse < QUIET * judged.mild:
                hits += said == "severe"
                hours += each.seconds / 3600 / of_each[exercise]
            elif worse >= judged.mild:
                faulty += 1
                praised += said == "praised"
    return (
        f"False severe: {hits} in {60 * hours:.0f} minutes of correct movement = "
        f"{hits / hours:.1f} an hour (95 %: at most {most(hits, hours):.1f}). Praised: {praised} "
        f"of {faulty} faulty reps = {100 * praised / max(faulty, 1):.1f} of 100."
    )


def main() -> int:
    """The command line; the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("out", type=Path)
    parser.add_argument("--only", nargs="+", required=True, help="seeds of the people to look at")
    args = parser.parse_args()
    paths = sorted(path for seed in args.only for path in args.out.glob(f"{seed}-*.npz"))
    everything = [each for path in paths for each in sets(path)]
    print(f"{len(everything)} drawn reps of {len(paths)} people.\n")
    for exercise, judged in JUDGED:
        if any(each.exercise == exercise for each in everything):
            print(table(exercise, judged, everything) + "\n")
    print(rates(everything))
    return 0


if __name__ == "__main__":
    sys.exit(main())
