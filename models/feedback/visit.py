from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import format_date

from .due import VISITS, WATCHES

KINDS = [
    ("office_visit", "Supervisory office visit"),
    ("interview", "Interview"),
    ("complaint_watch", "Watch over complaints and inquiries"),
    ("liaison_supervision", "Supervision of the liaison officers"),
]


class Visit(models.Model):
    """Somebody looks how the association serves people: a visit to an office, an interview, a look at figures (R-85).

    Visits and interviews have a checklist (`visit_line.py`), and what management watches has figures (`watch.py`).
    `visit_flow.py` holds the steps. A visit that is done does not change any more.
    """

    _name = "beneficiary.visit"
    _description = "Supervisory Visit"
    _inherit = ["beneficiary.task.mixin"]
    _order = "date desc, id desc"
    _rec_names_search = ["branch_id", "user_id"]

    kind = fields.Selection(KINDS, required=True, default="office_visit")
    branch_id = fields.Many2one(
        "beneficiary.branch", check_company=True, index="btree_not_null", help="The office that is visited."
    )
    date = fields.Date(
        "Planned for",
        required=True,
        tracking=True,
        default=lambda self: self.env.company.sudo()._beneficiary_today(),
    )
    audience = fields.Selection(
        [
            ("beneficiary", "Beneficiaries"),
            ("supporter", "Supporters"),
            ("entity", "Partner entities"),
            ("employee", "Staff"),
        ],
        "Interviewed",
        default="beneficiary",
        help="Whom the interview is held with. Nobody is named here: an opinion is not held against anybody.",
    )
    people_count = fields.Integer("People interviewed", default=1)
    # what management looks at
    date_from = fields.Date("Figures from", readonly=True)
    date_to = fields.Date("Figures until", readonly=True)
    figures_on = fields.Datetime("Counted on", readonly=True, copy=False)
    row_ids = fields.One2many("beneficiary.visit.row", "visit_id", "Figures", readonly=True)
    barred_user_ids = fields.Many2many(
        "res.users",
        "beneficiary_visit_barred_rel",
        "visit_id",
        "user_id",
        string="Barred",
        readonly=True,
        copy=False,
        help="Who must not see a complaint that is counted here.",
    )
    line_ids = fields.One2many("beneficiary.visit.line", "visit_id", "Checklist")
    finding_count = fields.Integer("Remarks found", compute="_compute_finding_count")
    due_ids = fields.One2many("beneficiary.measure.due", "visit_id", "Due measure", readonly=True)
    date_due = fields.Date("Due on", compute="_compute_date_due")
    # what became of it
    state = fields.Selection(
        [("planned", "Planned"), ("done", "Done"), ("cancelled", "Cancelled")],
        default="planned",
        required=True,
        readonly=True,
        copy=False,
        tracking=True,
    )
    date_done = fields.Date("Took place on", copy=False, help="Today, if it is left empty.")
    conclusion = fields.Text(help="What was seen, and what follows from it.")
    done_by = fields.Many2one("res.users", readonly=True, copy=False)
    done_on = fields.Datetime("Recorded on", readonly=True, copy=False)

    _recent = models.Index("(date DESC, id DESC)")
    _company_recent = models.Index("(company_id, date DESC, id DESC)")
    _people_positive = models.Constraint(
        "CHECK (people_count IS NULL OR people_count BETWEEN 1 AND 1000)",
        "“People interviewed” is between 1 and 1000.",
    )

    def _set_once_fields(self):
        return super()._set_once_fields() | {"kind"}

    def _is_frozen(self):
        return self.state == "done"

    def _frozen_except(self):
        # a complaint that was counted may bar somebody later
        return super()._frozen_except() | {"barred_user_ids"}

    def _frozen_message(self):
        return self.env._("%(name)s is done and cannot be changed. Plan another one.", name=self.display_name)

    # --------------------------------------------------------------- computes
    @api.depends("kind", "branch_id.name", "date")
    @api.depends_context("lang")
    def _compute_display_name(self):
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        for visit in self:
            parts = (kinds.get(visit.kind), visit.branch_id.name, visit.date and format_date(self.env, visit.date))
            visit.display_name = " – ".join(part for part in parts if part)

    @api.depends("due_ids.date_due")
    def _compute_date_due(self):
        for visit in self:
            visit.date_due = visit.sudo().due_ids[:1].date_due

    def _compute_finding_count(self):
        counts = dict(
            self.env["beneficiary.visit.line"]._read_group(
                [("visit_id", "in", self.ids), ("finding", "in", ("remark", "bad"))], ["visit_id"], ["__count"]
            )
        )
        for visit in self:
            visit.finding_count = counts.get(visit, 0)

    # ------------------------------------------------------------- constraints
    @api.constrains("user_id", "kind")
    def _check_responsible(self):
        for visit in self.sudo():
            group = "management" if visit.kind in WATCHES else "officer"
            if not visit.user_id.has_group(f"beneficiary.group_{group}"):
                raise ValidationError(
                    self.env._(
                        "%(visit)s: %(name)s has not the role “%(role)s”, which this needs. Choose somebody else as "
                        "“Responsible”.",
                        visit=visit.display_name,
                        name=visit.user_id.name,
                        role=self.env.ref(f"beneficiary.group_{group}").sudo().name,
                    )
                )

    # ------------------------------------------------------------------- CRUD
    @api.model_create_multi
    def create(self, vals_list):
        visits = super().create(vals_list)
        self.env["beneficiary.visit.line"].sudo()._create_for(visits.sudo())
        watches = visits.sudo().filtered(lambda visit: visit.kind in WATCHES)
        watches.filtered(lambda visit: not visit.date_from)._set_period()
        watches._count()
        return visits

    def write(self, vals):
        result = super().write(vals)
        if "user_id" in vals:  # the figures are those that the new responsible may see
            self.sudo().filtered(lambda visit: visit.kind in WATCHES and visit.state == "planned")._count()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_due(self):
        for visit in self.sudo():
            if visit.due_ids:
                raise ValidationError(
                    self.env._(
                        "%(name)s is asked for by the policy and cannot be deleted. Make it, if late.",
                        name=visit.display_name,
                    )
                )

    # ------------------------------------------------------------- opened by the plan
    @api.model
    def _open_for(self, dues):
        """Open a visit for each of these dates, and note it there. Called in ``sudo``.

        :param dues: ``beneficiary.measure.due`` of the kinds that ask for visits
        """
        dues = dues.filtered(lambda due: due.kind in VISITS and not due.visit_id)
        branches = self._branches_to_visit(dues.filtered(lambda due: due.kind == "office_visit"))
        visits = self.create([due._visit_vals() | {"branch_id": branches.get(due)} for due in dues])
        for due, visit in zip(dues, visits, strict=True):
            due.visit_id = visit
        return visits

    @api.model
    def _branches_to_visit(self, dues):
        """Return for each of these office visits the branch whose last one is longest ago, if there are branches."""
        companies = dues.company_id
        branches = self.env["beneficiary.branch"].search([("company_id", "in", companies.ids)])
        last = dict(
            self._read_group(
                [("branch_id", "in", branches.ids), ("kind", "=", "office_visit"), ("state", "!=", "cancelled")],
                ["branch_id"],
                ["date:max"],
            )
        )
        result = {}
        for due in dues:
            own = branches.filtered(lambda b, due=due: b.company_id == due.company_id)
            branch = own.sorted(lambda b: (str(last.get(b, "")), b.id))[:1]
            if branch:
                last[branch] = due.date_due
            result[due] = branch.id
        return result
