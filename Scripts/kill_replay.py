#!/usr/bin/env python3
"""Kills `tender mock replay` with SIGKILL at random times, and looks whether anything acknowledged is lost.

After each kill the replay opens its folder again, without playing, and checks the whole store and every rule; then each
acknowledgement that any run ever wrote down must be found in the database under the same leaf hash, computed here from
the bytes of the leaf. The next round goes on in the same folder until it has nothing left to play.
"""

import argparse
import hashlib
import json
import pathlib
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile

AUCTIONS = 24
BIDS = 4


def write_auctions(path, numbers):
    """A table of auctions in the columns of the preset jp-floor-v1."""
    lines = ["pid,bidder_id,reserveprice,minprice,bid"]
    for auction in range(1, AUCTIONS + 1):
        for bidder in numbers.sample(range(1, 40), BIDS):
            lines.append(f"{auction},{bidder},1000000,800000,{numbers.randrange(790, 1000) * 1000}")
    path.write_text("\n".join(lines) + "\n", encoding="ascii")


def acknowledgements(path):
    """The lines that were written whole; a kill may leave half of one."""
    if not path.exists():
        return []
    whole = path.read_bytes().rpartition(b"\n")[0]
    return [(int(index), digest) for index, digest in (line.split() for line in whole.decode("ascii").splitlines())]


def missing(folder, acknowledged):
    """The acknowledgements that the journal in `folder` does not hold."""
    database = sqlite3.connect(f"file:{folder / 'journal' / 'journal.sqlite'}?mode=ro", uri=True)
    try:
        stored = {
            index: hashlib.sha256(b"\0" + leaf).hexdigest() for index, leaf in database.execute("SELECT seq, bytes FROM leaf")
        }
    finally:
        database.close()
    return [index for index, digest in acknowledged if stored.get(index) != digest]


def check(command, folder):
    """What a check of the folder found; ends the program where the store is not good."""
    run = subprocess.run([*command, "--check", "--json"], capture_output=True, text=True)
    # 65: some tenders are not at their end, which is what a kill is for.
    if run.returncode not in (0, 65):
        sys.exit(f"{folder}: the check ended with {run.returncode}\n{run.stdout}{run.stderr}")
    report = json.loads(run.stdout)
    if (report["store"], report["rules"]) != ("GOOD", "GOOD"):
        sys.exit(f"{folder}: {run.stdout}")
    return report


def kill(command, delay):
    """Starts the replay and kills it after `delay` seconds; whether it was still running."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    try:
        process.wait(delay)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        return True
    if process.returncode:
        sys.exit(f"a replay ended by itself with {process.returncode}: {process.stderr.read()}")
    process.communicate()
    return False


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tender", required=True, help="the program")
    parser.add_argument("--rounds", type=int, default=100, help="how many kills")
    parser.add_argument("--seed", type=int, default=20261124)
    parser.add_argument("--longest", type=float, default=3.0, help="the longest time before a kill, in seconds")
    options = parser.parse_args()
    print(f"seed {options.seed}", flush=True)
    numbers = random.Random(options.seed)
    place = pathlib.Path(tempfile.mkdtemp(prefix="tender-kill-"))
    bids = place / "bids.csv"
    write_auctions(bids, numbers)
    kills, folders, checked, resumed = 0, 0, 0, 0
    folder = None
    while kills < options.rounds:
        if folder is None:
            folders += 1
            folder = place / f"replay-{folders}"
        acknowledged = place / f"replay-{folders}.acknowledged"
        command = [options.tender, "mock", "replay", str(bids), "--in", str(folder)]
        resumed += bool(acknowledgements(acknowledged))
        delay = options.longest * numbers.random() ** 2
        running = kill([*command, "--acknowledged", str(acknowledged)], delay)
        kills += running
        report = check(command, folder)
        given = acknowledgements(acknowledged)
        lost = missing(folder, given)
        if lost:
            sys.exit(f"{folder}: acknowledged and lost or changed: {lost[:10]} of {len(given)}")
        checked += len(given)
        if not running:
            if report["different"]:
                sys.exit(f"{folder}: at its end, but not: {report['different']}")
            shutil.rmtree(folder)
            folder = None
    print(
        f"{kills} kills in {folders} folders, {resumed} of the runs went on in a folder begun before: nothing acknowledged "
        f"was lost ({checked} acknowledgements looked up), every store and every rule good", flush=True)
    shutil.rmtree(place)


if __name__ == "__main__":
    main()
