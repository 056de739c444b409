"""What a check costs of the processor, against another checkout of Koshi.

    python -m benchmarks.against TREE CLIP --exercise hip_lift [--rounds 5]

`clips check` of this tree and of TREE (a git worktree with an environment `.venv` in it) in turn.
Prints the processor time of this one over that one: the median of the rounds and their spread
(above 1: this one is slower). Time of the processor, which other work on the machine changes less
than that of the clock.
"""

import argparse
import resource
import subprocess
import sys
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parent.parent


def cpu_s(tree: Path, clip: Path, exercise: str) -> float:
    """Seconds of the processor that a check takes, with the processes it starts.

    Raises
    ------
    SystemExit
        The check failed.
    """
    python = Path(sys.executable) if tree == ROOT else tree / ".venv/bin/python"
    command = [str(python), "-m", "clips", "check", str(clip), "--exercise", exercise]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, cwd=tree, capture_output=True, text=True)
    if done.returncode not in (0, 2):
        raise SystemExit(f"{tree}: {done.stderr.strip()}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("tree", type=Path)
    parser.add_argument("clip", type=Path)
    parser.add_argument("--exercise", required=True)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    tree, clip = options.tree.resolve(), options.clip.resolve()
    ratios = [
        cpu_s(ROOT, clip, options.exercise) / cpu_s(tree, clip, options.exercise)
        for _ in range(options.rounds)
    ]
    print(
        f"{clip.name}: processor time over {tree.name}'s {median(ratios):.3f} "
        f"({min(ratios):.3f}-{max(ratios):.3f}, n = {len(ratios)})"
    )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
