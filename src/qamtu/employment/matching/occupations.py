"""Occupations of the international classification ISCO-08.

A code of one digit is a major group, of two a sub-major, of three a minor, of four a unit group.
"""

DEPTH = 4


def distance(one: str, other: str) -> int:
    """How far up the deepest group lies that holds both: 0 the same unit group, 4 nothing shared.

    >>> [distance("8332", code) for code in ("8332", "8331", "8341", "8111", "5120")]
    [0, 1, 2, 3, 4]
    """
    common = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        common += 1
    return DEPTH - common
