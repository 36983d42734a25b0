"""Families for the benchmark of the rules: drawn as arrays, the same for both engines."""

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

MOST_MEMBERS = 7
KINDS = ("wage", "pension", "mortgage")  # the last one does not count
SEED = 20260512


def draw_families(count: int) -> dict[str, NDArray[Any]]:
    """`starts` of the members of each family; of each member: birth (yyyymmdd), sex, disability
    (0 none, 1–3 groups, 4 child), study, care, absence, and three incomes of the quarter, tiyn.
    """
    rng = np.random.default_rng(SEED)
    sizes = rng.integers(1, MOST_MEMBERS + 1, count)
    starts = np.concatenate([[0], np.cumsum(sizes)])
    members = int(starts[-1])
    is_head = np.zeros(members, dtype=bool)
    is_head[starts[:-1]] = True
    year = np.where(is_head, rng.integers(1945, 2003, members), rng.integers(1945, 2025, members))
    born = year * 10000 + rng.integers(1, 13, members) * 100 + rng.integers(1, 29, members)
    is_adult = year < 2007
    return {
        "starts": starts,
        "born": born,
        "is_woman": rng.random(members) < 0.5,
        "disability": np.where(rng.random(members) < 0.06, rng.integers(1, 5, members), 0),
        "is_full_time_student": rng.random(members) < 0.05,
        "cares": rng.random(members) < 0.1,
        "is_away": (rng.random(members) < 0.02) & ~is_head,
        **{
            kind: np.where(
                is_adult & (rng.random(members) < share),
                rng.integers(1, 45_000_000, members),
                0,
            )
            for kind, share in zip(KINDS, (0.35, 0.2, 0.05), strict=True)
        },
    }


def save_families(path: Path, count: int) -> dict[str, NDArray[Any]]:
    families = draw_families(count)
    np.savez(path, **families)
    return families
