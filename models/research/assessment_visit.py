from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools.mimetypes import guess_mimetype

PHOTO_TYPES = ("image/jpeg", "image/png", "image/webp")
PHOTO_SIZE = 10 * 1024 * 1024
PHOTO_COUNT = 20


class AssessmentVisit(models.Model):
    """The visit of a social research: when, where, who was there, photos (R-14, R-16).

    The appointment in the calendar is private and names the reference only: calendars are seen by colleagues.
    """

    _inherit = "beneficiary.assessment"

    visit_kind = fields.Selection(
        [("home", "At home"), ("office", "At the association"), ("phone", "By phone")], "Visit", default="home"
    )
    visit_date = fields.Datetime("Date and time", copy=False, index="btree_not_null")
    visit_duration = fields.Float("Duration (hours)", default=1.0)
    visit_address = fields.Char("Place")
    visit_present = fields.Char("Who was present", copy=False)
    visit_event_id = fields.Many2one(
        "calendar.event", "Appointment", readonly=True, copy=False, index="btree_not_null", ondelete="set null"
    )
    visit_end = fields.Datetime("End of the visit", compute="_compute_visit_end", store=True)
    photo_ids = fields.Many2many(
        "ir.attachment",
        "beneficiary_assessment_photo_rel",
        "assessment_id",
        "attachment_id",
        "Photos",
        copy=False,
        help="JPEG, PNG or WebP, at most 10 MB each and 20 in all. Only who reads the research sees them.",
    )

    _duration_positive = models.Constraint(
        "CHECK (visit_duration >= 0 AND visit_duration <= 24)", "The duration of a visit is between 0 and 24 hours."
    )

    @api.depends("visit_date", "visit_duration")
    def _compute_visit_end(self):
        for assessment in self:
            start = assessment.visit_date
            assessment.visit_end = start and start + timedelta(hours=assessment.visit_duration or 1)

    # ------------------------------------------------------------ appointment
    def action_schedule_visit(self):
        """Put the visit into the researcher's calendar, with an activity.

        :raise UserError: without a researcher or a date, or when the research is completed
        """
        self._check_may_work()
        for assessment in self:
            assessment._check_can_schedule()
        events = self.env["calendar.event"].sudo().with_context(skip_contact_description=True)
        for assessment in self.filtered(lambda a: not a.visit_event_id):
            assessment.sudo().visit_event_id = events.create(assessment._visit_event_values())
        self._sync_visit()
        return True

    def _check_can_schedule(self):
        if not self.user_id:
            raise UserError(self.env._("%(name)s: choose the “Researcher” who makes the visit.", name=self.name))
        if not self.visit_date:
            raise UserError(self.env._("%(name)s: write “Date and time” of the visit first.", name=self.name))

    def _visit_fields(self):
        """Return the fields whose change moves the appointment."""
        return {"visit_date", "visit_duration", "user_id"}

    def _visit_event_values(self):
        """Return the values of the appointment; nothing in them tells about the person."""
        return {
            "name": self.env._("Visit %(reference)s", reference=self.name),
            "privacy": "private",
            "start": self.visit_date,
            "stop": self.visit_end,
            "user_id": self.user_id.id,
            "partner_ids": [fields.Command.set(self.user_id.sudo().partner_id.ids)],
            "res_model_id": self.env["ir.model"]._get_id(self._name),
            "res_id": self.id,
            "videocall_location": False,
        }

    def _sync_visit(self):
        """Let the appointments follow their visits; one without a date or a researcher is cancelled."""
        for assessment in self.sudo().filtered("visit_event_id"):
            event = assessment.visit_event_id
            if not assessment.visit_date or not assessment.user_id:
                event.unlink()
                continue
            values = assessment._visit_event_values()
            if (event.start, event.stop, event.user_id.id) != (values["start"], values["stop"], values["user_id"]):
                event.write({name: values[name] for name in ("start", "stop", "user_id", "partner_ids")})

    # ----------------------------------------------------------------- photos
    @api.model
    def _file_fields(self):
        return {"photo_ids"}

    def _file_owner_vals(self):
        return super()._file_owner_vals() | {"public": False}

    def _check_files(self):
        super()._check_files()
        self._check_photos()

    @api.constrains("photo_ids")
    def _check_photos(self):
        for assessment in self:
            photos = assessment.sudo().photo_ids
            if len(photos) > PHOTO_COUNT:
                raise ValidationError(
                    self.env._(
                        "%(name)s: at most %(count)s photos. Keep the ones that show most.",
                        name=assessment.name,
                        count=PHOTO_COUNT,
                    )
                )
            for photo in photos:
                self._check_photo(photo)

    def _check_photo(self, photo):
        if photo.file_size > PHOTO_SIZE:
            raise ValidationError(
                self.env._("“Photos”: %(name)s is larger than 10 MB. Make it smaller.", name=photo.name)
            )
        if photo.type != "binary" or guess_mimetype(photo.raw or b"", default="") not in PHOTO_TYPES:
            raise ValidationError(
                self.env._("“Photos”: %(name)s is not a photo. Choose a JPEG, PNG or WebP file.", name=photo.name)
            )
