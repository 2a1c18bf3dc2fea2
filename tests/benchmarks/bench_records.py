"""Ten million contacts in one Parquet file to monthly facts: memory held, and time as it grows."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

import duckdb
from ratio import Ratio

MANY = 10_000_000
FEW = 2_000_000
MEMORY = 1.5 * 1024**3
# In proportion to the rows, with a fifth for what a busy machine does in between.
GROWTH = MANY / FEW * 1.2

CONTACTS = """
COPY (
    SELECT
        'P' || hash(i) % 400_000 AS "Patient ID",
        'Team ' || hash(i * 7) % 200 AS Team,
        'Locality ' || hash(i * 7) % 200 % 8 AS Locality,
        DATE '2021-04-01' + CAST(hash(i * 3) % 1461 AS INTEGER) AS "Contact date",
        CASE hash(i * 5) % 20 WHEN 0 THEN 'Did not attend' WHEN 1 THEN 'Cancelled by provider'
            WHEN 2 THEN 'Cancelled by patient' ELSE 'Attended' END AS "Attendance status",
        'Group ' || hash(i * 13) % 6 AS "Ethnic group",
        CAST(hash(i * 17) % 90 AS INTEGER) AS Age,
        CASE WHEN hash(i * 19) % 2 = 0 THEN 'Female' ELSE 'Male' END AS Sex
    FROM range({rows}) t(i)
) TO '{path}' (FORMAT parquet)
"""

WORK = """
import json, sys, time
from pathlib import Path
import psutil
from mhvalue.ingest.records.files import facts_of_file, recognise_file

path = Path(sys.argv[1])
reading = recognise_file(path)
began = time.perf_counter()
facts = len(facts_of_file(path, reading).columns["amount"])
seconds = time.perf_counter() - began
try:
    import resource
    unit = 1 if sys.platform == "darwin" else 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
except ImportError:
    peak = psutil.Process().memory_info().peak_wset
print(json.dumps({"facts": facts, "seconds": seconds, "peak": peak}))
"""


def run() -> list[Ratio]:
    """Peak memory of a process of its own over 1.5 GB, and the time of 10M over that of 2M."""
    with tempfile.TemporaryDirectory() as folder:
        few = min((measured(Path(folder), FEW) for _ in range(2)), key=lambda m: m["seconds"])
        many = measured(Path(folder), MANY)
    return [
        Ratio("10,000,000 contacts to facts: peak memory / 1.5 GB", many["peak"], MEMORY, 1.0),
        Ratio("contacts to facts: time of 10M / 2M", many["seconds"], few["seconds"], GROWTH),
    ]


def measured(folder: Path, rows: int) -> dict[str, float]:
    """Seconds and peak bytes of reading so many made-up contacts in a fresh process."""
    path = folder / f"contacts_{rows}.parquet"
    if not path.exists():
        with duckdb.connect(config={"memory_limit": "1GB"}) as connection:
            connection.execute("SET enable_progress_bar = false")
            connection.execute(CONTACTS.format(rows=rows, path=path.as_posix()))
    root = Path(__file__).resolve().parents[2]
    ran = subprocess.run(
        [sys.executable, "-c", WORK, str(path)],
        cwd=root,
        capture_output=True,
        text=True,
        check=True,
    )
    found: dict[str, float] = json.loads(ran.stdout)
    if not found["facts"]:
        raise RuntimeError("The extract gave no facts, so there is nothing to measure.")
    return found
