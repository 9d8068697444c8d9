from odoo import fields, models
from odoo.exceptions import UserError


class Program(models.Model):
    """What people apply for: who it is for, which papers it asks for, and which committee decides."""

    _name = "beneficiary.program"
    _description = "Programme"
    _inherit = ["beneficiary.opened.mixin", "mail.thread", "mail.activity.mixin"]
    _order = "sequence, id desc"
    _check_company_auto = True

    name = fields.Char(required=True, translate=True, tracking=True)
    active = fields.Boolean(default=True)
    sequence = fields.Integer(default=10)
    company_id = fields.Many2one("res.company", required=True, default=lambda self: self.env.company, index=True)
    program_type = fields.Selection(
        [
            ("support", "Support"),
            ("academic", "Academic and qualifying"),
            ("volunteer", "Volunteering"),
            ("special", "Special categories"),
            ("field", "Field programmes and meetings"),
        ],
        "Type",
        default="support",
        required=True,
    )
    state = fields.Selection(
        [("draft", "Draft"), ("open", "Open"), ("closed", "Closed")],
        default="draft",
        required=True,
        readonly=True,
        copy=False,
        tracking=True,
        index=True,
    )
    description = fields.Html(translate=True, help="What the applicant reads about the programme.")
    question_definition = fields.PropertiesDefinition(
        "Questions", help="What the applicant is asked beside the papers, on the website and at the counter."
    )
    document_type_ids = fields.Many2many("beneficiary.document.type", string="Required documents", check_company=True)
    committee_id = fields.Many2one(
        "beneficiary.committee", check_company=True, tracking=True, ondelete="restrict", index="btree_not_null"
    )
    user_id = fields.Many2one(
        "res.users",
        "Programme manager",
        default=lambda self: self.env.user,
        check_company=True,
        domain="[('share', '=', False), ('company_ids', 'in', company_id)]",
    )
    request_count = fields.Integer(compute="_compute_request_count")

    def _set_once_fields(self):
        return super()._set_once_fields() | {"company_id"}

    def _compute_request_count(self):
        counts = dict(
            self.env["beneficiary.request"]._read_group([("program_id", "in", self.ids)], ["program_id"], ["__count"])
        )
        for program in self:
            program.request_count = counts.get(program, 0)

    def _check_can_open(self):
        super()._check_can_open()
        if not self.committee_id:
            raise UserError(
                self.env._("Choose the committee that decides about “%(name)s” before it opens.", name=self.name)
            )

    def action_view_requests(self):
        """Open the requests to this programme."""
        self.check_access("read")
        return self.env["ir.actions.act_window"]._for_xml_id("beneficiary.beneficiary_request_action") | {
            "domain": [("program_id", "in", self.ids)],
            "context": {"default_program_id": self.id if len(self) == 1 else False},
        }
