from ast import literal_eval

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain

CLOSED = ("refused", "cancelled")


class Outreach(models.Model):
    """Who qualifies for a programme and has not been served, and the requests that are opened for them (R-13).

    This file holds the rule and who meets it; `outreach_run.py` how the requests are opened.
    """

    _name = "beneficiary.outreach"
    _description = "Outreach"
    _inherit = ["beneficiary.guarded.mixin", "mail.thread"]
    _order = "id desc"
    _check_company_auto = True

    name = fields.Char(required=True, compute="_compute_name", store=True, precompute=True, readonly=False)
    company_id = fields.Many2one("res.company", required=True, default=lambda self: self.env.company, index=True)
    program_id = fields.Many2one(
        "beneficiary.program",
        "Programme",
        required=True,
        check_company=True,
        index=True,
        ondelete="restrict",
        domain="[('state', '=', 'open'), ('company_id', '=', company_id)]",
    )
    purpose_id = fields.Many2one(
        "beneficiary.consent.purpose",
        "Consent to",
        required=True,
        ondelete="restrict",
        default=lambda self: self.env.ref("beneficiary.consent_purpose_offer", raise_if_not_found=False),
        help="Only who has agreed to this, and has not withdrawn, is found.",
    )
    filter_domain = fields.Char(
        "Who is looked for",
        default="[]",
        required=True,
        help="Beside the conditions of the programme: only who meets this, too.",
    )
    user_id = fields.Many2one(
        "res.users",
        "Responsible",
        required=True,
        default=lambda self: self.env.user,
        check_company=True,
        domain="[('share', '=', False), ('company_ids', 'in', company_id)]",
        help="Who handles the requests of people whose file has nobody responsible.",
    )
    state = fields.Selection(
        [("draft", "Draft"), ("running", "Running"), ("stopped", "Stopped"), ("done", "Done")],
        default="draft",
        required=True,
        readonly=True,
        copy=False,
        tracking=True,
    )
    candidate_count = fields.Integer("Qualify, not served", compute="_compute_candidate_count")
    request_count = fields.Integer("Requests opened", compute="_compute_request_count")
    target_count = fields.Integer("Found at the start", readonly=True, copy=False)
    skipped_count = fields.Integer(
        "Left out", readonly=True, copy=False, help="People for whom no request could be opened; the notes say why."
    )
    last_candidate = fields.Integer(readonly=True, copy=False, help="Up to whom the run has come.")
    progress = fields.Integer("Progress (%)", compute="_compute_request_count")

    _running = models.Index("(id) WHERE state = 'running'")
    _company_recent = models.Index("(company_id, id DESC)")

    def _set_once_fields(self):
        return super()._set_once_fields() | {"company_id"}

    @api.depends("program_id")
    def _compute_name(self):
        for outreach in self:
            outreach.name = outreach.name or outreach.program_id.name

    @api.depends("program_id", "filter_domain", "purpose_id", "company_id")
    def _compute_candidate_count(self):
        for outreach in self:
            outreach.candidate_count = outreach.program_id and outreach._count_candidates()

    def _count_candidates(self):
        """Return how many people qualify and are not served; none while the rule that is being edited is no rule."""
        try:
            return self._candidates().search_count(self._candidates_domain())
        except (UserError, ValueError):
            return 0

    @api.depends("state", "target_count", "skipped_count", "last_candidate")
    def _compute_request_count(self):
        requests = self.env["beneficiary.request"].sudo()
        counts = dict(requests._read_group([("outreach_id", "in", self.ids)], ["outreach_id"], ["__count"]))
        for outreach in self:
            outreach.request_count = counts.get(outreach._origin.sudo(), 0)
            handled = outreach.request_count + outreach.skipped_count
            share = 100 * handled // outreach.target_count if outreach.target_count else 0
            outreach.progress = 100 if outreach.state == "done" else min(share, 99)

    # -------------------------------------------------------------- constraints
    @api.constrains("filter_domain")
    def _check_filter_domain(self):
        for outreach in self:
            outreach._filter()

    def write(self, vals):
        if {"program_id", "filter_domain", "purpose_id"} & vals.keys() and not self.env.su:
            self._check_state("draft", "stopped")
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_used(self):
        if self.filtered(lambda o: o.state == "running" or o.request_count):
            raise UserError(self.env._("An outreach that has opened requests is kept. Stop it instead."))

    # ------------------------------------------------------------------- people
    def _filter(self):
        """Return the extra filter as a domain, checked with the rights of whoever uses it.

        A count tells of what is asked, so nobody asks for what he may not read.

        :raise ValidationError: when it is no filter
        :raise AccessError: when it asks for fields that the user may not read
        """
        self.ensure_one()
        files = self.env["beneficiary.beneficiary"]
        try:
            domain = Domain(literal_eval(self.filter_domain or "[]"))
            files.search(domain, limit=1)
        except (ValueError, SyntaxError, TypeError, KeyError) as error:
            raise ValidationError(
                self.env._("“Who” cannot be read as a filter: %(error)s. Set it again.", error=error)
            ) from error
        return domain

    def _candidates(self):
        """Return the model on which :meth:`_candidates_domain` is searched: conditions may ask for hidden fields."""
        return self.env["beneficiary.beneficiary"].sudo()

    def _candidates_domain(self):
        """Return who qualifies for the programme and has not been served, as one domain that is searched at once.

        :raise UserError: when a condition, or the filter, cannot be used
        """
        self.ensure_one()
        consents, program = self.env["beneficiary.consent"], self.program_id.sudo()
        served = Domain("program_id", "=", program.id) & (
            Domain("state", "not in", CLOSED) | Domain("outreach_id", "!=", False)
        )
        domain = (
            Domain("company_id", "=", self.company_id.id)
            & Domain("state", "=", "registered")
            & Domain("is_confirmed", "=", True)
            & Domain("active", "=", True)  # even where the filter asks for archived ones
            & Domain("request_ids", "not any", served)
            & Domain("consent_ids", "any", consents._valid_domain(self.purpose_id))
            & self._filter()
        )
        return domain & program._qualifying_domain()

    # ------------------------------------------------------------------ buttons
    def action_view_candidates(self):
        """List who qualifies and has not been served."""
        self.check_access("read")
        self._check_role("beneficiary.group_manager")
        self.ensure_one()
        people = self._candidates().search(self._candidates_domain(), limit=10_000)
        return self.env["ir.actions.act_window"]._for_xml_id("beneficiary.beneficiary_beneficiary_action") | {
            "name": self.env._("Qualify, not served"),
            "domain": [("id", "in", people.ids)],
            "context": {"create": False},
        }

    def action_view_requests(self):
        """List the requests that this outreach opened."""
        self.check_access("read")
        return self.env["ir.actions.act_window"]._for_xml_id("beneficiary.beneficiary_request_action") | {
            "domain": [("outreach_id", "in", self.ids)],
            "context": {"create": False},
        }

    def action_start(self):
        """Let the requests be opened, by a scheduled action, from where it stopped.

        :raise UserError: when the programme is not open, or nobody is found
        """
        self._check_role("beneficiary.group_manager")
        self._check_state("draft", "stopped")
        for outreach in self:
            if outreach.program_id.state != "open":
                raise UserError(self.env._("Open “%(name)s” for requests first.", name=outreach.program_id.name))
            found = outreach._candidates().search_count(outreach._candidates_domain())
            if not found:
                raise UserError(
                    self.env._("Nobody is found who qualifies, has agreed to be told, and has not been served.")
                )
            outreach._guarded_write(
                {
                    "state": "running",
                    "target_count": outreach.request_count + found,
                    "skipped_count": 0,
                    "last_candidate": 0,
                }
            )
        self._wake_up()
        return True

    def action_stop(self):
        """Stop the run; the requests that are open stay."""
        self._check_role("beneficiary.group_manager")
        self._check_state("running")
        return self._guarded_write({"state": "stopped"})
