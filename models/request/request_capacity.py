from odoo import fields, models

from ...tools import arabic


class RequestCapacity(models.Model):
    """In what capacity the declaration of a request is signed: for oneself, or as guardian; with whose help."""

    _inherit = "beneficiary.request"

    guardian_id = fields.Many2one(
        "beneficiary.guardian",
        "Filed by the guardian",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
        help="The guardianship by which somebody filed and signed for the applicant.",
    )

    def _capacity_values(self):
        """Return what a declaration that is signed now keeps about the capacity of its signer."""
        self.ensure_one()
        return {
            "capacity": "guardian" if self.guardian_id else "self",
            "guardian_id": self.guardian_id.id,
            "assisted_by_id": self.assisted_by_id.id,
        }

    def _declared_capacity(self):
        """Return the same as part of what the declaration states; empty for who signs for himself and alone."""
        capacity = {
            "guardian": [self.guardian_id.id, self.guardian_id.deed_number] if self.guardian_id else None,
            "assisted_by": self.assisted_by_id.id,
        }
        return {name: value for name, value in capacity.items() if value}

    def _declared_opening(self):
        """Return the first sentence of the declaration: who declares, and for whom."""
        person = self.beneficiary_id
        values = {
            "name": person.name,
            "number": arabic.ltr(person.national_id) or "—",
            "request": arabic.ltr(self.name),
            "program": self.program_id.name,
            "company": self.company_id.name,
        }
        if not self.guardian_id:
            return self.env._(
                "I, %(name)s, holder of identity document number %(number)s, declare that the information and papers "
                "that I gave with request %(request)s to “%(program)s” of %(company)s are correct and complete.",
                **values,
            )
        guardian = self.guardian_id
        relations = dict(guardian._fields["relation"]._description_selection(self.env))
        return self.env._(
            "I, %(guardian)s, holder of identity document number %(guardian_number)s, act as guardian (%(relation)s, "
            "deed %(deed)s) of %(name)s, holder of identity document number %(number)s. I declare that the information "
            "and papers that I gave with request %(request)s to “%(program)s” of %(company)s are correct and complete.",
            guardian=guardian.guardian_id.name,
            guardian_number=arabic.ltr(guardian.guardian_id.national_id) or "—",
            relation=relations[guardian.relation],
            deed=arabic.ltr(guardian.deed_number) or "—",
            **values,
        )

    def _declared_help(self):
        """Return the sentence that says who wrote the request down."""
        return self.env._(
            "%(name)s of %(company)s wrote this down for me as I said it, and read it out to me before I signed.",
            name=self.assisted_by_id.name,
            company=self.company_id.name,
        )
