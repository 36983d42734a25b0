"""`python -m bench`: one table, each benchmark beside its reference."""

import sys

import click

from bench.home import Size, settle

PARTS = ("indicators", "pages", "importing", "rules", "matching", "dispatch")
WITHOUT_A_DISTRICT = {"rules", "matching", "dispatch"}


@click.command()
@click.option("--persons", default=1_000_000, show_default=True, help="Persons of the district.")
@click.option("--events", default=1_000_000, show_default=True, help="Case events.")
@click.option("--rows", default=100_000, show_default=True, help="Rows of the imported workbook.")
@click.option("--only", type=click.Choice(PARTS), multiple=True, help="Not all of it.")
def main(persons: int, events: int, rows: int, only: tuple[str, ...]) -> None:
    """Measure and print. Ends with 1 where a goal is missed."""
    size = Size(persons, events)
    home = settle(size)
    if not set(only or PARTS) <= WITHOUT_A_DISTRICT:
        from bench.data import district

        district(home, size)
    from bench.measuring import Result, print_table

    results: list[Result] = []
    for part in only or PARTS:
        if part == "indicators":
            from bench.indicators import measure_indicators

            results += measure_indicators(home)
        elif part == "pages":
            from bench.pages import measure_pages

            results += measure_pages()
        elif part == "rules":
            from bench.rules import measure_rules

            results += measure_rules(home)
        elif part == "matching":
            from bench.matching import measure_matching

            results += measure_matching()
        elif part == "dispatch":
            from bench.dispatch import measure_dispatch

            results += measure_dispatch()
        else:
            from bench.importing import measure_importing

            results += measure_importing(home, rows)
    print_table(results)
    sys.exit(any(result.is_met is False for result in results))


if __name__ == "__main__":
    main()
