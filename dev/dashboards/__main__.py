"""Entry point: ``python3 dev/dashboards``; the package says what it does."""

import sys
from pathlib import Path

sys.dont_write_bytecode = True  # nothing is ever written into the checkout
sys.path[0] = str(Path(__file__).resolve().parent.parent)  # the package itself, not its modules

from dashboards.committees import committees  # noqa: E402
from dashboards.complaints import complaints  # noqa: E402
from dashboards.director import director  # noqa: E402
from dashboards.requests import requests  # noqa: E402
from dashboards.satisfaction import satisfaction  # noqa: E402

FOLDER = Path(__file__).resolve().parents[2] / "data" / "dashboard"


def main():
    for board in (director(), requests(), committees(), complaints(), satisfaction()):
        (FOLDER / f"{board.name}_dashboard.json").write_text(board.text(), encoding="utf-8")


main()
