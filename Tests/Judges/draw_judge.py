#!/usr/bin/env python3
"""Recomputes draws from their announcement, secrets and roster, with the standard library alone.

Standard input is a JSON array of cases; standard output has one line a case. A case holds `id`,
`class`, `roster`, `plan`, `beacon_spec`, `beacon` (hex), `chain`, `salt_commit` (hex), `parties`,
`secrets` (hex), `need_below`: whoever a round seats and whose token's first byte is below it leaves
again, for at most `rounds` rounds; `bidders`, to be put in order; `bound`, for a number below it.
"""

import hashlib
import hmac
import json
import sys

VERSION = b"tender-draw-v1"


def digest(data):
    return hashlib.sha256(data).digest()


def prefixed(data):
    return len(data).to_bytes(2, "big") + data


def code(key, data):
    return hmac.new(key, data, hashlib.sha256).digest()


class Draw:
    def __init__(self, case):
        self.parties = [party.encode() for party in case["parties"]]
        self.chain = case["chain"]
        self.secrets = [bytes.fromhex(secret) for secret in case["secrets"]]
        self.beacon = bytes.fromhex(case["beacon"])
        self.context = digest(
            VERSION + b"\0" + prefixed(case["id"].encode()) + prefixed(case["class"].encode())
            + digest(case["roster"].encode()) + digest(case["plan"].encode())
            + prefixed(case["beacon_spec"].encode()) + bytes([self.chain])
            + bytes.fromhex(case["salt_commit"]) + bytes([len(self.parties)])
            + b"".join(prefixed(party) for party in self.parties))

    def link(self, party, secret, steps):
        for _ in range(steps):
            secret = digest(VERSION + b" chain\0" + self.context + prefixed(party) + secret)
        return secret

    def links(self, steps):
        return [self.link(party, secret, steps) for party, secret in zip(self.parties, self.secrets)]

    def seed(self, number):
        reveals = zip(self.parties, self.links(self.chain - 1 - number))
        return digest(
            VERSION + b" seed\0" + self.context + bytes([number, len(self.parties)])
            + b"".join(prefixed(party) + reveal for party, reveal in reveals) + prefixed(self.beacon))


def ticket(seed, label, item):
    return code(seed, b"ticket\0" + prefixed(label) + prefixed(item))


def order(seed, label, items):
    return sorted(items, key=lambda item: (ticket(seed, label, item), item))


def uniform(seed, label, bound):
    attempt = 0
    while True:
        word = int.from_bytes(
            code(seed, b"u64\0" + prefixed(label) + attempt.to_bytes(4, "big"))[:8], "big")
        if word < (1 << 64) // bound * bound:
            return word % bound
        attempt += 1


def panel(draw, case):
    """The tokens that each round seats: every eligible row is sorted, nothing is cut short."""
    rows = [line.split("\t") for line in case["roster"].splitlines()]
    head, *strata = [line.split("\t") for line in case["plan"].splitlines()]
    most, seen, members, rounds = int(head[1]), set(), {}, []
    need = {stratum: int(quota) for stratum, quota in strata}
    for number in range(case["rounds"]):
        if not any(need.values()):
            break
        seed, seated = draw.seed(number), []
        for stratum, _ in strata:
            eligible = [(token, unit) for token, field, unit, mark in rows if field == stratum and mark == "-"]
            eligible.sort(key=lambda row: ticket(seed, stratum.encode(), bytes.fromhex(row[0])))
            chosen = []
            for token, unit in eligible:
                if len(chosen) == need[stratum]:
                    break
                if token in seen or members.get(unit, 0) >= most:
                    continue
                chosen.append((token, unit))
                seen.add(token)
                members[unit] = members.get(unit, 0) + 1
            seated.append((stratum, chosen))
        for stratum, chosen in seated:
            need[stratum] -= len(chosen)
            for token, unit in chosen:
                if int(token[:2], 16) < case["need_below"]:
                    need[stratum] += 1
                    members[unit] -= 1
        rounds.append(";".join(
            stratum + "=" + ",".join(token for token, _ in chosen) for stratum, chosen in seated))
    return rounds


def answer(case):
    draw = Draw(case)
    seed = draw.seed(0)
    bidders = [bidder.encode() for bidder in case["bidders"]]
    return " ".join(
        [draw.context.hex(), ",".join(link.hex() for link in draw.links(draw.chain)), seed.hex()]
        + panel(draw, case)
        + [b",".join(order(seed, label, bidders)).decode() for label in (b"open", b"tie", b"dark")]
        + [str(uniform(seed, b"k", int(case["bound"])))])


for item in json.load(sys.stdin):
    print(answer(item))
