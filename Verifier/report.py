"""The one page that a reader gets, in English or Chinese, or the same as JSON."""

import json
from unicodedata import east_asian_width

from case import Case
from primitives import PURE
from verdict import STATES, Check, exit_status, verdict
from words_zh import NAMES_ZH, PAGE_ZH, SENTENCES_ZH, STATES_ZH

MOST_REASONS, MOST_NOTES = 5, 3
PAGE = {
    "title": "Verification of a tender bundle",
    "tender": "Tender",
    "log": "Log",
    "tree": "Tree",
    "bundles": "Bundles",
    "view": "view {view}, stage {stage}, security {security}",
    "anchors": "Anchors",
    "trust": "a trust file with {count} witness(es) and {custodians} custodian(s)",
    "no trust": "no trust file",
    "outside": "a checkpoint of size {size} from elsewhere",
    "no outside": "no checkpoint from elsewhere",
    "checks": "Checks",
    "tests": "{count} tests",
    "more": "… and {count} more",
    "verdict": "Verdict",
    "leaves": "{size} leaves, root {root}; {bodies} bodies disclosed, {events} events read",
    "not checked": "What was not checked",
    "plain": "Cryptography: plain Python",
    "package": "Cryptography: the package cryptography",
    "limits": [
        "Stages, periods, authority, causes of refusals, timers: of the award only the figures "
        "were computed again (check correctness).",
        "Whether a person stands behind an enrolled key, who talked to whom, "
        "and beacons of other sources.",
        "Leaves that are still sealed, and bodies that this view does not show.",
    ],
}


def _wide(text: str, width: int) -> str:
    """Filled up to a width in which a Chinese character counts for two."""
    return text + " " * (width - sum(1 + (east_asian_width(c) == "W") for c in text))


def page(case: Case, language: str) -> str:
    """The page as text."""
    chinese = language == "zh"
    words = PAGE_ZH if chinese else PAGE
    lines = [words["title"], "", *_about(case, words), "", words["checks"]]
    for check in case.checks.values():
        lines += _check(check, words, chinese)
    result = verdict(list(case.checks.values()))
    if chinese:
        for state, shown in STATES_ZH.items():
            result = result.replace(state, shown)
    lines += ["", f"{words['verdict']}: {result}", "", words["not checked"]]
    lines += [f"  - {limit}" for limit in words["limits"]]
    printable = ("".join(c if c.isprintable() else "?" for c in line) for line in lines)
    return "\n".join(printable) + "\n"


def _about(case: Case, words: dict) -> list[str]:
    """What was checked, and on whose word."""
    lines = []
    if case.manifest:
        leaves = words["leaves"].format(size=case.tree.size, root=case.tree.root().hex()[:16],
                                        bodies=len(case.bodies), events=len(case.events))
        lines += [f"{words['tender']}: {case.tender}", f"{words['log']}: {case.origin}",
                  f"{words['tree']}: {leaves}"]
    for bundle in case.bundles:
        about = words["view"].format(**bundle.manifest) if bundle.manifest else "-"
        lines.append(f"{words['bundles']}: {bundle.directory.name} ({about})")
    anchors = words["no trust"]
    if case.trust:
        anchors = words["trust"].format(count=len(case.trust.witnesses),
                                        custodians=len(case.trust.custodians))
    outside = words["no outside"]
    if case.against:
        outside = words["outside"].format(size=case.against.size)
    return [*lines, f"{words['anchors']}: {anchors}; {outside}",
            words["plain" if PURE else "package"]]


def _check(check: Check, words: dict, chinese: bool) -> list[str]:
    """One check with its first reasons, the worst before the others, and its first notes."""
    name = NAMES_ZH[check.name] if chinese else check.name
    state = STATES_ZH[check.state] if chinese else check.state
    tests = words["tests"].format(count=check.tested)
    lines = [f"  {_wide(name, 13)}{_wide(state, 13)} {tests}"]
    worst = sorted(check.reasons, key=lambda reason: STATES.index(reason.state))
    for given, most, mark in ((worst, MOST_REASONS, "-"), (check.notes, MOST_NOTES, "*")):
        for reason in given[:most]:
            sentence = SENTENCES_ZH.get(reason.sentence) if chinese else None
            said = (sentence or reason.sentence).format(**reason.values)
            lines.append(f"      {mark} {said}")
        if len(given) > most:
            lines.append(f"      {mark} " + words["more"].format(count=len(given) - most))
    return lines


def as_json(case: Case) -> str:
    """The same, for programs: every reason, with its state."""
    checks = list(case.checks.values())
    listed = [{"name": check.name, "state": check.state, "tested": check.tested,
               "reasons": [{"state": one.state, "text": str(one)} for one in check.reasons],
               "notes": [str(note) for note in check.notes]} for check in checks]
    against = {"size": case.against.size} if case.against else {}
    value = {"anchors": {"against": against, "trust": case.trust is not None}, "checks": listed,
             "exit": exit_status(checks), "size": case.tree.size, "v": 1,
             "tender": case.manifest.get("tender", "-"), "verdict": verdict(checks)}
    return json.dumps(value, ensure_ascii=True, sort_keys=True, indent=1) + "\n"
