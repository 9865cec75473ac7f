#!/usr/bin/env python3
"""Independent judge of Unicode normalisation form C.

For each line of standard input, scalars in hexadecimal separated by spaces,
prints yes or no, or "unknown" where this Unicode version lacks a scalar.
"""

import sys
import unicodedata


def verdict(line):
    text = "".join(chr(int(scalar, 16)) for scalar in line.split())
    if any(unicodedata.category(character) == "Cn" for character in text):
        return "unknown"
    return "yes" if unicodedata.normalize("NFC", text) == text else "no"


if __name__ == "__main__":
    for line in sys.stdin:
        print(verdict(line))
