"""Judging families: a district one by one and at once; a million beside OpenFisca-Core."""

import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from bench.families import KINDS, draw_families, save_families
from bench.measuring import Result, beside, in_words, tell
from qamtu.rules.columns import Batch, batch_of, judge_many
from qamtu.rules.parameters import Law, ParameterValue
from qamtu.rules.programme import DAYS_OF_A_MONTH, judge
from qamtu.rules.targeted_assistance.facts import PROGRAMME, read_family

DAY = date(2026, 5, 12)
LINE = 37060  # tenge
EXTRA = 4325_00 * 3 // 2  # tiyn: 1.5 MRP
HOUSEHOLDS, FAMILIES = 100_000, 1_000_000
SECONDS = 60.0
TURNS, ROUNDS = 3, 3
ANSWERS = ("monthly", "is_entitled", "is_conditional")
DISABILITIES = ("none", "group_1", "group_2", "group_3", "child")


def law() -> Law:
    line = ParameterValue(date(2026, 4, 1), LINE, "a benchmark", True)
    return Law(PROGRAMME.folder, DAY, "", {"poverty_line": (line,)})


def measure_rules(home: Path) -> list[Result]:
    return [*_district(), *_million(home)]


def _district() -> list[Result]:
    """From what a register says of 100,000 households to their answers."""
    families = [_as_given(one) for one in _rows(draw_families(HOUSEHOLDS))]
    start = time.perf_counter()
    facts = [read_family(family, DAY) for family in families]
    the_law = law()
    many = judge_many(PROGRAMME, batch_of(PROGRAMME, facts), the_law, ANSWERS)
    at_once = time.perf_counter() - start
    start = time.perf_counter()
    same = 0
    for row, family in enumerate(facts):
        judgement = judge(PROGRAMME, family, the_law)
        same += all(judgement[name] == many[name][row] for name in ANSWERS)
    one_by_one = time.perf_counter() - start
    name = f"{HOUSEHOLDS} households judged again"
    met = at_once < SECONDS and same == HOUSEHOLDS
    return [
        tell(
            Result(
                name,
                in_words(at_once),
                f"one by one, with reasons: {in_words(one_by_one)}",
                f"{same} the same",
                f"< {SECONDS:g} s",
                met,
            )
        )
    ]


def _rows(families: dict[str, Any]) -> Any:
    starts = families["starts"]
    columns = {name: values.tolist() for name, values in families.items() if name != "starts"}
    for first, last in zip(starts[:-1], starts[1:], strict=True):
        yield [{name: values[at] for name, values in columns.items()} for at in range(first, last)]


def _as_given(members: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "members": [
            {
                "born": date(m["born"] // 10000, m["born"] // 100 % 100, m["born"] % 100),
                "is_woman": m["is_woman"],
                "disability": DISABILITIES[m["disability"]],
                "is_full_time_student": m["is_full_time_student"],
                "cares_for": "elderly" if m["cares"] else "nobody",
                "absence": "conscript" if m["is_away"] else "none",
                "incomes": [
                    {"kind": kind, "amount": f"{m[kind] // 100}.{m[kind] % 100:02}"}
                    for kind in KINDS
                    if m[kind]
                ],
            }
            for m in members
        ]
    }


def _million(home: Path) -> list[Result]:
    """Both engines by turns, on the same arrays; the best round of each."""
    source, target = home / "families.npz", home / "openfisca-answers.npz"
    families = save_families(source, FAMILIES)
    command = [sys.executable, "-m", "bench.openfisca_families", str(source), str(target)]
    batch = _batch(families)
    ours, references, found = [], [], {}
    for _ in range(TURNS):
        printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        references += [float(line) for line in printed.split()]
        for _ in range(ROUNDS):
            start = time.perf_counter()
            found = judge_many(PROGRAMME, batch, law(), ANSWERS)
            ours.append(time.perf_counter() - start)
    best, reference = min(ours), min(references)
    theirs = np.load(target)
    exact = _exact_amounts(families)
    wrong = int((np.round(theirs["monthly"].astype(np.float64) * 100) != exact).sum())
    ours_wrong = int((found["monthly"] != exact).sum())
    for name in ("is_entitled", "is_conditional"):
        differing = int((theirs[name] != found[name]).sum())
        if differing > FAMILIES // 1000:
            raise AssertionError(f"{name} differs for {differing} families: not the same formula")
    return [
        tell(beside(f"{FAMILIES} families judged", best, "OpenFisca-Core", reference, 1.0)),
        Result(
            "… of them not exact to the tiyn",
            str(ours_wrong),
            f"OpenFisca-Core (float32): {wrong}",
            goal="0",
            is_met=ours_wrong == 0,
        ),
    ]


def _exact_amounts(families: dict[str, Any]) -> Any:
    """The amounts in tiyn by another way: whole numbers, the formula written out for the day."""
    starts = families["starts"][:-1]
    is_here = ~families["is_away"]
    born, today = families["born"], DAY.year * 10000 + DAY.month * 100 + DAY.day
    has_extra = is_here & (born <= today - 1_0000) & (born > today - 7_0000)
    income = np.add.reduceat(np.where(is_here, families["wage"] + families["pension"], 0), starts)
    size = np.add.reduceat(is_here.astype(np.int64), starts)
    due = LINE * 100 * 3 * size - income  # three times the basic amount
    extra = np.add.reduceat(has_extra.astype(np.int64), starts) * EXTRA
    return np.where(due >= 0, (2 * due + 3) // 6 + extra, 0)


def _day_numbers(days: Any) -> Any:
    """Days written yyyymmdd, as the steps hold them (see `programme.day_number`)."""
    months = days // 10000 * 12 + days // 100 % 100 - 1
    return (months * DAYS_OF_A_MONTH + days % 100).astype(np.int32)


def _batch(families: dict[str, Any]) -> Batch:
    """The same arrays as columns; an income is a row of its own."""
    members = len(families["born"])
    choices = {name: list(PROGRAMME.inputs[name].choices) for name in ("kind", "cares_for")}
    amounts = np.stack([families[kind] for kind in KINDS], axis=1)
    is_there = amounts > 0
    kinds = np.array([choices["kind"].index(kind) for kind in KINDS], dtype=np.int8)
    return Batch(
        FAMILIES,
        {
            "born": _day_numbers(families["born"]),
            "is_woman": families["is_woman"],
            "disability": families["disability"].astype(np.int8),
            "is_full_time_student": families["is_full_time_student"],
            "cares_for": np.where(
                families["cares"], choices["cares_for"].index("elderly"), 0
            ).astype(np.int8),
            "absence": families["is_away"].astype(np.int8),
            "amount": amounts[is_there],
            "kind": np.broadcast_to(kinds, (members, len(KINDS)))[is_there],
        },
        {
            "member": families["starts"],
            "income": np.concatenate([[0], np.cumsum(is_there.sum(axis=1))]),
        },
    )
