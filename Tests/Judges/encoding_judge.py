#!/usr/bin/env python3
"""Independent judge of hexadecimal and base64.

For each line of standard input, "hex TEXT" or "base64 TEXT", prints the bytes
that the text writes as lowercase digits after a colon, or "no" where it is not
the one text of any bytes.
"""

import base64
import binascii
import sys


def verdict(line):
    kind, _, text = line.partition(" ")
    decode, encode = {
        "hex": (binascii.unhexlify, binascii.hexlify),
        "base64": (lambda data: base64.b64decode(data, validate=True), base64.b64encode),
    }[kind]
    try:
        data = decode(text.encode("ascii"))
    except (ValueError, UnicodeEncodeError):
        return "no"
    # Python's readers are lenient, so the text is written again.
    return ":" + data.hex() if encode(data).decode() == text else "no"


if __name__ == "__main__":
    for row in sys.stdin:
        print(verdict(row.rstrip("\n")))
