"""A backup is one file; what is restored prints the same report."""

import os
import subprocess
import sys
from pathlib import Path

SCENARIO = """
district = "Сырдария ауданы"
region = "Қызылорда облысы"
from = 2021-01-01
as_of = 2021-11-15

[[figure]]
id = "permanent-jobs.placed"
fact = 7
slices = { youth = 3 }
exclusive = false
"""
REPORT = "report --office syrdariia --from 2021-01-01 --as-of 2021-11-15 --format json"


def qamtu(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    home.mkdir(mode=0o755, exist_ok=True)
    return subprocess.run(
        [sys.executable, "-m", "qamtu.cli", *arguments],
        env={**os.environ, "QAMTU_HOME": str(home), "DATABASE_URL": ""},
        capture_output=True,
        text=True,
        check=False,
    )


def test_what_is_restored_prints_the_same_report(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    scenario, dump = tmp_path / "small.toml", tmp_path / "qamtu.dump"
    scenario.write_text(SCENARIO, encoding="utf-8")
    old, new = tmp_path / "old", tmp_path / "new"

    assert qamtu(old, "demo", str(scenario)).returncode == 0
    before = qamtu(old, *REPORT.split())
    assert '"fact": 7' in before.stdout
    assert qamtu(old, "backup", str(dump)).returncode == 0

    assert qamtu(new, "restore", str(dump)).returncode == 0
    assert qamtu(new, *REPORT.split()).stdout == before.stdout

    again = qamtu(new, "restore", str(dump))
    assert again.returncode == 1
    assert "not empty" in again.stderr
    assert list(tmp_path.glob(".*.part")) == []
