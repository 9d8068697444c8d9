from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import is_html_empty
from odoo.tools.i18n import format_list

from .case import SENDABLE

ENTITY_READERS = "beneficiary.group_delegate,beneficiary.group_researcher,beneficiary.group_management"


class ProgramPartner(models.Model):
    """Programmes for special categories: a partner verifies their cases, or else a mechanism is written (R-62)."""

    _inherit = "beneficiary.program"

    partner_entity_ids = fields.Many2many(
        "beneficiary.partner.entity",
        "beneficiary_program_partner_entity_rel",
        "program_id",
        "entity_id",
        "Partners",
        check_company=True,
        groups=ENTITY_READERS,
        help="Associations or official bodies that receive, organise and verify the cases of this programme.",
    )
    mechanism = fields.Html(
        "Written mechanism", translate=True, help="How cases are verified where no partner does it."
    )
    mechanism_step_ids = fields.One2many("beneficiary.mechanism.step", "program_id", "Steps", copy=True)
    partner_warning = fields.Char(compute="_compute_partner_warning", compute_sudo=True)

    @api.depends("program_type", "mechanism_step_ids", "partner_entity_ids.in_force")
    def _compute_partner_warning(self):
        in_force = self._partners_in_force()
        for program in self:
            missing = program.program_type == "special" and not (
                in_force.get(program._origin.id) or program.mechanism_step_ids
            )
            program.partner_warning = missing and self.env._(
                "Nobody verifies the cases of this programme: it has neither a partner whose agreement is in force nor "
                "a written mechanism with a step."
            )

    # ------------------------------------------------------------------- gate
    def _check_can_open(self):
        super()._check_can_open()
        if self.program_type == "special":
            self._check_cases_verified()

    def _check_cases_verified(self):
        """Refuse to open a programme for special categories whose cases nobody verifies (R-62).

        :raise UserError: when there is neither a partner with an agreement in force nor a mechanism with a step
        """
        if self.mechanism_step_ids or self._partners_in_force().get(self.id):
            return
        raise UserError(
            self.env._(
                "“%(name)s” is for special categories: before it opens, name a partner whose agreement is in force, or "
                "write the mechanism by which cases are verified, with at least one step.",
                name=self.name,
            )
        )

    def _partners_in_force(self):
        """Return programme id → its partners that may verify cases today, in ``sudo``; in two queries."""
        programs = self.sudo()._origin
        entities = self.env["beneficiary.partner.entity"].sudo()
        active = entities._entities_in_force(programs.company_id) if programs else entities
        return {program.id: program.partner_entity_ids & active for program in programs}

    # ------------------------------------------------------------ eligibility
    def _eligibility_mechanism(self):
        """Return programme id → (result, value seen): cases are verified by a partner or a written mechanism (R-62).

        :return: "passed" or "failed", and what was found
        """
        partners = self._partners_in_force()
        result = {}
        for program in self.sudo():
            steps = len(program.mechanism_step_ids)
            if partners[program.id]:
                names = format_list(self.env, partners[program.id].mapped("name"), style="unit")
                result[program.id] = ("passed", self.env._("Partners: %(names)s", names=names))
            elif steps:
                result[program.id] = ("passed", self.env._("Written mechanism, steps: %(count)s", count=steps))
            elif not is_html_empty(program.mechanism):
                result[program.id] = ("failed", self.env._("Written mechanism without a step"))
            else:
                result[program.id] = ("failed", self.env._("Neither a partner nor a written mechanism"))
        return result

    def write(self, vals):
        result = super().write(vals)
        if {"partner_entity_ids", "mechanism", "mechanism_step_ids"} & vals.keys():
            self._eligibility_facts_changed()
        return result

    def _eligibility_facts_changed(self):
        """Called when partners or mechanism changed: eligibility follows."""
        self.sudo()._check_criteria()

    def _partners_changed(self):
        """Called in ``sudo`` when a partner of these programmes began or ceased to verify.

        What is asked of the programmes is checked again. Requests that wait for a partner get the checklist of the
        mechanism where no partner is left, and their pending results say what there is to wait for.
        """
        self._check_criteria(again={"mechanism"})
        waiting = self.env["beneficiary.eligibility.check"].search(
            [
                ("program_id", "in", self.ids),
                ("kind", "=", "partner"),
                ("result", "=", "pending"),
                ("is_current", "=", True),
                ("request_id.state", "in", SENDABLE),
            ]
        )
        waiting.request_id._sync_mechanism()
        waiting.request_id._refresh_eligibility()
