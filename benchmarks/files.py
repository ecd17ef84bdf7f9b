"""Print what the files of a month cost: DATABASE_URL=... python benchmarks/files.py 2026-10."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

import django

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
RUNS = 3


def spent(work: Callable[[], object]) -> float:
    """CPU seconds, the least of some runs after one that loads what it needs."""
    work()
    times = []
    for _run in range(RUNS):
        began = time.process_time()
        work()
        times.append(time.process_time() - began)
    return min(times)


def main(code: str) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    from riskreg.access import operator
    from riskreg.reporting import monthly
    from riskreg.reporting.cut_offs import CutOffs
    from riskreg.reporting.render import docx, html, pdf, xlsx
    from riskreg.reporting.render import json as json_file
    from riskreg.vocabulary.periods import Month

    month, actor = Month.parse(code), operator()
    cut_offs = CutOffs.read(month.last)
    report = monthly.build(
        cut_offs.start(actor, month), cut_offs.end(actor, month), month, cut_offs.state(month), cut_offs=cut_offs
    )
    works: dict[str, Callable[[], bytes]] = {
        "JSON (the floor)": lambda: json_file.dumps(report).encode(),
        "XLSX": lambda: xlsx.file(report),
        "PDF, the XLSX attached": lambda: pdf.file(report),
        "DOCX": lambda: docx.file(report),
        "HTML with fonts": lambda: html.file(report, "en").encode(),
    }
    floor = 0.0
    for name, work in works.items():
        seconds = spent(work)
        floor = floor or seconds
        print(f"{name:24} {seconds:6.3f} s  {seconds / floor:5.1f} x  {len(work()) / 1000:6.0f} kB", flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
