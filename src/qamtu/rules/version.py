"""Which rules judged: the hash of a programme's files, of the macro parameters and the engine."""

import hashlib
from functools import cache

from .parameters import FOLDER, MACRO


@cache
def version_of(folder: str) -> str:
    """The first 16 hexadecimal digits of the SHA-256 of all that decides."""
    digest = hashlib.sha256()
    files = [*FOLDER.glob("*.py"), *(FOLDER / MACRO).glob("*.yaml")]
    files += [path for path in (FOLDER / folder).iterdir() if path.suffix in (".py", ".yaml")]
    for path in sorted(files):
        digest.update(str(path.relative_to(FOLDER)).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]
