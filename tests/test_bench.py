"""The benchmarks still run: their district fits the tables of today."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PARTS = ("indicators", "pages", "importing")


def test_a_small_district_is_made_and_measured(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    measured = subprocess.run(
        [
            *(sys.executable, "-m", "bench", "--persons", "1000", "--events", "1000"),
            *("--rows", "200"),
            *(word for part in PARTS for word in ("--only", part)),
        ],
        cwd=ROOT,
        env={**os.environ, "QAMTU_HOME": str(tmp_path), "DATABASE_URL": "", "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )
    # 1: a goal was missed, which a district this small says nothing of.
    assert measured.returncode in (0, 1), measured.stderr[-3000:]
    assert "Traceback" not in measured.stderr, measured.stderr[-3000:]
    for line in ("all indicators, PostgreSQL", "all indicators, DuckDB", "a person", "the report",
                 "import of 200 persons", "import of 200 participants"):  # fmt: skip
        assert line in measured.stdout
