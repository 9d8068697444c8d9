import math
import re

from odoo import fields, models

from ...tools import arabic

MAX_TEXT = {"char": 200, "text": 5000}


class ApplicationReading(models.Model):
    """Reads what was typed as the type of its field. Every method returns the value, and what is wrong with it."""

    _inherit = "beneficiary.application"

    def _read_fields(self, names, form, errors):
        """Return the values of ``names`` that a post gives, read as their types."""
        vals = {}
        for name in names:
            if name not in form:
                continue
            field = self._fields[name]
            value, error = self._read_value(field.type, form[name], field)
            if error:
                errors[name] = self.env._(
                    "“%(field)s”: %(problem)s", field=field._description_string(self.env), problem=error
                )
            else:
                vals[name] = value
        return vals

    def _read_value(self, kind, text, field=None):
        """Return a typed text as a value of a type, and what is wrong with it."""
        text = (text or "").replace("\x00", "").strip()
        if kind in ("char", "text"):
            limit = MAX_TEXT[kind]
            if len(text) > limit:
                return False, self.env._("it is too long. Write at most %(count)s letters.", count=limit)
            return text or False, None
        if not text:
            return False, None
        if kind == "date":
            return self._read_date(text)
        if kind == "datetime":
            return self._read_datetime(text)
        if kind == "selection":
            return (text if text in dict(field._description_selection(self.env)) else False), None
        if kind == "many2one":
            return self.env[field.comodel_name].sudo().search([("id", "=", self._digits(text))], limit=1).id, None
        return self._read_number(kind, text)

    def _digits(self, text):
        return int(text) if re.fullmatch(r"\d{1,9}", text, re.ASCII) else 0

    def _read_date(self, text):
        text = arabic.ascii_digits((text or "").strip())
        if not text:
            return False, None
        try:
            date = fields.Date.to_date(text) if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII) else None
        except ValueError:
            date = None
        if not date or date.year < 1850:
            return False, self.env._("write the date as year-month-day, such as 1990-12-31.")
        return date, None

    def _read_datetime(self, text):
        match = re.fullmatch(r"(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(:\d{2})?", arabic.ascii_digits(text), re.ASCII)
        try:
            return fields.Datetime.to_datetime(f"{match[1]} {match[2]}:00"), None
        except (TypeError, ValueError):
            return False, self.env._("write date and time as 2026-12-31 09:30.")

    def _read_number(self, kind, text):
        text = arabic.ascii_digits(text).translate({0x66B: ".", 0x66C: None, 0x2C: None, 0x20: None})
        try:
            value = int(text) if kind == "integer" else float(text)
        except ValueError:
            return False, self.env._("write a number in digits.")
        if not math.isfinite(value) or abs(value) > 2_000_000_000:
            return False, self.env._("this number is too large.")
        return value, None
