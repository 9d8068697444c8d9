from odoo import api, fields, models
from odoo.exceptions import UserError

from .case import OPEN, SENDABLE

READERS = (
    "beneficiary.group_delegate,beneficiary.group_researcher,beneficiary.group_committee_member,"
    "beneficiary.group_management"
)
CLOSED = ("approved", "refused", "done", "cancelled")


class RequestPartner(models.Model):
    """Requests that a partner verifies, or the programme's own written mechanism (R-12, R-62)."""

    _inherit = "beneficiary.request"

    partner_case_ids = fields.One2many("beneficiary.partner.case", "request_id", "Cases at partners", groups=READERS)
    partner_case_count = fields.Integer(compute="_compute_partner_case_count", groups=READERS)
    mechanism_check_ids = fields.One2many(
        "beneficiary.mechanism.check", "request_id", "Steps of the mechanism", groups=READERS
    )
    partner_possible = fields.Boolean(compute="_compute_partner_state", compute_sudo=True)
    partner_warning = fields.Char(compute="_compute_partner_state", compute_sudo=True)
    mechanism_possible = fields.Boolean(compute="_compute_partner_state", compute_sudo=True)

    # --------------------------------------------------------------- computes
    def _compute_partner_case_count(self):
        counts = dict(
            self.env["beneficiary.partner.case"]._read_group(
                [("request_id", "in", self.ids)], ["request_id"], ["__count"]
            )
        )
        for request in self:
            request.partner_case_count = counts.get(request._origin, 0)

    @api.depends("state", "program_id", "partner_case_ids.state", "mechanism_check_ids.done")
    def _compute_partner_state(self):
        partners = self.program_id._partners_in_force()
        for request in self:
            entities = partners.get(request.program_id.id) or self.env["beneficiary.partner.entity"]
            busy = request._current_cases().filtered(lambda case: case.state in OPEN).entity_id
            request.partner_possible = request.state in SENDABLE and bool(entities - busy)
            request.mechanism_possible = (
                request.state in ("draft", *SENDABLE)
                and not request.mechanism_check_ids
                and bool(request.program_id.mechanism_step_ids)
                and request.program_id.program_type == "special"
            )
            request.partner_warning = request._partner_warning(entities)

    def _partner_warning(self, entities):
        """Return what is still to be verified about a request to a programme for special categories, in words."""
        if self.program_id.program_type != "special" or self.state not in SENDABLE:
            return False
        cases = self._current_cases()
        waiting = cases.filtered(lambda case: case.state in OPEN)
        if waiting:
            return self.env._("A partner verifies the case: %(name)s waits for the answer.", name=waiting[:1].name)
        if cases[:1].state == "returned":
            return self.env._("The partner returned the case: %(reason)s", reason=cases[:1].return_reason)
        if cases:
            return False
        if self.mechanism_check_ids:
            left = len(self.mechanism_check_ids.filtered(lambda check: not check.done))
            return left and self.env._("Steps of the written mechanism that are not done yet: %(count)s", count=left)
        if entities:
            return self.env._("No partner has verified this case yet.")
        return self.env._("No partner can verify this case now, and no step of the written mechanism is done.")

    def _current_cases(self):
        """Return the cases that still count, newest first: about this applicant and programme, not withdrawn."""
        self.ensure_one()
        return self.partner_case_ids.filtered(
            lambda case: (
                case.state != "withdrawn"
                and case.beneficiary_id == self.beneficiary_id
                and case.program_id == self.program_id
            )
        ).sorted("id", reverse=True)

    # ------------------------------------------------------------------- CRUD
    @api.model_create_multi
    def create(self, vals_list):
        requests = super().create(vals_list)
        requests.sudo()._sync_mechanism()
        return requests

    def write(self, vals):
        result = super().write(vals)
        if {"program_id", "beneficiary_id"} & vals.keys():
            # a partner must not go on with a case that is another one now
            self.sudo().partner_case_ids._withdraw(self.env._("The applicant or the programme was changed."))
        if "program_id" in vals:
            self.sudo()._drop_stale_checks()
            self.sudo()._sync_mechanism()
        if vals.get("state") in CLOSED:
            self.sudo().partner_case_ids._withdraw(self.env._("The request was decided or closed."))
        return result

    def _drop_stale_checks(self):
        """Drop what is not done of the checklist of another programme. Called in ``sudo``."""
        self.mechanism_check_ids.filtered(
            lambda check: not check.done and check.step_id.program_id != check.request_id.program_id
        ).unlink()

    def _sync_mechanism(self):
        """Give requests to a programme that no partner verifies the checklist of its mechanism. Called in ``sudo``."""
        special = self.filtered(lambda r: r.program_id.program_type == "special")
        partners = special.program_id._partners_in_force() if special else {}
        alone = special.filtered(lambda r: not partners[r.program_id.id] and r.program_id.mechanism_step_ids)
        alone._start_mechanism()

    def _start_mechanism(self):
        """Give requests the steps of the mechanism that they do not have yet. Called in ``sudo``."""
        self.env["beneficiary.mechanism.check"].create(
            [
                step._check_values(request)
                for request in self
                for step in request.program_id.mechanism_step_ids - request.mechanism_check_ids.step_id
            ]
        )

    # ---------------------------------------------------------------- actions
    def action_start_mechanism(self):
        """Give the requests the checklist of the written mechanism, because no partner verifies them.

        :raise UserError: when a request is decided, or its programme has no steps
        """
        self._check_role("beneficiary.group_officer")
        self.check_access("write")
        self._check_state("draft", *SENDABLE)
        for request in self:
            if not request.program_id.sudo().mechanism_step_ids:
                raise UserError(
                    self.env._("“%(program)s” has no written mechanism with steps.", program=request.program_id.name)
                )
        self.sudo()._start_mechanism()
        return True

    def action_send_to_partner(self):
        """Open the screen on which the request is sent to a partner.

        :raise UserError: when it is not under way, or no partner verifies cases of its programme now
        """
        self.ensure_one()
        self._check_role("beneficiary.group_officer")
        self.check_access("write")
        self._check_can_send_to_partner()
        entities = self.sudo()._partner_entities()
        return self.env["ir.actions.act_window"]._for_xml_id("beneficiary.beneficiary_partner_case_action_send") | {
            "context": {
                "default_request_id": self.id,
                "default_entity_id": entities.id if len(entities) == 1 else False,
            },
        }

    def _check_can_send_to_partner(self):
        self._check_state(*SENDABLE)
        for request in self:
            if not request.sudo()._partner_entities():
                raise UserError(
                    self.env._(
                        "No partner verifies cases of “%(program)s” now. Name one on the programme, with an agreement "
                        "in force.",
                        program=request.program_id.name,
                    )
                )

    def _partner_entities(self):
        """Return the partners that may verify this one request now, in ``sudo``."""
        return self.program_id._partners_in_force().get(self.program_id.id, self.env["beneficiary.partner.entity"])

    def action_view_partner_cases(self):
        """Open the cases of these requests at partners."""
        self.check_access("read")
        return self.env["ir.actions.act_window"]._for_xml_id("beneficiary.beneficiary_partner_case_action") | {
            "domain": [("request_id", "in", self.ids)],
            "context": {"create": False},
        }

    # ------------------------------------------------------------ eligibility
    def _eligibility_partner(self):
        """Return request id → (result, value seen): what the partner says, or the mechanism where there is none (R-62).

        The last round counts. Without any, a checklist of the mechanism whose steps are all done takes its place.

        :return: "pending", "passed" or "failed", and what was found
        """
        requests = self.sudo()
        requests.partner_case_ids.mapped("entity_id.name")  # read for all of them at once
        return {request.id: request._eligibility_partner_one() for request in requests}

    def _eligibility_partner_one(self):
        case = self._current_cases()[:1]
        if case:
            entity, name = case.entity_id.name, case.name
            if case.state == "verified":
                return "passed", self.env._("%(entity)s verified it (%(name)s)", entity=entity, name=name)
            if case.state == "returned":
                return "failed", self.env._("%(entity)s returned it (%(name)s)", entity=entity, name=name)
            if case.entity_id.in_force:
                return "pending", self.env._("%(entity)s looks at it (%(name)s)", entity=entity, name=name)
        checks = self.mechanism_check_ids
        if case and not checks:
            return "pending", self.env._(
                "%(entity)s cannot answer any more: its agreement is not in force (%(name)s)", entity=entity, name=name
            )
        if not checks:
            return "pending", ""
        done = len(checks.filtered("done"))
        value = self.env._("Written mechanism: %(done)s of %(total)s steps", done=done, total=len(checks))
        return ("passed" if done == len(checks) else "pending"), value
