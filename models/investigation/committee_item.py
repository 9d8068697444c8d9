from odoo import api, fields, models
from odoo.tools.i18n import format_list

FINDINGS = {"association_at_fault", "damage", "damage_extent", "damage_amount", "cause_ids", "causes"}


class CommitteeItemComplaint(models.Model):
    """A complaint on a committee's agenda, and what the committee finds: fault, damage, its size and causes (R-73).

    `committee_item_flow.py` holds its votes and its decision. Nothing of what belongs to requests applies to it.
    """

    _inherit = "beneficiary.committee.item"
    _rec_names_search = ["request_id", "complaint_id"]

    complaint_id = fields.Many2one("beneficiary.complaint", readonly=True, index="btree_not_null", ondelete="restrict")
    complaint_subject = fields.Char(related="complaint_id.subject", string="Subject")
    complaint_kind = fields.Selection(related="complaint_id.kind", string="Kind of complaint")
    complaint_description = fields.Text(related="complaint_id.description", string="What happened")
    complaint_wish = fields.Text(related="complaint_id.wish", string="What the complainant asks for")
    outcome = fields.Selection(
        selection_add=[("upheld", "Upheld"), ("dismissed", "Dismissed")],
        ondelete={"upheld": "set default", "dismissed": "set default"},
    )
    association_at_fault = fields.Boolean(
        "The association is at fault", tracking=True, help="Proven, so that the harmed person may be compensated."
    )
    damage = fields.Text(tracking=True, help="What harm was done, and to whom.")
    damage_amount = fields.Monetary("Size of the damage", tracking=True)
    damage_extent = fields.Char(
        "Size in words", tracking=True, help="Where the damage has no price, or the amount needs to be explained."
    )
    cause_ids = fields.Many2many("beneficiary.complaint.cause", string="Root causes")
    causes = fields.Text("Causes in words", tracking=True, help="How it came to the damage.")
    cause_names = fields.Char(
        "Causes as decided", readonly=True, copy=False, help="The names of the root causes when it was decided."
    )

    _one_pending_complaint = models.UniqueIndex(
        "(complaint_id) WHERE outcome = 'pending' AND complaint_id IS NOT NULL",
        "This complaint is already on a committee's agenda.",
    )
    _one_case = models.Constraint(
        "CHECK ((request_id IS NULL) <> (complaint_id IS NULL))",
        "An item of the agenda is about one request or one complaint.",
    )
    _damage_positive = models.Constraint("CHECK (damage_amount >= 0)", "The size of the damage cannot be negative.")

    @api.depends("request_id.display_name", "complaint_id.name")
    def _compute_display_name(self):
        complaints = self.filtered("complaint_id")
        for item in complaints:
            item.display_name = item.complaint_id.sudo().name
        super(CommitteeItemComplaint, self - complaints)._compute_display_name()

    @api.depends("request_id", "complaint_id")
    def _compute_case_reference(self):
        return super()._compute_case_reference()

    def _case_reference(self):
        return self.complaint_id.sudo().name or super()._case_reference()

    def write(self, vals):
        if FINDINGS & vals.keys():
            for item in self:
                item._check_officer_of_committee()
        return super().write(vals)

    # ---------------------------------------------------------------- minutes
    def _minutes_content(self):
        content = super()._minutes_content()
        if not self.complaint_id:
            return content  # what was certified before there were complaints keeps its hash
        return content | {
            "fault": self.association_at_fault,
            "damage": self.damage or "",
            "damage_amount": f"{self.damage_amount:.6f}",
            "damage_extent": self.damage_extent or "",
            "causes": [self.cause_names or "", self.causes or ""],
        }

    def _cause_names(self):
        """Return the names of the root causes in the language of the association, as the minutes keep them."""
        item = self.sudo().with_context(lang=self.company_id.sudo().partner_id.lang or self.env.lang)
        return format_list(item.env, item.cause_ids.mapped("name"), style="unit") if item.cause_ids else False
