"""Run every figure, print a table and JSON."""

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
os.environ["LOG_LEVEL"] = "WARNING"

import django

django.setup()

from django.core.management import call_command
from django.db import connection

from bench import imports, pages, places, printing, report, walks
from bench.measure import Ratio, Weight, machine


def main() -> None:
    """Make a database of its own from the template, measure, and drop it."""
    described = machine()
    name = connection.settings_dict["NAME"]
    connection.settings_dict["TEST"]["NAME"] = f"bench_{name}"
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        with Path(os.devnull).open("w") as nowhere:
            call_command("demo", stdout=nowhere)
        ratios = [
            ratio for room in (pages, places, imports, printing, report) for ratio in _told(room.measure())
        ]
        weights = list(walks.measure())
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)
    print(_table(ratios))
    print(_weights(weights))
    print(
        json.dumps(
            {
                "machine": described,
                "figures": [ratio.as_json() for ratio in ratios],
                "weights": [weight.as_json() for weight in weights],
            },
            ensure_ascii=False,
        )
    )


def _told(found: Iterator[Ratio]) -> Iterator[Ratio]:
    for ratio in found:
        print(f"measured {ratio.name}", file=sys.stderr)
        yield ratio


def _weights(weights: list[Weight]) -> str:
    lines = []
    for w in weights:
        notes = " ".join(f"{key}={value}" for key, value in w.notes.items())
        lines.append(f"{w.name:<56}{w.size:>10} bytes  ≤ {w.most} {notes}")
    return "\n".join(lines)


def _table(ratios: list[Ratio]) -> str:
    lines = [f"{'figure':<38}{'ours ms':>10}{'theirs ms':>11}{'ratio':>8}{'target':>8}  against, notes"]
    for r in ratios:
        target = f"≤ {r.target}" if r.target else ""
        notes = " ".join(f"{key}={value}" for key, value in r.notes.items())
        lines.append(
            f"{r.name:<38}{r.ours_ms:>10.1f}{r.theirs_ms:>11.1f}{r.ratio:>8.2f}{target:>8}  {r.theirs} {notes}"
        )
    return "\n".join(lines)


main()
