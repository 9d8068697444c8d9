from odoo import fields
from odoo.fields import Command

from ..common import BeneficiaryCommon


class AgreementCommon(BeneficiaryCommon):
    """Agreements of a person with a file, at every point of their path."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.person = cls._create_beneficiary(email="fatimah@beneficiary.test", phone="+966 50 111 1111")

    @classmethod
    def _line(cls, **vals):
        return Command.create({"description": "Pay the rent", "due_date": "2026-02-01"} | vals)

    @classmethod
    def _agreement(cls, user=None, **vals):
        """Return a draft that says everything an agreement must say."""
        defaults = {
            "subject": "Rent support",
            "partner_id": cls.person.partner_id.id,
            "company_id": cls.company.id,
            "date_start": "2026-01-01",
            "date_end": "2026-12-31",
            "text": "<p>We support the rent.</p>",
            "dispute_path": "First amicably, then the court.",
            "line_ids": [cls._line()],
        }
        return cls.env["beneficiary.agreement"].with_user(user or cls.officer).create(defaults | vals)

    @classmethod
    def _sent(cls, **vals):
        agreement = cls._agreement(**vals)
        agreement.action_send()
        return agreement

    @classmethod
    def _active(cls, **vals):
        agreement = cls._sent(**vals)
        agreement.sign_party("Fatimah", cls.signature)
        agreement.sign_association(cls.signature)
        return agreement

    def _activities(self, agreement):
        return agreement.sudo().activity_ids.mapped("summary")

    def _cron(self, moment):
        with self._at(moment):
            self._run_cron("beneficiary.ir_cron_agreements")
        self.env.invalidate_all()

    @staticmethod
    def _day(text):
        return fields.Date.to_date(text)
