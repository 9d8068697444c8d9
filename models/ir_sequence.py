from odoo import api, models


class IrSequence(models.Model):
    _inherit = "ir.sequence"

    @api.model
    def _beneficiary_next(self, code, company_id, count):
        """Draw ``count`` numbers of the sequence ``code`` in a constant number of queries.

        The company's own sequence comes before the shared one. A sequence that somebody has set to "no gap" or
        to date ranges still works, number by number.

        :return: the interpolated numbers, in order
        :rtype: list[str]
        """
        sequence = self.sudo().search(
            [("code", "=", code), ("company_id", "in", [company_id, False])], order="company_id", limit=1
        )
        if sequence.use_date_range or sequence.implementation != "standard":
            return [sequence._next() for _i in range(count)]
        self.env.cr.execute("SELECT nextval(%s) FROM generate_series(1, %s)", (f"ir_sequence_{sequence.id:03d}", count))
        return [sequence.get_next_char(number) for (number,) in self.env.cr.fetchall()]

    @api.model
    def _beneficiary_ensure_company(self, company):
        """Give ``company`` its own copies of the shared sequences, so that its numbering is its own."""
        sequences = self.sudo().search([("code", "=like", "beneficiary.%"), ("company_id", "in", [company.id, False])])
        own = set(sequences.filtered("company_id").mapped("code"))
        for sequence in sequences.filtered(lambda s: not s.company_id and s.code not in own):
            sequence.copy({"company_id": company.id, "number_next": 1})
