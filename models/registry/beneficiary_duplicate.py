from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.tools import SQL

from ...tools import arabic, identity

# two spellings of one four-part Arabic name reach this trigram similarity; different people seldom do
NAME_SIMILARITY = 0.6


class BeneficiaryDuplicate(models.Model):
    """Likely duplicates, shown before the file is saved."""

    _inherit = "beneficiary.beneficiary"

    duplicate_ids = fields.Many2many(
        "beneficiary.beneficiary", compute="_compute_duplicate_ids", string="Possible duplicates"
    )
    duplicate_hidden_count = fields.Integer(
        compute="_compute_duplicate_ids", help="Possible duplicates in branches that the user does not see."
    )

    @api.depends("name", "national_id", "phone", "birth_date", "company_id")
    def _compute_duplicate_ids(self):
        for beneficiary in self:
            found = beneficiary._find_duplicates()
            beneficiary.duplicate_ids = found.with_env(self.env)._filtered_access("read")
            beneficiary.duplicate_hidden_count = len(found) - len(beneficiary.duplicate_ids)

    def _find_duplicates(self):
        """Return the active files of the company that are likely this person's (in ``sudo``).

        Same ID number, same phone, or a near name with a birth date within a year.
        """
        self.ensure_one()
        model = self.sudo()
        company = self.company_id or self.env.company
        base = [("company_id", "=", company.id), ("id", "!=", self._origin.id or 0)]
        found = model.browse()
        if number := identity.clean(self.sudo().national_id):
            found |= model.search([*base, ("national_id", "=", number)], limit=5)
        if phone := self._phone_digits(self.phone):
            found |= model.search([*base, ("phone_key", "=", phone)], limit=5)
        if self.birth_date and (key := arabic.search_key(self.name)):
            found |= model.browse(self._near_name_ids(key, company))
        return found

    def _near_name_ids(self, key, company):
        self.env["beneficiary.beneficiary"].flush_model(["name_key", "birth_date", "active", "company_id"])
        if not self.env.registry.has_trigram:
            return []
        rows = self.env.execute_query(
            SQL(
                """
                SELECT id
                  FROM beneficiary_beneficiary
                 WHERE active
                   AND company_id = %(company)s
                   AND id != %(own)s
                   AND birth_date BETWEEN %(date_from)s AND %(date_to)s
                   AND similarity(name_key, %(key)s) >= %(similarity)s
              ORDER BY similarity(name_key, %(key)s) DESC
                 LIMIT 5
                """,
                company=company.id,
                own=self._origin.id or 0,
                date_from=self.birth_date - relativedelta(years=1),
                date_to=self.birth_date + relativedelta(years=1),
                key=key,
                similarity=NAME_SIMILARITY,
            )
        )
        return [row[0] for row in rows]
