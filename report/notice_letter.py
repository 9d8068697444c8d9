from odoo import models


class NoticeLetter(models.AbstractModel):
    """The letter that carries a notice: number, date in both calendars, enclosures, licence number (R-06, R-49)."""

    _name = "report.beneficiary.report_notice_letter"
    _description = "Letter"
    _inherit = ["beneficiary.report.mixin"]

    _report_model = "beneficiary.notice"

    def _sheet(self, doc):
        sheet = super()._sheet(doc)
        return sheet | {"today": doc.letter_date or sheet["today"]}

    def _lang_code(self, doc):
        return doc.lang

    def _title(self, doc):
        return doc.subject

    def _reference(self, doc):
        return doc.letter_number or doc.name

    def _enclosures(self, doc):
        return doc.enclosure_count

    def _enclosure_list(self, doc):
        return doc._enclosure_list()

    def _addressee(self, doc):
        """Return to whom the letter goes, as lines: the name, and the address or fax number that was used."""
        return [line for line in (doc.sudo().partner_id.name, doc.recipient) if line]
