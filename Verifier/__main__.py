"""The command line of the verifier: bundles, a receipt, or the vectors of the formats.

The README beside this file says in which order to read the others.
"""

import argparse
import sys
from pathlib import Path
from typing import NoReturn

from bundle import Unreadable
from encoding import Malformed, from_hex
from identity import Trust
from judge import judge
from notes import NOTE_KEY, Note, VerifierKey
from receipts import Receipt
from report import as_json, page
from self_test import self_test
from verdict import exit_status

USAGE, UNREADABLE, BAD_STATUS = 64, 66, 80
MOST_BYTES = 16 << 20


class Arguments(argparse.ArgumentParser):
    """Ends with the status for wrong usage that the other programs of the project use."""

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        print(f"verifier: {message}", file=sys.stderr)
        raise SystemExit(USAGE)


OPTIONS = (
    ("bundles", {"nargs": "*", "metavar": "BUNDLE",
                 "help": "the first bundle, then later ones built on it"}),
    ("--trust", {"metavar": "FILE", "help": "the reader's own trust file"}),
    ("--against", {"metavar": "FILE", "help": "a checkpoint that the reader obtained elsewhere"}),
    ("--lang", {"choices": ("en", "zh"), "default": "en"}),
    ("--json", {"action": "store_true", "help": "the page as JSON, with every reason"}),
    ("--self-test", {"action": "store_true", "help": "the vectors of the formats and of the RFCs"}),
    ("--receipt", {"metavar": "FILE", "help": "check one tlog-proof"}),
    ("--vkey", {"metavar": "VKEY", "help": "the key of the log, for --receipt"}),
    ("--secret", {"metavar": "HEX", "help": "the published secret of the receipt's stage"}),
    ("--tender", {"metavar": "ID", "help": "the tender that the receipt must be of"}),
)


class Stop(Exception):
    """Ends the program with a status, after words on standard error."""


def _bytes(path: str) -> bytes:
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        raise Stop(UNREADABLE, f"{path}: {error.strerror}") from None
    if len(data) > MOST_BYTES:
        raise Stop(UNREADABLE, f"{path}: larger than {MOST_BYTES} bytes")
    return data


def _receipt(given: argparse.Namespace) -> int:
    if not given.vkey:
        raise Stop(USAGE, "--receipt needs --vkey")
    try:
        key = VerifierKey.parse(given.vkey, NOTE_KEY)
        secret = from_hex(given.secret, 32) if given.secret else None
    except Malformed as error:
        raise Stop(USAGE, f"--vkey or --secret: {error}") from None
    try:
        receipt = Receipt.parse(_bytes(given.receipt))
        faults = receipt.faults(key, secret)
        if given.tender and receipt.tender != given.tender:
            faults.append("the receipt is of another tender")
    except Malformed as error:
        faults = [str(error)]
    for fault in faults:
        print(f"BAD  {fault}")
    if not faults:
        print(f"GOOD  leaf {receipt.index} is in the tree of size {receipt.note.size} of "
              f"{receipt.note.origin}"
              + ("" if secret else "; r is not compared with its secret (--secret)"))
    return BAD_STATUS if faults else 0


def _bundles(given: argparse.Namespace) -> int:
    trust, against, fault = None, None, ""
    if given.trust:
        try:
            trust = Trust.parse(_bytes(given.trust))
        except Malformed as error:
            raise Stop(USAGE, f"{given.trust}: {error}") from None
    if given.against:
        try:
            against = Note.parse(_bytes(given.against))
        except Malformed as error:
            fault = str(error)
    try:
        case = judge(given.bundles, trust, against, fault)
    except (Unreadable, OSError) as error:
        raise Stop(UNREADABLE, error) from None
    text = as_json(case) if given.json else page(case, given.lang)
    sys.stdout.buffer.write(text.encode("utf-8", "replace"))
    return exit_status(list(case.checks.values()))


def main() -> int:
    parser = Arguments(prog="Verifier",
                       description="Checks bundles of a tender offline (Documentation/bundle.md).")
    for name, how in OPTIONS:
        parser.add_argument(name, **how)
    given = parser.parse_args()
    try:
        if given.self_test:
            return self_test()
        if given.receipt:
            return _receipt(given)
        if given.bundles:
            return _bundles(given)
        raise Stop(USAGE, "name a bundle, --receipt or --self-test")
    except Stop as stop:
        status, words = stop.args
        print(f"verifier: {words}", file=sys.stderr)
        return status


if __name__ == "__main__":
    sys.exit(main())
