from odoo import api, models
from odoo.tools import format_date, format_datetime, formatLang
from odoo.tools.misc import get_lang

from ..models.registry.beneficiary import IDENTITY
from ..tools import hijri
from .wkhtml import prepare, text_direction

MISSING = "—"


class ReportMixin(models.AbstractModel):
    """What all printed papers share: the applicant's language, both calendars, the letterhead (R-06).

    A report that inherits it sets ``_report_model``. Its templates get ``sheets``, one for every record: ``doc``,
    ``company`` and ``report`` (this model, for its helpers) in the language of the paper.
    """

    _name = "beneficiary.report.mixin"
    _description = "Printed paper"

    _report_model = None

    @api.model
    def _get_report_values(self, docids, data=None):
        docs = self.env[self._report_model].browse(docids)
        docs.check_access("read")
        return {
            "doc_ids": docids,
            "doc_model": self._report_model,
            "docs": docs,
            "sheets": [self._sheet(doc) for doc in docs],
        }

    def _sheet(self, doc):
        """Return what the templates need to print one record."""
        lang = get_lang(self.env, self._lang_code(doc))
        report = self.with_context(lang=lang.code)
        doc = doc.with_context(lang=lang.code)
        company = report._company(doc)
        return {
            "lang": lang.code,
            "direction": lang.direction,
            "report": report,
            "doc": doc,
            "company": company,
            "today": company.sudo()._beneficiary_today(),
            "title": report._title(doc),
            "reference": report._reference(doc),
        }

    def _lang_code(self, doc):
        """Return the language of the person who is given the paper; that of the user if there is none."""
        return False

    def _company(self, doc):
        """Return the association on whose letterhead the paper is printed."""
        return doc.company_id or self.env.company

    def _title(self, doc):
        return doc.display_name

    def _reference(self, doc):
        return ""

    def _enclosures(self, doc):
        """Return how many papers go with this one, or ``False`` if that is not said."""
        return False

    # ---------------------------------------------------------------- helpers
    def _prepare(self, content, direction):
        return prepare(content, direction)

    def _direction(self):
        """Return the direction of the language, for the pages that show what is printed here."""
        return get_lang(self.env).direction

    def _is_arabic(self):
        return get_lang(self.env).code.startswith("ar")

    def _join(self, parts):
        """Return the parts that are not empty, parted by the comma of the language."""
        return ("، " if self._is_arabic() else ", ").join(part for part in parts if part)

    def _lines(self, text):
        """Return the lines of a text that people wrote, each with its own direction."""
        return [(text_direction(line), line) for line in text.splitlines() if line.strip()]

    def _date(self, value):
        """Return a date in both calendars, in words."""
        if not value:
            return MISSING
        gregorian = format_date(self.env, value, date_format="d MMMM y")
        islamic = hijri.long_text(value) if self._is_arabic() else self._hijri_number(value)
        if not islamic:
            return gregorian
        return self.env._("%(gregorian)s – %(hijri)s", gregorian=gregorian, hijri=islamic.replace(" هـ", "\u00a0هـ"))

    def _short_dates(self, value):
        """Return a date in both calendars, in figures, for narrow columns."""
        return [text for text in (str(value), self._hijri_number(value)) if text] if value else [MISSING]

    def _hijri_number(self, value):
        date = hijri.from_gregorian(value)
        return self.env._("%(date)s AH", date=date) if date else ""

    def _moment(self, value, company):
        """Return date and time of a UTC moment where the association is."""
        if not value:
            return MISSING
        day = self._date(company.sudo()._beneficiary_date(value))
        return self.env._("%(date)s, %(time)s", date=day, time=self._time(value, company))

    def _time(self, value, company):
        """Return the time of day of a UTC moment where the association is."""
        return format_datetime(self.env, value, tz=company.sudo()._beneficiary_calendar().tz, dt_format="HH:mm")

    def _amount_words(self, amount, currency):
        """Return an amount in words, or nothing where the language knows none."""
        words = currency.with_env(self.env).amount_to_text(amount)
        return words.replace(" و ", " و") if self._is_arabic() else words

    def _money(self, amount, currency):
        """Return an amount with the name of its currency, as people of the language call it."""
        figures = formatLang(self.env, amount, digits=currency.decimal_places)
        return f"{figures} {currency.with_env(self.env).currency_unit_label or currency.name}"

    def _label(self, record, fname):
        """Return the label of a selection field's value."""
        labels = dict(record._fields[fname]._description_selection(self.env))
        return labels.get(record[fname], MISSING)

    def _may_see_identity(self):
        # a page of the portal prints the person's own papers, after it has looked whose they are
        return self.env.user.has_groups(IDENTITY) or (self.env.su and self.env.user._is_portal())

    def _address(self, record):
        """Return the postal address of a company or person in one line."""
        record = record.sudo()
        return self._join([record.street, record.street2, record.city, record.zip, record.country_id.name])
