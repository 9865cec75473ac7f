#!/usr/bin/env python3
"""Independent judge of JSON Schemas (draft 2020-12).

Reads {"schema": .., "accepted": [..], "refused": [..]} from standard input and
exits with 1 on the first document that the schema judges otherwise.
"""

import json
import sys

from jsonschema import Draft202012Validator
from jsonschema.exceptions import SchemaError


def disagreement(case):
    """The first disagreement in words, or None."""
    try:
        Draft202012Validator.check_schema(case["schema"])
    except SchemaError as error:
        return f"the schema itself is refused: {error.message}"
    validator = Draft202012Validator(case["schema"])
    for document in case["accepted"]:
        for error in validator.iter_errors(document):
            return f"must be accepted: {document!r}: {error.message}"
    for document in case["refused"]:
        if validator.is_valid(document):
            return f"must be refused: {document!r}"
    return None


if __name__ == "__main__":
    sys.exit(disagreement(json.load(sys.stdin)))
