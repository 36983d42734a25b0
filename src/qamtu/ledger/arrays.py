"""A column of values as one parameter: psycopg makes an array of thousands value by value."""

from collections.abc import Sequence


def array_of(values: Sequence[object]) -> str:
    """Numbers, days and truths.

    >>> array_of([1, None, 3])
    '{1,NULL,3}'
    """
    return "{" + ",".join(["NULL" if value is None else str(value) for value in values]) + "}"


def array_of_texts(texts: Sequence[str]) -> str:
    """Texts, which PostgreSQL keeps without NUL characters.

    >>> array_of_texts(["a", 'b"c'])
    '{"a","b\\\\"c"}'
    """
    if not texts:
        return "{}"
    joined = "\x00".join(texts)
    if joined.count("\x00") >= len(texts):
        raise ValueError("a text holds a NUL character")
    escaped = joined.replace("\\", "\\\\").replace('"', '\\"')
    return '{"' + escaped.replace("\x00", '","') + '"}'
