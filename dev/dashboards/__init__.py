"""Writes the dashboards of the addon, `data/dashboard/*_dashboard.json`: ``python3 dev/dashboards``.

Odoo Community shows spreadsheet dashboards and cannot edit them. Here each is written down in a few lines: what is
counted, in which figure, under which title. `sheet.py` knows what the spreadsheet wants to read.

Every title passes through the translation of the addon: Odoo extracts titles of figures, ``_t("…")`` in formulas and
labels of filters from files of that name below ``data/``, and translates them in the browser.
"""
