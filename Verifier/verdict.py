"""The states of the checks and the verdict over them (bundle, section Verdict; formats, section 11)."""

from dataclasses import dataclass, field

GOOD, BAD, CANNOT_JUDGE, SIMULATED = "GOOD", "BAD", "CANNOT_JUDGE", "SIMULATED"
NAMES = ("manifest", "integrity", "anchor", "completeness", "bodies", "enrolment", "custodians", "authorship",
         "sealed", "timely", "refusals", "erasure", "openings", "draws", "correctness")
MOST = 200


@dataclass(frozen=True)
class Reason:
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
    tested: int = 0
    reasons: list[Reason] = field(default_factory=list)
    notes: list[Reason] = field(default_factory=list)
    found: set[str] = field(default_factory=set)

    def _add(self, state: str, sentence: str, values: dict[str, object]) -> None:
        """A bundle with a million faults keeps the first ones of each state."""
        reason = Reason(state, sentence, values)
        if sum(known.state == state for known in self.reasons) < MOST and reason not in self.reasons:
            self.reasons.append(reason)
        self.found.add(state)

    def bad(self, sentence: str, **values: object) -> None:
        self._add(BAD, sentence, values)

    def cannot(self, sentence: str, **values: object) -> None:
        self._add(CANNOT_JUDGE, sentence, values)

    def simulated(self, sentence: str, **values: object) -> None:
        self._add(SIMULATED, sentence, values)

    def note(self, sentence: str, **values: object) -> None:
        """What the reader should know and what takes nothing from the state."""
        if len(self.notes) < MOST:
            self.notes.append(Reason(GOOD, sentence, values))

    def require(self, holds: bool, sentence: str, **values: object) -> bool:
        """Counts one test; a failed one is a reason for BAD."""
        self.tested += 1
        if not holds:
            self.bad(sentence, **values)
        return holds

    @property
    def state(self) -> str:
        return next((state for state in (BAD, CANNOT_JUDGE, SIMULATED) if state in self.found), GOOD)


def exit_status(checks: list[Check]) -> int:
    states = {check.state for check in checks}
    return 80 if BAD in states else 81 if CANNOT_JUDGE in states else 0


def verdict(checks: list[Check]) -> str:
    """BAD with one BAD check; otherwise GOOD, or the other states counted and never rounded up."""
    states = [check.state for check in checks]
    if BAD in states:
        return BAD
    counted = [f"{states.count(state)} {state}" for state in (CANNOT_JUDGE, SIMULATED) if state in states]
    return ", ".join(counted) or GOOD
