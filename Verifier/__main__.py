"""The command line of the verifier: one or more bundles, a receipt, or the vectors of the formats."""

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


def _arguments() -> argparse.Namespace:
    parser = Arguments(prog="Verifier",
                       description="Checks bundles of a tender offline (Documentation/bundle.md).")
    parser.add_argument("bundles", nargs="*", metavar="BUNDLE",
                        help="the first bundle, then later ones built on it")
    parser.add_argument("--trust", metavar="FILE", help="the reader's own trust file")
    parser.add_argument("--against", metavar="FILE", help="a checkpoint that the reader obtained elsewhere")
    parser.add_argument("--lang", choices=("en", "zh"), default="en")
    parser.add_argument("--json", action="store_true", help="the page as JSON, with every reason")
    parser.add_argument("--self-test", action="store_true", help="the vectors of the formats and of the RFCs")
    parser.add_argument("--receipt", metavar="FILE", help="check one tlog-proof")
    parser.add_argument("--vkey", metavar="VKEY", help="the key of the log, for --receipt")
    parser.add_argument("--secret", metavar="HEX", help="the published secret of the receipt's stage")
    parser.add_argument("--tender", metavar="ID", help="the tender that the receipt must be of")
    return parser.parse_args()


def _bytes(path: str) -> bytes:
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        print(f"verifier: {path}: {error.strerror}", file=sys.stderr)
        raise SystemExit(UNREADABLE) from None
    if len(data) > MOST_BYTES:
        print(f"verifier: {path}: larger than {MOST_BYTES} bytes", file=sys.stderr)
        raise SystemExit(UNREADABLE)
    return data


def _receipt(given: argparse.Namespace) -> int:
    try:
        key = VerifierKey.parse(given.vkey, NOTE_KEY)
        secret = from_hex(given.secret, 32) if given.secret else None
    except Malformed as error:
        print(f"verifier: --vkey or --secret: {error}", file=sys.stderr)
        return USAGE
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
        print(
            f"GOOD  leaf {receipt.index} is in the tree of size {receipt.note.size} of {receipt.note.origin}"
            + ("" if secret else "; r is not compared with its secret (--secret)"))
    return BAD_STATUS if faults else 0


def main() -> int:
    given = _arguments()
    if given.self_test:
        return self_test()
    if given.receipt:
        if not given.vkey:
            print("verifier: --receipt needs --vkey", file=sys.stderr)
            return USAGE
        return _receipt(given)
    if not given.bundles:
        print("verifier: name a bundle, --receipt or --self-test", file=sys.stderr)
        return USAGE
    trust, against, against_fault = None, None, ""
    if given.trust:
        try:
            trust = Trust.parse(_bytes(given.trust))
        except Malformed as error:
            print(f"verifier: {given.trust}: {error}", file=sys.stderr)
            return USAGE
    if given.against:
        try:
            against = Note.parse(_bytes(given.against))
        except Malformed as error:
            against_fault = str(error)
    try:
        case = judge(given.bundles, trust, against, against_fault)
    except (Unreadable, OSError) as error:
        print(f"verifier: {error}", file=sys.stderr)
        return UNREADABLE
    sys.stdout.buffer.write(
        (as_json(case) if given.json else page(case, given.lang)).encode("utf-8", "replace"))
    return exit_status(list(case.checks.values()))


if __name__ == "__main__":
    sys.exit(main())
