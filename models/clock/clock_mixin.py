from odoo import api, fields, models
from odoo.fields import Domain

from .clock import OPEN_STATES


class ClockMixin(models.AbstractModel):
    """A case with clocks: for the first answer, for news and for the decision.

    Which of them run in which state says :meth:`_clock_kinds`. They start when the case comes into such a state and
    end when it leaves it; a message to the applicant meets the first answer and begins the wait for news anew.
    """

    _name = "beneficiary.clock.mixin"
    _description = "Cases with clocks"
    _inherit = ["mail.thread", "beneficiary.notified.mixin"]

    clock_ids = fields.One2many(
        "beneficiary.clock",
        "res_id",
        "Clocks",
        bypass_search_access=True,
        groups="beneficiary.group_delegate,beneficiary.group_researcher,beneficiary.group_management",
    )
    clock_state = fields.Selection(
        [("running", "On time"), ("paused", "Paused"), ("late", "Late")],
        "Clock",
        compute="_compute_clock_state",
        store=True,
        precompute=True,
        copy=False,
        help="The worst of the clocks that count now. Kept by a scheduled action.",
    )
    clock_deadline = fields.Datetime(
        "Next deadline", compute="_compute_clock_state", store=True, precompute=True, copy=False
    )

    @api.depends("clock_ids.state", "clock_ids.deadline")
    def _compute_clock_state(self):
        for case in self:
            clocks = case.clock_ids
            case.clock_state = next((s for s in ("late", "running", "paused") if s in clocks.mapped("state")), False)
            deadlines = [clock.deadline for clock in clocks if clock.state in ("late", "running") and clock.deadline]
            case.clock_deadline = min(deadlines, default=False)

    # ------------------------------------------------- what a model says about its cases
    def _clock_kinds(self):
        """Return the kinds of clocks that count in the present state of this one case."""
        return set()

    def _clock_met(self, kind):
        """Tell whether a clock of this case, whose state no longer has it, was met; else it no longer matters."""
        return False

    @api.model
    def _clock_open_domain(self):
        """Return the domain of the cases in which any clock may count."""
        return Domain.FALSE

    @api.model
    def _clock_trigger_fields(self):
        """Return the names of the fields by which :meth:`_clock_kinds` tells the state of a case."""
        return {"state"}

    @api.model
    def _clock_target_fields(self):
        """Return the names of the fields on which the targets and the bounds of a case depend."""
        return {"policy_id"}

    def _clock_targets(self):
        """Return case → kind → target in the unit of the kind; 0 for no such clock."""
        return {case: case.company_id.sudo()._beneficiary_clock_targets() for case in self}

    def _clock_bounds(self, kind):
        """Return the earliest and the latest deadline that a clock of this one case may have, each may be ``None``."""
        return None, None

    def _clock_started_on(self, kind):
        """Return when a clock that is started now begins to count."""
        return fields.Datetime.now()

    def _clock_run(self):
        """Return how often this one case was taken up again with clocks of its own, so that the first ones stay."""
        return 0

    @api.model
    def _clock_silent_notices(self):
        """Return the kinds of notices that answer nothing."""
        return {"acknowledgement"}

    def _clock_name(self):
        """Return what the clocks of this one case are called. Who reads a clock may not read the case."""
        return self.display_name

    def _clocks_planned(self):
        """Follow up that deadlines of clocks of these cases were set. Called in ``sudo``."""

    # ------------------------------------------------------------- start and end
    @api.model_create_multi
    def create(self, vals_list):
        cases = super().create(vals_list)
        cases._start_clocks({case: case._clock_kinds() for case in cases})
        return cases

    def write(self, vals):
        moves = bool(self._clock_trigger_fields() & vals.keys())
        before = {case: case._clock_kinds() for case in self.sudo()} if moves else {}
        result = super().write(vals)
        if moves:
            self.sudo()._clocks_follow(before)
        if self._clock_target_fields() & vals.keys():
            self._reset_clocks()
        return result

    def _clocks_follow(self, before):
        """End the clocks that the new state no longer has, and start those that it has now."""
        after = {case: case._clock_kinds() for case in self}
        ended = self.clock_ids.filtered(lambda c: c.state in OPEN_STATES).filtered(
            lambda c: c.kind not in after[self.browse(c.res_id)]
        )
        met = ended.filtered(lambda c: self.browse(c.res_id)._clock_met(c.kind))
        met._end(met=True)
        (ended - met)._end(met=False)
        self._start_clocks({case: after[case] - before[case] for case in self})

    def _start_clocks(self, kinds):
        """Start clocks.

        :param dict kinds: case → kinds to start
        """
        cases = self.filtered(lambda case: kinds.get(case)).sudo()
        if cases:
            self.env["beneficiary.clock"].sudo()._start(cases, {case.sudo(): found for case, found in kinds.items()})

    def _reset_clocks(self):
        """Set the clocks of these cases again, because what they depend on has changed.

        Clocks that are set for the first time start; a first answer does not, for it may have been given before.
        """
        if not self:
            return
        cases = self.sudo()
        cases.clock_ids.filtered(lambda c: c.state in OPEN_STATES)._reset(
            {case.id: targets for case, targets in cases._clock_targets().items()}
        )
        done = {(c.res_id, c.kind, c.run) for c in cases.clock_ids if c.state != "stopped"}
        cases._start_clocks(
            {
                case: {
                    kind
                    for kind in case._clock_kinds() - {"first_answer"}
                    if (case.id, kind, case._clock_run()) not in done
                }
                for case in cases
            }
        )

    # ------------------------------------------------------ messages to the applicant
    def _send_notice(self, kind, **values):
        result = super(ClockMixin, self.with_context(beneficiary_notice=kind))._send_notice(kind, **values)
        if kind not in self._clock_silent_notices():
            self._clock_answered()
        return result

    def _message_post_after_hook(self, message, msg_values):
        if not self.env.context.get("beneficiary_notice") and self._clock_is_answer(message):
            self._clock_answered()
        return super()._message_post_after_hook(message, msg_values)

    def _clock_is_answer(self, message):
        """Tell whether a message on this one case is one of the association to the applicant."""
        partner = self.sudo().partner_id
        if not partner or message.message_type not in ("comment", "email_outgoing", "sms"):
            return False
        message = message.sudo()
        if message.author_id.partner_share or message.author_id == partner:
            return False
        if partner in message.partner_ids:
            return True
        shared = not message.is_internal and not message.subtype_id.internal
        return shared and partner in self.sudo().message_partner_ids

    def _clock_answered(self):
        """The applicants heard from the association: the first answer is given, the wait for news begins anew."""
        clocks = self.sudo().clock_ids.filtered(lambda c: c.state in OPEN_STATES)
        clocks.filtered(lambda c: c.kind == "first_answer")._end(met=True)
        clocks.filtered(lambda c: c.kind == "update")._restart()
