"""The states of the checks and the verdict over them (bundle, section Verdict)."""

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import NamedTuple

GOOD, BAD, CANNOT_JUDGE, SIMULATED = "GOOD", "BAD", "CANNOT_JUDGE", "SIMULATED"
STATES = (BAD, CANNOT_JUDGE, SIMULATED)  # against a plain GOOD, the worst first
NAMES = ("manifest", "integrity", "anchor", "completeness", "bodies", "enrolment", "custodians",
         "authorship", "sealed", "timely", "refusals", "erasure", "openings", "draws",
         "correctness")
MOST = 200
NO_NOTICE = "the notice (tender.announced) is not in the bundle"


class Reason(NamedTuple):
    """A sentence with gaps, and what fills them; the gaps let the page speak another language."""

    state: str
    sentence: str
    values: dict[str, object]

    def __str__(self) -> str:
        return self.sentence.format(**self.values)


@dataclass
class Check:
    """One check of the verdict: how much it tested, and every reason against a plain GOOD."""

    name: str
    values: dict[str, object] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)
    reasons: list[Reason] = field(default_factory=list)
    notes: list[Reason] = field(default_factory=list)

    def about(self, **values: object) -> "Check":
        """The same check, whose sentences all speak of one leaf, part or draw."""
        return replace(self, values=self.values | values)

    def _add(self, state: str, sentence: str, values: dict[str, object]) -> None:
        """A bundle with a million faults keeps the first ones of each state."""
        known = self.notes if state == GOOD else self.reasons
        gaps = {name: value for name, value in (self.values | values).items()
                if "{" + name + "}" in sentence}
        reason = Reason(state, sentence, gaps)
        if self.counts[state] < MOST and (state == GOOD or reason not in known):
            known.append(reason)
            self.counts[state] += 1

    def bad(self, sentence: str, **values: object) -> None:
        self._add(BAD, sentence, values)

    def cannot(self, sentence: str, **values: object) -> None:
        self._add(CANNOT_JUDGE, sentence, values)

    def simulated(self, sentence: str, **values: object) -> None:
        self._add(SIMULATED, sentence, values)

    def note(self, sentence: str, **values: object) -> None:
        """What the reader should know and what takes nothing from the state."""
        self._add(GOOD, sentence, values)

    def require(self, holds: bool, sentence: str, **values: object) -> bool:
        """Counts one test; a failed one is a reason for BAD."""
        self.counts["tests"] += 1
        if not holds:
            self.bad(sentence, **values)
        return holds

    @property
    def tested(self) -> int:
        return self.counts["tests"]

    @property
    def state(self) -> str:
        return next((state for state in STATES if self.counts[state]), GOOD)


def exit_status(checks: list[Check]) -> int:
    states = {check.state for check in checks}
    return 80 if BAD in states else 81 if CANNOT_JUDGE in states else 0


def verdict(checks: list[Check]) -> str:
    """BAD with one BAD check; otherwise GOOD, or the other states counted and never rounded up."""
    states = [check.state for check in checks]
    if BAD in states:
        return BAD
    counted = [f"{states.count(state)} {state}" for state in (CANNOT_JUDGE, SIMULATED)
               if state in states]
    return ", ".join(counted) or GOOD
