from odoo import api, fields, models
from odoo.exceptions import UserError


class Correction(models.Model):
    """What a person asks to have corrected in his file, or in that of his ward; an officer decides (R-16, R-41).

    This file holds what it is and how it is decided, `correction_portal.py` how a person asks for it, and
    `correction_values.py` which fields there are, and how their values are read and told.
    """

    _name = "beneficiary.correction"
    _description = "Correction"
    _inherit = [
        "beneficiary.guarded.mixin",
        "beneficiary.frozen.mixin",
        "beneficiary.thread.mixin",
        "beneficiary.notified.mixin",
    ]
    _order = "id desc"
    _check_company_auto = True

    beneficiary_id = fields.Many2one(
        "beneficiary.beneficiary",
        "File",
        required=True,
        readonly=True,
        index=True,
        check_company=True,
        ondelete="cascade",
    )
    asked_by_id = fields.Many2one(
        "beneficiary.beneficiary",
        "Asked by",
        required=True,
        readonly=True,
        index=True,
        check_company=True,
        ondelete="cascade",
        help="The person, or the guardian.",
    )
    company_id = fields.Many2one(related="beneficiary_id.company_id", store=True, precompute=True, index=True)
    branch_id = fields.Many2one(related="beneficiary_id.branch_id", store=True, precompute=True, index="btree_not_null")
    user_id = fields.Many2one("res.users", "Responsible", readonly=True, index="btree_not_null")
    line_ids = fields.One2many("beneficiary.correction.line", "correction_id", "Fields")
    member_ids = fields.One2many("beneficiary.correction.member", "correction_id", "Household")
    note = fields.Text("In his own words", readonly=True)
    attachment_ids = fields.Many2many(
        "ir.attachment", "beneficiary_correction_attachment_rel", string="Files", readonly=True, copy=False
    )
    state = fields.Selection(
        [("pending", "To decide"), ("approved", "Approved"), ("refused", "Refused")],
        default="pending",
        required=True,
        readonly=True,
        copy=False,
        tracking=True,
    )
    reason = fields.Text(
        "Answer", copy=False, help="What the person reads about it. Needed when something is not corrected."
    )
    decided_by = fields.Many2one("res.users", readonly=True, copy=False)
    decided_on = fields.Datetime(readonly=True, copy=False)

    _one_pending = models.UniqueIndex(
        "(beneficiary_id) WHERE state = 'pending'", "A correction of this file waits for a decision already."
    )
    _company_recent = models.Index("(company_id, id DESC)")

    # ------------------------------------------------------------------ frozen
    def _is_frozen(self):
        return self.state != "pending"

    def _frozen_except(self):
        return super()._frozen_except() | {"beneficiary_id", "asked_by_id", "branch_id", "company_id", "user_id"}

    def _frozen_files(self):
        return self.attachment_ids

    def _frozen_message(self):
        return self.env._("This correction was decided and cannot be changed. The person may ask for another one.")

    @api.depends("beneficiary_id")
    def _compute_display_name(self):
        for correction in self:
            correction.display_name = self.env._("Correction: %(name)s", name=correction.beneficiary_id.name)

    # ---------------------------------------------------------------- decision
    def action_approve(self):
        """Write what is ticked into the files, and tell who asked.

        It is written as any other change of the file: a declaration that says something else becomes void.

        :raise UserError: when nothing is ticked, or something is not and no answer says why
        """
        self._check_may_decide()
        for correction in self:
            lines, members = correction.line_ids.filtered("accepted"), correction.member_ids.filtered("accepted")
            if not lines and not members and (correction.line_ids or correction.member_ids):
                raise UserError(self.env._("Nothing is ticked. Tick what is corrected, or refuse the whole."))
            if (lines != correction.line_ids or members != correction.member_ids) and not correction._answer():
                raise UserError(self.env._("Write under “Answer” why some of it is not corrected."))
            members._apply()
            correction.beneficiary_id.write(lines._file_vals())
            lines._check_written()
        return self._decide("approved")

    def action_refuse(self, reason=None):
        """Refuse corrections, and tell who asked why.

        :param str reason: why, as the person will read it; by default what is written under “Answer”
        :raise UserError: without a reason
        """
        self._check_may_decide()
        if (reason or "").strip():
            self._guarded_write({"reason": reason.strip()})
        for correction in self:
            if not correction._answer():
                raise UserError(self.env._("Write under “Answer” why it is not corrected; the person reads it."))
        return self._decide("refused")

    def _check_may_decide(self):
        """Gate of the decision: an officer who may change the file, and whose own file it is not."""
        self._check_role("beneficiary.group_officer")
        self.check_access("write")
        self._check_state("pending")
        for correction in self:
            correction.beneficiary_id.check_access("write")
            concerned = (correction.beneficiary_id | correction.asked_by_id).sudo().partner_id
            if self.env.user.partner_id in concerned:
                raise UserError(self.env._("Nobody decides about his own file. Ask a colleague."))

    def _answer(self):
        return (self.reason or "").strip()

    def _decide(self, state):
        self._guarded_write({"state": state, "decided_by": self.env.uid, "decided_on": fields.Datetime.now()})
        self.sudo().activity_ids.action_feedback()
        self._send_notice("correction")
        return True

    # ------------------------------------------------------------------ notice
    def _notice_partner(self):
        return self.asked_by_id.partner_id

    def _notice_medium(self):
        return self.asked_by_id.agreed_medium or super()._notice_medium()

    def _notice_subject(self, kind):
        return self.env._("Your data at %(company)s", company=self._notice_company().name)

    # ------------------------------------------------------------------- merge
    def _close_for_merge(self):
        """Close corrections that wait while another one waits for the file into which theirs is merged."""
        self.write(
            {
                "state": "refused",
                "reason": self.env._("The file was merged with another one of the same person. Please ask again."),
                "decided_by": self.env.uid,
                "decided_on": fields.Datetime.now(),
            }
        )
        self.activity_ids.unlink()
