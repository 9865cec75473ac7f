"""Runs the checks over bundles, in an order in which each finds what it needs."""

from bundle import Bundle, check_chain, open_bundle
from case import Case, read_keys, run
from check_bodies import check_bodies, check_erasure, check_sealed
from check_draws import check_draws
from check_log import check_anchor, check_completeness, check_integrity
from check_openings import check_openings
from check_parties import check_authorship, check_custodians, check_enrolment
from check_time import check_refusals, check_timely
from identity import Trust
from notes import Note
from verdict import NAMES

NO_REPLAY = "replay is done by `tender audit verify`: this program does not decide commands again"
STEPS = (("bodies", check_bodies), ("enrolment", check_enrolment), ("custodians", check_custodians),
         ("authorship", check_authorship), ("sealed", check_sealed), ("timely", check_timely),
         ("refusals", check_refusals), ("erasure", check_erasure), ("openings", check_openings),
         ("draws", check_draws))


def judge(directories: list[str], trust: Trust | None, against: Note | None = None,
          against_fault: str = "") -> Case:
    """The case of one or more bundles, the earliest first, with the state of every check."""
    case = Case([], trust, against, against_fault)
    manifest = case.checks["manifest"]
    bundles: list[Bundle] = [open_bundle(directory, manifest) for directory in directories]
    check_chain(bundles, manifest)
    case.bundles = bundles
    case.checks["correctness"].cannot(NO_REPLAY)
    if not all(bundle.manifest for bundle in bundles):
        for name in NAMES[1:-1]:
            case.checks[name].cannot("the manifest cannot be read, so nothing else was")
        return case
    run(case.checks["integrity"], check_integrity, case)
    run(case.checks["anchor"], check_anchor, case)
    run(case.checks["completeness"], check_completeness, case)
    run(manifest, read_keys, case, manifest)
    for name, step in STEPS:
        run(case.checks[name], step, case)
    return case
