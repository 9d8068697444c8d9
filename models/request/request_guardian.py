from dateutil.relativedelta import relativedelta

from odoo import api, fields, models

MAJORITY = 18  # years


class RequestGuardian(models.Model):
    """Who is told about the request of a ward: the guardian, as long as the guardianship is in force (R-45, R-49).

    One person is told, not two: the guardian where the ward is a minor, or is reached by no medium himself; everybody
    else is told himself. An invitation to a login is always for the applicant himself.
    """

    _inherit = "beneficiary.request"

    told_guardianship_id = fields.Many2one(
        "beneficiary.guardian",
        "Guardian who is told",
        compute="_compute_told_guardianship_id",
        compute_sudo=True,
        groups="beneficiary.group_delegate",
        help="Notices about this request go to the guardian: the ward is a minor, or cannot be reached.",
    )

    @api.depends("beneficiary_id")
    def _compute_told_guardianship_id(self):
        guardians = self.env["beneficiary.guardian"]
        acting = guardians.search(guardians._acting_for_domain(self.beneficiary_id), order="id")
        by_ward = acting.filtered(lambda g: g.guardian_id.active).grouped("beneficiary_id")
        for request in self:
            choice = by_ward.get(request.beneficiary_id, guardians)
            if choice and request._is_told_by_guardian():
                choice = choice.filtered(lambda g, r=request: r._reached(g.guardian_id))
                request.told_guardianship_id = choice[:1]
            else:
                request.told_guardianship_id = False

    def _send_notice(self, kind, **values):
        self._look_up_guardians()
        return super()._send_notice(kind, **values)

    def _look_up_guardians(self):
        """Forget who was told before: addresses, ages and guardianships change without the request."""
        self.invalidate_recordset(["told_guardianship_id"], flush=False)

    def _is_told_by_guardian(self):
        """Tell whether the applicant is a minor today, or has no address of his own."""
        birth = self.beneficiary_id.birth_date
        today = self.company_id._beneficiary_today()
        return (birth and birth + relativedelta(years=MAJORITY) > today) or not self._reached(self.beneficiary_id)

    def _reached(self, file):
        """Tell whether a person has an address for any medium."""
        return any(file._notice_address(medium) for medium in file.company_id._beneficiary_media())

    # ------------------------------------------------------------------- notice
    def _notice_guardianship(self):
        if self.env.context.get("beneficiary_wired_only"):  # the link of an invitation acts in the applicant's name
            return super()._notice_guardianship()
        return self.sudo().told_guardianship_id

    def _notice_partner(self):
        return self._notice_guardianship().guardian_id.partner_id or super()._notice_partner()

    def _notice_medium(self):
        return self._notice_guardianship().guardian_id.agreed_medium or super()._notice_medium()

    def _notice_address(self, medium):
        guardian = self._notice_guardianship().guardian_id
        return guardian._notice_address(medium) if guardian else super()._notice_address(medium)
