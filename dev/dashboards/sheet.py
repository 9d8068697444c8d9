"""A spreadsheet dashboard: cards with one number, charts, and tables, placed one below the other."""

import json
from uuid import NAMESPACE_URL, uuid5

VERSION = "18.5.10"
COLUMNS = (340, 132, 132, 132, 132, 132)
WIDTH, HALF = 1000, 475
ROW = 23
CARDS, CARD_HEIGHT, CHART_HEIGHT = 5, 109, 299
CARD_COLORS = {"plain": "#EFF6FF", "good": "#F0FDF4", "bad": "#FEF2F2", "soon": "#FFFBEB"}
TITLE = {"color": "#01666B", "bold": True, "fontSize": 16, "align": "center"}
STYLES = {
    "1": {"textColor": "#01666B", "bold": True, "fontSize": 16},
    "2": {"textColor": "#434343", "bold": True, "fontSize": 11},
    "3": {"textColor": "#434343", "verticalAlign": "middle"},
}
BORDERS = {"1": {"bottom": {"style": "thin", "color": "#CCCCCC"}}}
PERCENT, COUNT, ONE_DIGIT = "0%", "#,##0", "#,##0.0"
NOTHING = '"–"'


class Dashboard:
    """Collects what one dashboard shows; the period above it filters what says by which ``date`` it is counted.

    :param str name: the name of the file, without `_dashboard.json`
    :param str period: what is chosen at first; the last twelve months of Odoo end with the month before this one
    """

    def __init__(self, name, period="last_90_days"):
        self.name = name
        self.row = 0
        self.figures, self.pivots, self.lists = [], {}, {}
        self.cells, self.data_cells, self.styles, self.borders, self.rows, self.tables = {}, {}, {}, {}, {}, []
        self.formats, self.data_formats, self.menus = {}, {}, {}
        self.period = {"id": self._id("period"), "type": "date", "label": "Time span", "defaultValue": period}

    def _id(self, *parts):
        return str(uuid5(NAMESPACE_URL, "/".join((self.name, *map(str, parts)))))

    def _matching(self, date):
        """Return which field the period filters; ``date`` is its name, with ``:date`` behind it when it is a day."""
        if not date:
            return {}
        chain, _colon, kind = date.partition(":")
        return {self.period["id"]: {"chain": chain, "type": kind or "datetime", "offset": 0}}

    # ------------------------------------------------------------------ numbers
    def pivot(self, model, domain=(), rows=(), columns=(), measures=("__count",), date=None, order=None):
        """Add what is counted, and return its number for formulas."""
        number = str(len(self.pivots) + 1)
        self.pivots[number] = {
            "type": "ODOO",
            "id": number,
            "formulaId": number,
            "name": " ",  # it stands in the first cell of a table
            "model": model,
            "domain": list(domain),
            "context": {},
            "measures": [
                {"id": measure, "fieldName": measure.split(":")[0], **_aggregator(measure)} for measure in measures
            ],
            "rows": [_dimension(field) for field in rows],
            "columns": [_dimension(field) for field in columns],
            "sortedColumn": order and {"measure": order, "order": "desc", "domain": []},
            "fieldMatching": self._matching(date),
        }
        if not order:
            del self.pivots[number]["sortedColumn"]
        return number

    def value(self, pivot, measure="__count", **where):
        """Return the formula of one number of a pivot; where nothing is counted it is zero."""
        parts = [pivot, f'"{measure}"']
        for field, value in where.items():
            parts += [f'"{field}"', f'"{value}"']
        return f"(PIVOT.VALUE({','.join(parts)})+0)"

    def share(self, pivot, **where):
        """Return the formula of a share of what a pivot counts; a dash where it counts nothing."""
        return f"IFERROR({self.value(pivot, **where)}/{self.value(pivot)},{NOTHING})"

    def filled(self, value):
        """Return the formula of a number that is never zero where it is known; a dash where it is not."""
        return f"IF({value}=0,{NOTHING},{value})"

    def average(self, pivot, measure):
        """Return the formula of the average of a measure; a dash where there is none."""
        return f"IF({self.value(pivot)}=0,{NOTHING},{self.value(pivot, measure)})"

    def cards(self, *cards):
        """Add a row of at most five cards: (title, formula, colour, menu, format, text below, its formula)."""
        gap = 10
        width = (WIDTH - gap * (CARDS - 1)) // CARDS
        y = self._y() + 11
        for index, card in enumerate(cards):
            title, formula, color, menu, form, below, below_formula = (*card, *(None,) * (7 - len(card)))
            identifier = self._id("card", title)
            data = {
                "type": "scorecard",
                "title": {"text": title, "color": "#434343", "bold": True},
                "background": CARD_COLORS[color],
                "keyValue": self._data(formula, form or COUNT),
                "baselineMode": "text",
                "baselineColorUp": "#00A04A",
                "baselineColorDown": "#DC6965",
                "humanize": False,
                "chartId": identifier,
            }
            if below:
                data |= {"baselineDescr": {"text": below}, "baseline": self._data(below_formula, COUNT)}
            self._figure(identifier, index * (width + gap), y, width, CARD_HEIGHT, data, menu)
        self.row += 6

    def _data(self, formula, form):
        """Put a formula on the sheet that nobody sees, and return the address of its cell."""
        cell = f"A{len(self.data_cells) + 1}"
        self.data_cells[cell] = f"={formula}"
        self.data_formats[cell] = form
        return f"Data!{cell}"

    # ------------------------------------------------------------------- charts
    def charts(self, *charts):
        """Add one chart over the whole width, or two beside each other; each is what :func:`chart` returns."""
        y = self._y() + 11
        width = WIDTH if len(charts) == 1 else HALF
        for index, (title, data, date, menu) in enumerate(charts):
            identifier = self._id("chart", title)
            data = data | {"chartId": identifier, "fieldMatching": self._matching(date)}
            self._figure(identifier, index * (WIDTH - HALF), y, width, CHART_HEIGHT, data, menu)
        self.row += (CHART_HEIGHT + 11) // ROW + 1

    def _figure(self, identifier, x, y, width, height, data, menu):
        self.figures.append(
            {
                "id": identifier,
                "tag": "chart",
                "col": 0,
                "row": 0,
                "offset": {"x": x, "y": y},
                "width": width,
                "height": height,
                "data": data,
            }
        )
        if menu:
            self.menus[identifier] = f"beneficiary.{menu}"

    # ------------------------------------------------------------------- tables
    def _title(self, title, cell, last):
        self.cells[cell] = f'=_t("{title}")'
        self.styles[cell] = 1
        self.borders[f"{cell}:{last}{cell[1:]}"] = 1
        self.rows[str(self.row)] = {"size": 40}

    def table(self, title, pivot, lines=8):
        """Add a pivot as a table, with its title above."""
        self._title(title, f"A{self.row + 1}", "F")
        first = self.row + 2
        self.cells[f"A{first}"] = f"=PIVOT({pivot},{lines},TRUE,TRUE,6,FALSE)"
        self._table_styles(first, lines + 1)

    def records(self, title, model, domain, columns, order, lines=10, date=None):
        """Add a list of records, with its title above; ``columns`` are at most six pairs of field and header."""
        number = str(len(self.lists) + 1)
        self.lists[number] = {
            "id": number,
            "name": title,
            "model": model,
            "domain": list(domain),
            "columns": [field for field, _header in columns],
            "orderBy": [{"name": order.lstrip("-"), "asc": not order.startswith("-")}],
            "context": {},
            "fieldMatching": self._matching(date),
        }
        self._title(title, f"A{self.row + 1}", "F")
        first = self.row + 2
        for letter, (field, header) in zip("ABCDEF", columns, strict=False):
            self.cells[f"{letter}{first}"] = f'=ODOO.LIST.HEADER({number},"{field}",_t("{header}"))'
            for line in range(1, lines + 1):
                self.cells[f"{letter}{first + line}"] = f'=ODOO.LIST({number},{line},"{field}")'
        self._table_styles(first, lines + 1)

    def _table_styles(self, first, height):
        self.styles[f"A{first}:F{first}"] = 2
        self.styles[f"A{first + 1}:F{first + height - 1}"] = 3
        self.borders[f"A{first}:F{first}"] = 1
        self.row = first + height

    # -------------------------------------------------------------------- output
    def _y(self):
        """Return where the present row begins, in pixels."""
        return sum(self.rows.get(str(row), {}).get("size", ROW) for row in range(self.row))

    def _sheet(self, name, cells, **values):
        return {
            "id": self._id("sheet", name),
            "name": name,
            "colNumber": len(COLUMNS),
            "rowNumber": max(self.row, 40),
            "rows": {},
            "cols": {},
            "merges": [],
            "cells": cells,
            "styles": {},
            "formats": {},
            "borders": {},
            "conditionalFormats": [],
            "dataValidationRules": [],
            "figures": [],
            "tables": [],
            "areGridLinesVisible": True,
            "isVisible": True,
            "headerGroups": {"ROW": [], "COL": []},
            "comments": {},
        } | values

    def text(self):
        """Return the content of the file."""
        formats = sorted(set(self.data_formats.values()))
        numbers = {form: index for index, form in enumerate(formats, 1)}
        shown = self._sheet(
            "Dashboard",
            self.cells,
            rows=self.rows,
            cols={str(index): {"size": size} for index, size in enumerate(COLUMNS)},
            styles=self.styles,
            borders=self.borders,
            figures=self.figures,
        )
        data = self._sheet(
            "Data", self.data_cells, formats={cell: numbers[form] for cell, form in self.data_formats.items()}
        )
        content = {
            "version": VERSION,
            "sheets": [shown, data],
            "styles": STYLES,
            "formats": {str(number): form for form, number in numbers.items()},
            "borders": BORDERS,
            "revisionId": "START_REVISION",
            "uniqueFigureIds": True,
            "settings": {},
            "pivots": self.pivots,
            "pivotNextId": len(self.pivots) + 1,
            "customTableStyles": {},
            "globalFilters": [self.period],
            "lists": self.lists,
            "listNextId": len(self.lists) + 1,
            "chartOdooMenusReferences": self.menus,
        }
        return json.dumps(content, indent=1, ensure_ascii=False) + "\n"


def chart(kind, title, model, group_by, domain=(), measure="__count", date=None, menu=None, action=None, stacked=True):
    """Return a chart for :meth:`Dashboard.charts`.

    :param str kind: bar, line or pie; a line falls to zero where there is no value, a bar is left out
    :param group_by: names of one or two fields, with ``:month`` behind a date
    :param str date: the field that the period filters
    :param str menu: the menu that the chart opens
    :param str action: the action whose views show the records behind a bar
    """
    group_by = list(group_by)
    data = {
        "type": f"odoo_{kind}",
        "title": {"text": title} | TITLE,
        "background": "#FFFFFF",
        "legendPosition": "top" if kind == "pie" or len(group_by) > 1 else "none",
        "metaData": {
            "resModel": model,
            "groupBy": group_by,
            "measure": measure,
            "order": None,
            "mode": kind,
            "cumulatedStart": False,
        },
        "searchParams": {
            "comparison": None,
            "context": {},
            "domain": list(domain),
            "groupBy": group_by,
            "orderBy": [],
        },
        "dataSets": [{}],
    }
    if kind != "pie":
        data |= {"verticalAxisPosition": "left", "stacked": stacked and kind == "bar", "cumulatedStart": False}
    if kind == "line":
        data["fillArea"] = len(group_by) == 1
    if action:
        data["actionXmlId"] = f"beneficiary.{action}"
    return title, data, date, menu


def _aggregator(measure):
    _field, _colon, aggregator = measure.partition(":")
    return {"aggregator": aggregator} if aggregator else {}


def _dimension(field):
    name, _colon, granularity = field.partition(":")
    dimension = {"fieldName": name}
    if granularity:
        dimension |= {"granularity": granularity, "order": "asc"}
    return dimension
