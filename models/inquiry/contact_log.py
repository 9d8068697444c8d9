from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

# the channels on which two people talk to each other: such a contact lasts
LIVE_CHANNELS = {"interview", "phone", "delegate"}


class ContactLog(models.Model):
    """One contact with a visitor: when, how, what was asked and what was answered (R-40).

    A contact stays open until somebody ends it: nothing times a visitor out.
    """

    _name = "beneficiary.contact.log"
    _description = "Contact"
    _inherit = ["beneficiary.guarded.mixin"]
    _order = "date_start desc, id desc"
    _check_company_auto = True

    lead_id = fields.Many2one(
        "crm.lead",
        "Inquiry",
        index="btree_not_null",
        check_company=True,
        ondelete="cascade",
        domain="[('is_inquiry', '=', True)]",
    )
    request_id = fields.Many2one("beneficiary.request", index="btree_not_null", check_company=True, ondelete="cascade")
    beneficiary_id = fields.Many2one(
        "beneficiary.beneficiary",
        compute="_compute_case",
        store=True,
        precompute=True,
        readonly=False,
        index="btree_not_null",
        check_company=True,
        ondelete="cascade",
    )
    company_id = fields.Many2one(
        "res.company", compute="_compute_case", store=True, precompute=True, required=True, index=True
    )
    branch_id = fields.Many2one(
        "beneficiary.branch", compute="_compute_case", store=True, precompute=True, index="btree_not_null"
    )
    channel_id = fields.Many2one("beneficiary.channel", required=True, index=True, ondelete="restrict")
    direction = fields.Selection([("in", "Incoming"), ("out", "Outgoing")], default="in", required=True)
    date_start = fields.Datetime("Start", default=fields.Datetime.now, required=True)
    date_end = fields.Datetime("End", copy=False, help="Empty while the contact lasts. Nobody is timed out.")
    duration = fields.Float("Duration (hours)", compute="_compute_duration", store=True)
    question = fields.Text()
    answer = fields.Text()
    user_id = fields.Many2one(
        "res.users",
        "Staff member",
        default=lambda self: self.env.user,
        index="btree_not_null",
        check_company=True,
        domain="[('share', '=', False), ('company_ids', 'in', company_id)]",
    )

    _company_recent = models.Index("(company_id, date_start DESC, id DESC)")
    _end_after_start = models.Constraint(
        "CHECK (date_end >= date_start)", "A contact cannot end before it began. Correct “Start” or “End”."
    )
    _has_case = models.Constraint(
        "CHECK (lead_id IS NOT NULL OR request_id IS NOT NULL OR beneficiary_id IS NOT NULL)",
        "A contact belongs to an inquiry, a request or a person. Choose one of them.",
    )

    def _set_once_fields(self):
        return super()._set_once_fields() | {"lead_id", "request_id", "beneficiary_id"}

    # --------------------------------------------------------------- computes
    @api.depends(
        "lead_id.beneficiary_id",
        "lead_id.branch_id",
        "lead_id.company_id",
        "request_id.beneficiary_id",
        "request_id.branch_id",
        "request_id.company_id",
        "beneficiary_id.branch_id",
        "beneficiary_id.company_id",
    )
    def _compute_case(self):
        """Take person, branch and company from the case: who sees the case sees the contact, and no one else."""
        for contact in self:
            case = contact.lead_id or contact.request_id
            if case:
                contact.beneficiary_id = case.beneficiary_id
            else:
                contact.beneficiary_id = contact.beneficiary_id
                case = contact.beneficiary_id
            contact.branch_id = case.branch_id
            contact.company_id = case.company_id or self.env.company

    @api.depends("date_start", "date_end")
    def _compute_duration(self):
        for contact in self:
            span = contact.date_end - contact.date_start if contact.date_end and contact.date_start else None
            contact.duration = span.total_seconds() / 3600 if span else 0.0

    @api.depends("channel_id.name", "date_start")
    def _compute_display_name(self):
        for contact in self:
            moment = fields.Datetime.context_timestamp(self, contact.date_start) if contact.date_start else ""
            contact.display_name = f"{contact.channel_id.name or ''} {moment:%Y-%m-%d %H:%M}" if moment else ""

    @api.constrains("lead_id", "request_id", "beneficiary_id")
    def _check_case(self):
        for contact in self.sudo():
            if contact.lead_id and not contact.lead_id.is_inquiry:
                raise ValidationError(self.env._("Contacts are kept on inquiries, not on sales leads."))
            case = contact.lead_id or contact.request_id
            if case and contact.beneficiary_id != case.beneficiary_id:
                raise ValidationError(
                    self.env._("The person of a contact is the person of its case: leave “Beneficiary” empty.")
                )

    # ------------------------------------------------------------------- CRUD
    @api.model_create_multi
    def create(self, vals_list):
        for name in ("lead_id", "request_id", "beneficiary_id"):
            # a contact shows whose it is, so it may only name what the user may see
            ids = {vals[name] for vals in vals_list if vals.get(name)}
            self.env[self._fields[name].comodel_name].browse(ids).check_access("read")
        contacts = super().create(vals_list)
        contacts._answer_inquiries()
        return contacts

    def write(self, vals):
        result = super().write(vals)
        if "answer" in vals:
            self._answer_inquiries()
        return result

    def _answer_inquiries(self):
        """Tell the inquiries of these contacts that who asked was given an answer."""
        self.filtered(lambda contact: (contact.answer or "").strip()).lead_id._clock_answered()

    # ---------------------------------------------------------------- actions
    def action_end(self):
        """End contacts that are still open, now.

        :raise UserError: when one of them has ended already
        """
        self._check_role("beneficiary.group_delegate")
        for contact in self:
            if contact.date_end:
                raise UserError(self.env._("This contact has ended already: %(name)s.", name=contact.display_name))
        self.write({"date_end": fields.Datetime.now()})
        return True

    # ---------------------------------------------------------------- helpers
    @api.model
    def _end_vals(self, channel, start):
        """Return the end of a contact that begins: a letter or an e-mail is over at once, a talk lasts."""
        return {} if channel.code in LIVE_CHANNELS else {"date_end": start}

    def _finish(self, **vals):
        """End those of these contacts that are still open, with what was answered."""
        still_open = self.filtered(lambda contact: not contact.date_end)
        if still_open:
            still_open.write({"date_end": fields.Datetime.now()} | vals)
        return still_open
