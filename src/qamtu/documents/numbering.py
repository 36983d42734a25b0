"""Numbers without gaps: one series of an office in a year."""

from django.db import connection

from qamtu.accounts.models import Office


def next_number(*, office: Office, series: str, year: int, count: int = 1) -> int:
    """The next number of the series, the first of `count`; given back if the transaction fails.

    Two clerks queue up on the series' row, so that no number is skipped or given twice.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO documents_numberseries (office_id, series, year, last)"
            " VALUES (%s, %s, %s, %s) ON CONFLICT (office_id, series, year)"
            " DO UPDATE SET last = documents_numberseries.last + excluded.last RETURNING last",
            [office.pk, series, year, count],
        )
        return int(cursor.fetchone()[0]) - count + 1
