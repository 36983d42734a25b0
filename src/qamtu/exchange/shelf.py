"""Where an uploaded list waits between its preview and the word to take it in.

Under `QAMTU_HOME/imports`, readable by the application alone. A list waits for a day, found by its
token in the folder of its office and member of staff; the rows that came back of a run are kept
for a month, found by the run. Both hold personal data, so neither is kept longer.
"""

import json
import re
import secrets
import shutil
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from qamtu.accounts.models import Office, User
from qamtu.database import home
from qamtu.exchange.models import ImportRun

WAITS = 24 * 3600
KEPT = 31 * 24 * 3600
_TOKEN = re.compile(r"[0-9a-f]{32}")
_SUFFIX = re.compile(r"\.[a-z0-9]{1,5}")


@dataclass(frozen=True)
class WaitingList:
    """An uploaded list, until it is taken in."""

    token: str
    folder: Path
    filename: str
    kind: str
    suffix: str

    @property
    def path(self) -> Path:
        return self.folder / f"list{self.suffix}"

    @property
    def run(self) -> int | None:
        """The key of the run that took it in."""
        try:
            return int((self.folder / "run").read_text(encoding="utf-8"))
        except FileNotFoundError:
            return None

    @property
    def is_claimed(self) -> bool:
        return (self.folder / "claimed").exists()

    def claim(self) -> bool:
        """Ours to take in; false for whoever comes second (a second click)."""
        try:
            (self.folder / "claimed").touch(exist_ok=False)
        except FileExistsError:
            return False
        return True

    def release(self) -> None:
        (self.folder / "claimed").unlink(missing_ok=True)

    def finish(self, run: ImportRun) -> None:
        """Taken in: the list goes, its run is remembered for whoever comes back to the preview."""
        (self.folder / "run").write_text(str(run.pk), encoding="utf-8")
        self.path.unlink(missing_ok=True)

    def remove(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)


def put(
    *, office: Office, by: User, filename: str, kind: str, content: Iterable[bytes]
) -> WaitingList:
    """Lay an uploaded list on the shelf; what waits for too long is swept off it."""
    _sweep()
    token = secrets.token_hex(16)
    folder = _folder(office, by) / token
    folder.mkdir(parents=True, mode=0o700)
    suffix = Path(filename).suffix.lower()
    suffix = suffix if _SUFFIX.fullmatch(suffix) else ""
    waiting = WaitingList(token, folder, filename, kind, suffix)
    with waiting.path.open("wb") as file:
        file.writelines(content)
    about = {"filename": filename, "kind": kind, "suffix": suffix}
    (folder / "about.json").write_text(json.dumps(about), encoding="utf-8")
    return waiting


def find(*, office: Office, by: User, token: str) -> WaitingList | None:
    """The list of this token, if this member of staff laid it there in this office."""
    if not _TOKEN.fullmatch(token):
        return None
    folder = _folder(office, by) / token
    try:
        about = json.loads((folder / "about.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    return WaitingList(token, folder, about["filename"], about["kind"], about["suffix"])


def errors_of(run: ImportRun) -> Path:
    """Where the rows that came back of a run are kept, if any did and the month is not over."""
    return _root("returned") / f"{run.pk}-{run.sha256[:16]}.xlsx"


def _folder(office: Office, by: User) -> Path:
    return _root("waiting") / f"{office.pk}-{by.pk}"


def _root(name: str) -> Path:
    path = home() / "imports" / name
    path.parent.mkdir(exist_ok=True, mode=0o700)
    path.mkdir(exist_ok=True, mode=0o700)
    return path


def _sweep() -> None:
    now = time.time()
    for folder in _root("waiting").glob("*/*"):
        if _age(folder, now) > WAITS:
            shutil.rmtree(folder, ignore_errors=True)
    for path in _root("returned").glob("*.xlsx"):
        if _age(path, now) > KEPT:
            path.unlink(missing_ok=True)


def _age(path: Path, now: float) -> float:
    """In seconds; what another request has just removed is of no age."""
    try:
        return now - path.stat().st_mtime
    except FileNotFoundError:
        return 0
