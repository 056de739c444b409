"""Which cue is on the page right now: one at a time, the most important first."""

from coach.summary import cue_key
from rules import Event, Finding, LiveState

SHOW_S = 4.0  # a cue stays readable for so long after its fault was named (J)


class CuePicker:
    """Turns the checker's events into the one cue to show (the voice comes with a later policy).

    Order: why nothing can be judged > a severe fault > a mild fault. Time is the frames' own.
    """

    def __init__(self):
        self._finding: Finding | None = None
        self._named_at = 0.0
        self.key: str | None = None
        self.severity: str | None = None

    def hear(self, events: list[Event], state: LiveState) -> None:
        """Take the events and the state of one frame."""
        for event in events:
            if event.kind == "fault" and event.finding and self._goes_first(event.finding, event.t):
                self._finding, self._named_at = event.finding, event.t
        if state.reason:
            self.key, self.severity = f"reason-{state.reason}", "cannot_judge"
        elif self._finding and (
            self._finding in state.findings or state.t - self._named_at <= SHOW_S
        ):
            self.key, self.severity = cue_key(self._finding), self._finding.severity
        else:
            self._finding = self.key = self.severity = None

    def _goes_first(self, finding: Finding, t: float) -> bool:
        shown = self._finding
        if shown is None or t - self._named_at > SHOW_S:
            return True
        return finding.severity == "severe" and shown.severity == "mild"
