from odoo import fields

from ..common import BeneficiaryCommon

SUNDAY = "2026-01-04 08:00:00"  # 11:00 in Riyadh; work is from 5 to 13 UTC, Sunday to Thursday


class ClockCommon(BeneficiaryCommon):
    """A request that is submitted on a Sunday; 8 hours for the first answer, 10 days for news, 15 for the decision."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.applicant = cls._create_beneficiary()

    def _submit_at(self, moment, request=None):
        with self._at(moment):
            return self._submit(request or self._create_request(self.applicant))

    def _complete_at(self, moment, request=None):
        with self._at(moment):
            return self._complete(request or self._create_request(self.applicant))

    def _clock(self, request, kind):
        self.env.flush_all()
        return request.sudo().clock_ids.filtered(lambda c: c.kind == kind)

    def _message(self, request, user=None, **values):
        defaults = {
            "body": "We are working on it",
            "partner_ids": request.partner_id.ids,
            "message_type": "comment",
            "subtype_xmlid": "mail.mt_comment",
        }
        return request.with_user(user or self.officer).message_post(**(defaults | values))

    def _holiday(self, day, last=None):
        return (
            self.env["resource.calendar.leaves"]
            .with_user(self.manager)
            .create(
                {
                    "name": "Founding Day",
                    "company_id": self.company.id,
                    "calendar_id": self.company._beneficiary_calendar().id,
                    "date_from": f"{day} 00:00:00",
                    "date_to": f"{last or day} 20:59:59",
                }
            )
        )

    def assertDeadline(self, request, kind, moment):
        self.env.flush_all()
        self.env.invalidate_all()
        self.assertEqual(fields.Datetime.to_string(self._clock(request, kind).deadline), moment)
