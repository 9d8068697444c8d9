from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain


class NoticeGuardian(models.Model):
    """A notice that is told to a guardian: it goes to nobody once the guardianship has ended."""

    _inherit = "beneficiary.notice"

    guardianship_id = fields.Many2one(
        "beneficiary.guardian",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
        groups="beneficiary.group_delegate,beneficiary.group_researcher,beneficiary.group_management",
        help="By which the recipient is told, instead of the person whom it concerns.",
    )

    def _guardianship_ended(self):
        """Tell whether this notice is for a guardian who does not act for the ward any more."""
        guardianship = self.sudo().guardianship_id
        if not guardianship:
            return False
        return not guardianship.filtered_domain(guardianship._acting_for_domain(guardianship.beneficiary_id))

    def _ended_reason(self):
        return self.env._("The guardianship has ended. Send it to the person himself.")

    def _told_again(self):
        """Return the record as it tells this notice again; an invitation stays one for the applicant alone."""
        record = self._record()
        if record and "told_guardianship_id" in record._fields:
            record._look_up_guardians()
        return record.with_context(beneficiary_wired_only=True) if self.kind == "account" else record

    @api.model
    def _fail_interrupted(self):
        super()._fail_interrupted()
        self._fail_ended()

    @api.model
    def _fail_ended(self):
        """Let people see to what waits for guardians who act no more; in ``sudo``. What is being sent is left alone."""
        waiting = self.search(Domain("guardianship_id", "!=", False) & Domain("state", "=", "queued"))
        ended = waiting.filtered(lambda n: (not n.claimed_on or n.to_do) and n._guardianship_ended())
        if ended := ended.try_lock_for_update():
            ended._fail("address", self._ended_reason())

    def _check_waits(self, *media):
        super()._check_waits(*media)
        if self._guardianship_ended():
            raise UserError(self.env._("%(name)s: %(reason)s", name=self.name, reason=self._ended_reason()))

    def _successor_values(self):
        """Tell again whoever is to be told now: the ward, once the guardianship has ended."""
        values = super()._successor_values()
        record = self._told_again()
        guardianship = record._notice_guardianship() if record else self.guardianship_id
        if guardianship != self.guardianship_id:
            values |= {"guardianship_id": guardianship.id, "partner_id": record._notice_partner().id}
        else:
            values["guardianship_id"] = self.guardianship_id.id
        return values
