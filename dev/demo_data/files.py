"""The files of the demo data."""

import csv
from pathlib import Path

DEMO = Path(__file__).resolve().parent.parent.parent / "demo"


def write(name, text):
    (DEMO / name).write_text(f"{text}</odoo>\n", encoding="utf-8")


def write_csv(name, header, rows):
    with (DEMO / name).open("w", encoding="utf-8", newline="") as target:
        writer = csv.writer(target, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)
