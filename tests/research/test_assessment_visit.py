import io

from PIL import Image

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Datetime
from odoo.tests import tagged

from .common import ResearchCommon


def photo(kind="PNG"):
    buffer = io.BytesIO()
    Image.new("RGB", (8, 8), "white").save(buffer, kind)
    return buffer.getvalue()


@tagged("post_install", "-at_install")
class TestAssessmentVisit(ResearchCommon):
    def test_the_appointment_is_private_and_says_nothing(self):
        research = self._research(visit_date="2026-01-05 08:00:00", visit_duration=1.5)
        with self._at("2026-01-04 08:00:00"):
            research.action_schedule_visit()
        event = research.visit_event_id
        self.assertEqual((event.start, event.stop), (research.visit_date, Datetime.to_datetime("2026-01-05 09:30:00")))
        self.assertEqual((event.user_id, event.partner_ids), (self.researcher, self.researcher.partner_id))
        self.assertEqual(event.privacy, "private")
        self.assertEqual(event.name, f"Visit {research.name}")
        self.assertFalse(event.location)
        for text in (event.name, str(event.description or ""), *event.activity_ids.mapped("summary")):
            for secret in ("Fatimah", "King Road", "Asthma"):
                self.assertNotIn(secret, text)
        self.assertEqual(event.activity_ids.user_id, self.researcher)
        self.assertIn(event.activity_ids, research.activity_ids)

    def test_colleagues_see_a_busy_hour(self):
        research = self._research(visit_date="2026-01-05 08:00:00")
        research.action_schedule_visit()
        self.env.invalidate_all()
        seen = research.visit_event_id.with_user(self.officer).read(["name", "description", "location"])[0]
        self.assertNotIn(research.name, seen["name"])

    def test_the_appointment_follows_the_visit(self):
        research = self._research(visit_date="2026-01-05 08:00:00")
        research.action_schedule_visit()
        event = research.visit_event_id
        research.action_schedule_visit()
        self.assertEqual(research.visit_event_id, event)
        research.visit_date = "2026-01-06 10:00:00"
        self.assertEqual(event.start, Datetime.to_datetime("2026-01-06 10:00:00"))
        research.with_user(self.manager).user_id = self.colleague
        self.assertEqual((event.user_id, event.partner_ids), (self.colleague, self.colleague.partner_id))
        research.with_user(self.colleague).visit_date = False
        self.assertFalse(event.exists())
        self.assertFalse(research.visit_event_id)

    def test_giving_up_frees_the_calendar(self):
        research = self._research(visit_date="2026-01-05 08:00:00")
        research.action_schedule_visit()
        event = research.visit_event_id
        research.action_cancel()
        self.assertEqual(research.state, "cancelled")
        self.assertFalse(event.exists())
        self.assertFalse(research.activity_ids)

    def test_an_appointment_needs_date_and_researcher(self):
        research = self._research()
        with self.assertRefused("Date and time"):
            research.action_schedule_visit()
        research.write({"visit_date": "2026-01-05 08:00:00", "user_id": False})
        with self.assertRefused("Researcher"):
            research.action_schedule_visit()

    # ----------------------------------------------------------------- photos
    def _upload(self, raw, name="kitchen.png", user=None):
        model = self.env["ir.attachment"].with_user(user or self.researcher)
        return model.create({"name": name, "raw": raw, "res_model": "beneficiary.assessment", "res_id": 0})

    def test_photos_belong_to_their_research(self):
        research = self._research()
        file = self._upload(photo())
        research.photo_ids = file
        self.assertEqual((file.res_model, file.res_id, file.public), ("beneficiary.assessment", research.id, False))

    def test_photos_are_photos(self):
        research = self._research()
        svg = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
        for raw, name in ((svg, "x.svg"), (b"<html><script>1</script></html>", "x.png"), (b"%PDF-1.4", "x.jpg")):
            with self.subTest(name=name), self.assertRefused("is not a photo", error=ValidationError):
                research.photo_ids = self._upload(raw, name)
            research.invalidate_recordset()
        research.photo_ids = self._upload(photo("JPEG"), "x.jpg")
        with self.assertRefused("is not a photo", error=ValidationError):
            research.photo_ids.write({"raw": svg})

    def test_photos_are_limited_in_size_and_number(self):
        research = self._research()
        with self.assertRefused("larger than 10 MB", error=ValidationError):
            research.photo_ids = self._upload(photo() + b"0" * (10 * 1024 * 1024))
        research.invalidate_recordset()
        files = self.env["ir.attachment"].union(*(self._upload(photo()) for _i in range(21)))
        with self.assertRefused("at most 20 photos", error=ValidationError):
            research.photo_ids = files

    def test_photos_of_a_completed_research_are_final(self):
        research = self._research()
        file = self._upload(photo())
        research.photo_ids = file
        research.action_complete()
        for change in (
            lambda: file.write({"raw": photo("JPEG")}),
            file.unlink,
            lambda: file.write({"res_id": self._research(self._create_beneficiary("Nura")).id}),
            lambda: research.write({"photo_ids": [(5,)]}),
        ):
            with self.assertRaises(UserError):
                change()
        self.assertEqual(research.photo_ids, file)

    def test_somebodys_file_is_no_photo(self):
        theirs = self._upload(photo(), user=self.colleague)
        research = self._research()
        with self.assertRaises(AccessError):
            research.write({"photo_ids": [(4, theirs.id)]})
            research.photo_ids.read(["raw"])
        self.assertFalse(theirs.sudo().res_id)
