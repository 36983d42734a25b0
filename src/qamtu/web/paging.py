"""Pages of a list that may be a million rows long."""

from functools import cached_property
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

MOST_COUNTED = 20_000


class LongListPaginator(Paginator):  # type: ignore[type-arg]
    """Counts no further than `MOST_COUNTED`, and reads whole rows only of the page shown.

    `rows` gives the page's rows ready to be printed (joins, prefetches), in any order.
    """

    def __init__(self, found: QuerySet[Any], rows: QuerySet[Any], per_page: int) -> None:
        super().__init__(found.values_list("pk", flat=True), per_page)
        self.rows = rows

    @cached_property
    def _counted(self) -> int:
        keys: Any = self.object_list
        return int(keys.order_by()[: MOST_COUNTED + 1].count())

    @cached_property
    def count(self) -> int:
        return min(self._counted, MOST_COUNTED)

    @property
    def is_cut(self) -> bool:
        """True when there are more rows than are counted: the filters reach them."""
        return self._counted > MOST_COUNTED

    def page(self, number: int | str) -> "Page[Any]":
        number = self.validate_number(number)
        start = (number - 1) * self.per_page
        keys = list(self.object_list[start : start + self.per_page])
        rows = {row.pk: row for row in self.rows.filter(pk__in=keys)}
        return Page([rows[key] for key in keys], number, self)
