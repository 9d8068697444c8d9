from odoo import api, fields, models
from odoo.exceptions import UserError

from .program_seriousness import CLAUSE, FEE

STAFF = "beneficiary.group_delegate,beneficiary.group_management"


class RequestSeriousness(models.Model):
    """What shows that the applicant of a request is serious: the fee that was paid, the clause that was signed."""

    _inherit = "beneficiary.request"

    seriousness = fields.Selection(related="program_id.seriousness", string="Seriousness asked for")
    deposit_ids = fields.One2many("beneficiary.deposit", "request_id", "Refundable fees", groups=STAFF)
    penalty_ids = fields.One2many("beneficiary.penalty", "request_id", "Penalty clauses", groups=STAFF)
    seriousness_state = fields.Selection(
        [("none", "Not asked"), ("waiting", "Not given yet"), ("fee", "Fee paid"), ("penalty", "Clause signed")],
        "Seriousness",
        compute="_compute_seriousness_state",
    )

    @api.depends("program_id.seriousness", "deposit_ids.state", "penalty_ids.program_id")
    def _compute_seriousness_state(self):
        states = self._seriousness_states()
        for request in self:
            request.seriousness_state = states.get(request._origin.id, "none")

    def _seriousness_states(self):
        """Return request id → value of ``seriousness_state``, in a constant number of queries."""
        requests = self.sudo()
        deposits = self.env["beneficiary.deposit"].sudo()
        penalties = self.env["beneficiary.penalty"].sudo()
        paid = {
            request.id
            for (request,) in deposits._read_group(
                [("request_id", "in", self.ids), ("state", "=", "paid")], ["request_id"]
            )
        }
        signed = {
            (penalty.request_id.id, penalty.program_id.id, penalty.beneficiary_id.id)
            for penalty in penalties.search_fetch(
                [("request_id", "in", self.ids)], ["request_id", "program_id", "beneficiary_id"]
            )
        }
        states = {}
        for request in requests:
            kind = request.program_id.seriousness or "none"
            key = (request.id, request.program_id.id, request.beneficiary_id.id)
            if kind == "none":
                states[request.id] = "none"
            elif kind in FEE and request.id in paid:
                states[request.id] = "fee"
            elif kind in CLAUSE and key in signed:
                states[request.id] = "penalty"
            else:
                states[request.id] = "waiting"
        return states

    def _valid_penalty(self):
        """Return the signed clause that counts for the person and the programme as they are now."""
        self.ensure_one()
        request = self.sudo()
        return request.penalty_ids.filtered(
            lambda p: p.program_id == request.program_id and p.beneficiary_id == request.beneficiary_id
        )[:1]

    def _eligibility_fee(self):
        """Return request id → (result, value seen) of the fee or the penalty clause (R-60).

        ``passed`` while a fee is held or the clause is signed, as the programme asks for; ``failed`` when the fee was
        forfeited and nothing else was given; ``pending`` otherwise.
        """
        deposits = self.env["beneficiary.deposit"].sudo()
        last = {}
        for deposit in deposits.search_fetch(
            [("request_id", "in", self.ids), ("state", "!=", "cancelled")], ["request_id", "state", "name"], order="id"
        ):
            last[deposit.request_id.id] = deposit
        labels = dict(self._fields["seriousness_state"]._description_selection(self.env))
        states = dict(deposits._fields["state"]._description_selection(self.env))
        result = {}
        for request_id, state in self._seriousness_states().items():
            deposit = last.get(request_id)
            seen = f"{deposit.name}: {states[deposit.state]}" if deposit else ""
            if state in ("fee", "penalty"):
                result[request_id] = ("passed", seen if state == "fee" else labels[state])
            elif state == "waiting" and deposit and deposit.state == "forfeited":
                result[request_id] = ("failed", seen)
            else:
                result[request_id] = ("pending", seen)
        return result

    # ---------------------------------------------------------------- actions
    def action_ask_deposit(self):
        """Ask the applicant for the refundable fee of the programme, and open it.

        :raise UserError: when the programme asks for no fee, one is asked for already, or a setting is missing
        """
        self._check_role("beneficiary.group_officer")
        self.ensure_one()
        self.check_access("write")
        if self.program_id.seriousness not in FEE:
            raise UserError(self.env._("“%(program)s” asks for no fee.", program=self.program_id.name))
        if self.deposit_ids.filtered(lambda d: d.state in ("draft", "due", "paid")):
            raise UserError(self.env._("A fee is already asked for with %(name)s.", name=self.name))
        deposit = self.env["beneficiary.deposit"].create({"request_id": self.id})
        deposit.action_ask()
        return self.action_view_deposits()

    def action_view_deposits(self):
        """Open the refundable fees of this request."""
        self.check_access("read")
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("beneficiary.beneficiary_deposit_action") | {
            "domain": [("request_id", "=", self.id)],
            "context": {"create": False},
        }
        found = self.env["beneficiary.deposit"].sudo().search([("request_id", "=", self.id)], limit=2)
        if len(found) == 1:
            action |= {"res_id": found.id, "view_mode": "form", "views": [(False, "form")]}
        return action

    def action_sign_penalty(self):
        """Open the screen on which the applicant reads and signs the penalty clause."""
        self.check_access("read")
        self.ensure_one()
        return self.env["ir.actions.act_window"]._for_xml_id("beneficiary.beneficiary_penalty_sign_action") | {
            "context": {"default_request_id": self.id}
        }

    def sign_penalty(self, signer_name, signature):
        """Record the penalty clause that the applicant signed before a member of staff.

        :param str signer_name: who signs
        :param signature: base64 image of the signature
        :return: the new ``beneficiary.penalty``
        :raise UserError: when there is nothing to sign, or name or signature is missing or not an image
        """
        self.ensure_one()
        self.check_access("write")
        return self.env["beneficiary.penalty"]._sign(self, signer_name, signature)
