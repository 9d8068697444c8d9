from odoo import fields

from ..common import BeneficiaryCommon

EVENT, INVITATION = "beneficiary.field.event", "beneficiary.invitation"
CRON = "beneficiary.ir_cron_invitations"


class FieldCommon(BeneficiaryCommon):
    """An event of a programme with a venue, and people who can be invited to it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.program.program_type = "field"
        cls.venue = cls.env["res.partner"].create({"name": "Hall of the north", "city": "Tabuk"})
        cls.person = cls._reachable("Fatimah")

    @classmethod
    def _reachable(cls, name, **vals):
        email = f"{name.lower().replace(' ', '.')}@home.test"
        return cls._create_beneficiary(name, **({"agreed_medium": "email", "email": email} | vals))

    @classmethod
    def _event(cls, user=None, days=20, **vals):
        start = fields.Datetime.add(fields.Datetime.now(), days=days)
        defaults = {
            "name": "Family evening",
            "program_id": cls.program.id,
            "date_start": start,
            "date_end": fields.Datetime.add(start, hours=3),
            "venue_id": cls.venue.id,
            "announcement": "Come all of you.",
            "announcement_channel_ids": [(6, 0, cls.channel.ids)],
            "segment": "[('name', 'ilike', 'Fatimah')]",
        }
        return cls.env[EVENT].with_user(user or cls.officer).create(defaults | vals)

    @classmethod
    def _announced(cls, user=None, **vals):
        event = cls._event(user, **vals)
        event.action_announce()
        return event

    @classmethod
    def _invite(cls, event, *people):
        """Return the invitations of people, or of the segment of the event."""
        if people:
            event._invite(cls.env["beneficiary.beneficiary"].union(*people))
        else:
            event.action_invite()
        return event.invitation_ids.sorted("id")

    @classmethod
    def _held(cls, event):
        event.sudo().date_start = fields.Datetime.add(fields.Datetime.now(), hours=1)
        event.action_hold()
        return event

    def _run(self):
        self._run_cron(CRON)
        self.env.invalidate_all()
