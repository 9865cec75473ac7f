"""Runs the checks over bundles, in an order in which each finds what it needs."""

from collections.abc import Callable

from bundle import check_chain, open_bundle
from case import Case, read_keys
from check_award import check_award
from check_bodies import check_bodies, check_erasure, check_sealed
from check_draws import check_draws
from check_log import check_anchor, check_completeness, check_integrity
from check_openings import check_openings
from check_parties import check_authorship, check_custodians, check_enrolment
from check_time import check_refusals, check_timely
from encoding import Malformed
from identity import Trust
from notes import Note
from verdict import NAMES, Check

STEPS = (("integrity", check_integrity), ("anchor", check_anchor),
         ("completeness", check_completeness), ("manifest", read_keys), ("bodies", check_bodies),
         ("enrolment", check_enrolment), ("custodians", check_custodians),
         ("authorship", check_authorship), ("sealed", check_sealed), ("timely", check_timely),
         ("refusals", check_refusals), ("erasure", check_erasure), ("openings", check_openings),
         ("draws", check_draws), ("correctness", check_award))


def judge(directories: list[str], trust: Trust | None, against: Note | None = None,
          against_fault: str = "") -> Case:
    """The case of one or more bundles, the earliest first, with the state of every check."""
    checks = {name: Check(name) for name in NAMES}
    bundles = [open_bundle(directory, checks["manifest"]) for directory in directories]
    check_chain(bundles, checks["manifest"])
    case = Case(bundles, trust, against, against_fault, checks)
    if all(bundle.manifest for bundle in bundles):
        for name, step in STEPS:
            _run(checks[name], step, case)
    else:
        for name in NAMES[1:]:
            checks[name].cannot("the manifest cannot be read, so nothing else was")
    return case


def _run(check: Check, step: Callable[[Case], None], case: Case) -> None:
    """Runs one step; whatever is malformed there is named, and nothing ends the program."""
    try:
        step(case)
    except Malformed as error:
        check.bad("{error}", error=error)
    except (ArithmeticError, LookupError, RecursionError, TypeError, ValueError) as error:
        check.bad("this check met what it cannot read: {error}",
                  error=f"{type(error).__name__} {error}"[:200])
