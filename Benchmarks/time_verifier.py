#!/usr/bin/env python3
"""Times the independent verifier on an exported log, with the package `cryptography` and without.

    time_verifier.py BENCHMARK VERIFIER [LEAVES]

BENCHMARK is the built audit-trail-benchmark, which writes the log; VERIFIER the folder of the verifier.
"""

import importlib.util
import os
import statistics
import subprocess
import sys
import tempfile
import time

ROUNDS = 5


def main() -> int:
    benchmark, verifier = sys.argv[1:3]
    leaves = sys.argv[3] if len(sys.argv) > 3 else "100000"
    if importlib.util.find_spec("cryptography") is None:
        print("Python verifier: the package cryptography is not installed, so both times are without it")
    seconds = {"": [], "1": []}
    with tempfile.TemporaryDirectory() as folder:
        bundle = os.path.join(folder, "bundle")
        subprocess.run([benchmark, "bundle", bundle, leaves], check=True)
        # In turn, so that what else the machine does falls on both alike.
        for _ in range(ROUNDS):
            for pure, times in seconds.items():
                start = time.monotonic()
                run = subprocess.run(
                    [sys.executable, verifier, bundle], stdout=subprocess.PIPE, text=True,
                    env={**os.environ, "TENDER_VERIFIER_PURE": pure})
                times.append(time.monotonic() - start)
    fast, slow = (statistics.median(times) for times in seconds.values())
    print(f"Python verifier, {leaves} leaves with bodies: {fast:.1f} s with the package cryptography, "
          f"{slow:.1f} s without; ratio {slow / fast:.2f}; status {run.returncode}")
    states = [line for line in run.stdout.splitlines() if "integrity" in line or "BAD" in line]
    print(*states[:4], sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
