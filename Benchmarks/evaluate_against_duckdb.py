"""Compare `tender evaluate` with DuckDB on the same files, in one run.

100,000 tenders of 10 bids, as NDJSON and as CSV. Both programs compute the low-price-first score
(87号令 第五十五条), round the total to two decimals, rank the bids of each tender and write one row a bid.
DuckDB uses binary floating point and two threads; tender is exact and uses both cores. The two run in
turn, each in a process of its own, and the medians of wall time and peak memory are printed with their
ratio. The ranks of both are compared first, so that the same work is timed.
"""

import argparse
import csv
import json
import os
import pathlib
import random
import statistics
import subprocess
import sys
import tempfile
import time

SCHEME = {
    "v": 1, "preset": "gp-goods-v1", "criteria": [], "low_price": [], "ties": ["price", "equal_rank"],
    "price": {"weight": "100", "full": "100", "benchmark": {"kind": "lowest"}, "score": {"kind": "ratio"}},
    "rounding": {"total": {"decimals": 2, "mode": "half_up"}},
}

QUERY = """
SET threads = 2;
COPY (
  WITH scored AS (
    SELECT tender, bidder, price, round(min(price) OVER (PARTITION BY tender) / price * 100, 2) AS total
    FROM ({source})
  )
  SELECT tender, bidder, price, total, rank() OVER (PARTITION BY tender ORDER BY total DESC, price) AS rank
  FROM scored
) TO '{output}' (HEADER);
"""

SOURCES = {
    "csv": "SELECT tender, bidder, price::DOUBLE AS price FROM read_csv('{path}')",
    "ndjson": "SELECT tender, bid.bidder AS bidder, bid.price::DOUBLE AS price "
              "FROM (SELECT tender, unnest(bids) AS bid FROM read_ndjson('{path}'))",
}


def write_inputs(folder, tenders, bids):
    """Write the same random bids as NDJSON and as CSV; the seed is fixed."""
    rng = random.Random(20260201)
    with open(folder / "bids.ndjson", "w") as lines, open(folder / "bids.csv", "w") as table:
        table.write("tender,bidder,price,ceiling\n")
        for number in range(tenders):
            ceiling = rng.randint(10**7, 10**10)
            prices = [int(ceiling * rng.uniform(0.75, 1)) for _ in range(bids)]
            limit = f"{ceiling / 100:.2f}"
            rows = [{"bidder": f"B{i:02d}", "price": f"{p / 100:.2f}"} for i, p in enumerate(prices)]
            record = {"tender": f"T{number:06d}", "ceiling": limit, "bids": rows}
            lines.write(json.dumps(record, separators=(",", ":")) + "\n")
            table.writelines(f"T{number:06d},{row['bidder']},{row['price']},{limit}\n" for row in rows)
    (folder / "scheme.json").write_text(json.dumps(SCHEME))


def differing_ranks(ours, theirs):
    """Count the bids that the two results rank differently.

    This runs in a process of its own: the peak memory of a child includes that of its parent when it starts,
    so the process that measures must stay small.
    """
    print(len(set(ranks(ours).items()) ^ set(ranks(theirs).items())) // 2)


def measured(command, output):
    """Run a command with its output in a file; return wall seconds and peak memory in MiB."""
    with open(output, "wb") as sink:
        start = time.perf_counter()
        process = subprocess.Popen(command, stdout=sink)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"{command[0]} ended with status {process.returncode}")
    return seconds, usage.ru_maxrss / 1024


def ranks(path):
    """Map (tender, bidder) to its rank from a result table."""
    with open(path, newline="") as table:
        return {(row["tender"], row["bidder"]): row["rank"] for row in csv.DictReader(table)}


def compare(folder, tender, kind, runs):
    """Time both programs on one file and print a row for each figure."""
    source = folder / f"bids.{kind}"
    ours, theirs = folder / "tender.csv", folder / "duckdb.csv"
    query = QUERY.format(source=SOURCES[kind].format(path=source), output=theirs)
    program = "import duckdb, sys; duckdb.sql(sys.argv[1])"
    commands = {
        "tender": ([tender, "evaluate", "--scheme", str(folder / "scheme.json"), "--csv", str(source)], ours),
        "duckdb": ([sys.executable, "-c", program, query], folder / "unused"),
    }
    figures = {name: [] for name in commands}
    for run in range(runs + 1):
        for name, (command, output) in commands.items():
            figure = measured(command, output)
            if run > 0:
                figures[name].append(figure)
    differing = int(subprocess.check_output([sys.executable, __file__, "--differing", ours, theirs]))
    rows = os.path.getsize(source) / 2**20
    print(f"{kind} ({rows:.0f} MiB), median of {runs}; ranks that differ by floating point: {differing}")
    for index, unit in enumerate(("s wall", "MiB peak")):
        a, b = (statistics.median(figure[index] for figure in figures[name]) for name in commands)
        print(f"  tender {a:8.2f} {unit:9} duckdb {b:8.2f} {unit:9} ratio {a / b:5.2f}")


def growth(folder, tender, tenders, bids):
    """Ten times the tenders: how much longer, and whether memory of the stream stays flat."""
    figures = []
    for factor in (1, 10):
        write_inputs(folder, tenders * factor // 10, bids)
        command = [tender, "evaluate", "--scheme", str(folder / "scheme.json"), "--csv", str(folder / "bids.ndjson")]
        figures.append(min(measured(command, folder / "tender.csv") for _ in range(3)))
    (small, small_peak), (large, large_peak) = figures
    print(f"ndjson, 10 x the tenders: {large / small:.1f} x the time, peak {small_peak:.0f} -> {large_peak:.0f} MiB")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tender", default=".build/release/tender")
    parser.add_argument("--tenders", type=int, default=100_000)
    parser.add_argument("--bids", type=int, default=10)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--differing", nargs=2, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.differing:
        differing_ranks(*arguments.differing)
        return
    tender = str(pathlib.Path(arguments.tender).resolve())
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        write_inputs(folder, arguments.tenders, arguments.bids)
        for kind in ("ndjson", "csv"):
            compare(folder, tender, kind, arguments.runs)
        growth(folder, tender, arguments.tenders, arguments.bids)


if __name__ == "__main__":
    main()
