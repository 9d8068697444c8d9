from odoo import api, fields, models
from odoo.exceptions import UserError

from ...tools.seal import seal, seal_drawing
from .complaint_part import INVESTIGATORS


class Hearing(models.Model):
    """Somebody is heard about a complaint: who, in what role, when and where, who led it, and their words (R-73).

    It is final once it is closed; what is said later is another hearing. `hearing_calendar.py` invites.
    """

    _name = "beneficiary.hearing"
    _description = "Hearing"
    _inherit = ["beneficiary.complaint.part.mixin"]
    _order = "date desc, id desc"

    name = fields.Char("Reference", readonly=True, copy=False, default=lambda self: self.env._("New"))
    role = fields.Selection(
        [
            ("complainant", "Complainant"),
            ("accused", "Accused"),
            ("witness", "Witness"),
            ("expert", "Expert"),
            ("other", "Somebody else"),
        ],
        required=True,
        default="complainant",
    )
    person_name = fields.Char("Who is heard", required=True)
    date = fields.Datetime("Date and time", required=True)
    duration = fields.Float("Duration (hours)", default=1.0)
    location = fields.Char("Place")
    leader_id = fields.Many2one(
        "res.users",
        "Led by",
        required=True,
        default=lambda self: self.env.user,
        check_company=True,
        domain="[('share', '=', False), ('company_ids', 'in', company_id)]",
    )
    present = fields.Char("Who else was there")
    statement = fields.Text("Their words", help="As the person said it, and had it read back.")
    signature = fields.Binary(attachment=True, copy=False, help="Of the person who was heard, if he wants to sign.")
    state = fields.Selection(
        [("planned", "Planned"), ("closed", "Closed"), ("cancelled", "Cancelled")],
        default="planned",
        required=True,
        readonly=True,
        copy=False,
    )
    closed_by = fields.Many2one("res.users", readonly=True, copy=False)
    closed_on = fields.Datetime(readonly=True, copy=False)
    content_hash = fields.Char("SHA-256", readonly=True, copy=False)

    _duration_positive = models.Constraint(
        "CHECK (duration > 0 AND duration <= 24)", "The duration of a hearing is between 0 and 24 hours."
    )

    def _viewed_fields(self):
        return {"statement"}

    def _is_frozen(self):
        return self.state == "closed"

    def _frozen_message(self):
        return self.env._("%(name)s is closed and cannot be changed. Hear the person again.", name=self.name)

    @api.depends("name", "person_name")
    def _compute_display_name(self):
        for hearing in self:
            hearing.display_name = f"{hearing.name} – {hearing.person_name}" if hearing.person_name else hearing.name

    @api.model_create_multi
    def create(self, vals_list):
        vals_list = [dict(vals) for vals in vals_list]
        self._number(vals_list)
        return super().create(vals_list)

    def _free_on_create(self):
        return super()._free_on_create() | {"name"}  # `create` numbers them itself

    @api.constrains("leader_id", "complaint_id")
    def _check_leader(self):
        for hearing in self.sudo():
            if hearing.leader_id in hearing.complaint_id.barred_user_ids:
                raise UserError(
                    self.env._("%(name)s cannot lead this hearing. Choose somebody else.", name=hearing.leader_id.name)
                )

    # ---------------------------------------------------------------- actions
    def action_close(self):
        """Close hearings that took place: from now on nothing of them changes (R-73).

        :raise UserError: without the words of the person, before the day, or with a signature that is no image
        """
        self._check_role(*INVESTIGATORS)
        self._check_state("planned")
        for hearing in self:
            hearing._check_can_close()
        self._guarded_write({"closed_by": self.env.uid, "closed_on": fields.Datetime.now()})
        for hearing in self.sudo():
            hearing.write({"state": "closed", "content_hash": hearing._hash()})
        return True

    def _check_can_close(self):
        if self.date > fields.Datetime.now():
            raise UserError(
                self.env._("%(name)s is planned for later. Correct “Date and time” if it took place.", name=self.name)
            )
        if not (self.statement or "").strip():
            raise UserError(
                self.env._("%(name)s: write down what %(person)s said.", name=self.name, person=self.person_name)
            )
        if self.signature:
            signature = self.with_context(bin_size=False).signature
            self.env["beneficiary.declaration"]._check_signature(self.person_name, signature)

    def action_cancel(self):
        """Call planned hearings off."""
        self._check_role(*INVESTIGATORS)
        self._check_state("planned")
        return self._guarded_write({"state": "cancelled"})

    # ------------------------------------------------------------------- hash
    def _hash(self):
        """Return the SHA-256 over what was said, by whom, where and when, and the signature."""
        hearing = self.sudo().with_context(bin_size=False)
        content = {
            "hearing": hearing.name,
            "complaint": hearing.complaint_id.name,
            "role": hearing.role,
            "person": hearing.person_name,
            "date": str(hearing.date),
            "location": hearing.location or "",
            "leader": hearing.leader_id.id,
            "present": hearing.present or "",
            "statement": hearing.statement,
            "signature": seal_drawing(hearing.signature),
            "closed_on": str(hearing.closed_on),
            "closed_by": hearing.closed_by.id,
        }
        return seal(content)

    def check_integrity(self):
        """Tell whether a closed hearing still gives the hash of its closing."""
        self.ensure_one()
        self.check_access("read")
        return bool(self.content_hash) and self._hash() == self.content_hash
