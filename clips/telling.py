"""What every form of a result shares: its colours, what a finding is called, where a rep begins and
where its top is."""

from typing import NamedTuple

from coach.summary import fault_name
from coach.words import Words
from pose.overlay import SEVERITY
from rules import Finding, Rep

# As the pictures have them.
COLOURS = {verdict: "#{:02x}{:02x}{:02x}".format(*rgb) for verdict, rgb in SEVERITY.items()}


class Named(NamedTuple):
    """A finding in words: which fault, how clear, when it was seen."""

    name: str
    how: str
    when: str

    def __str__(self) -> str:
        return f"{self.name} {self.aside}"

    @property
    def aside(self) -> str:
        """What stands behind the name."""
        return f"({self.how}, {self.when})"


def named(finding: Finding, words: Words) -> Named:
    """A finding in words."""
    how = words.say(f"severity-{finding.severity}")
    when = words.say("at-time", seconds=f"{finding.start_s:.1f}")
    return Named(fault_name(finding, words), how, when)


def begin_s(rep: Rep) -> float:
    """Where a rep begins, s: at its top where the clip begins there."""
    return rep.top_start_s if rep.start_s is None else rep.start_s


def top_s(rep: Rep) -> float:
    """The middle of a rep's top, s."""
    return (rep.top_start_s + rep.top_end_s) / 2
