import io

from odoo.http import Request
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from ...controllers.profile import ProfilePortal
from ..apply.common import PDF
from ..my_file.common import PortalCommon


@tagged("post_install", "-at_install")
class TestProfilePortal(PortalCommon, HttpCase):
    """A person adds qualifications and experience, always as claimed, to his own file and his wards' only."""

    def setUp(self):
        super().setUp()
        self.authenticate("person_a", "person_a")
        self.level = self.env.ref("beneficiary.qualification_level_diploma")
        self.claims = self.env["beneficiary.qualification"].search([("company_id", "=", self.company.id)])

    def _path(self, person=None, kind="qualification"):
        return f"/my/beneficiary/{(person or self.file_a).id}/add/{kind}"

    def _add(self, person=None, kind="qualification", content=PDF, filename="paper.pdf", **data):
        defaults = {"level_id": str(self.level.id), "field_of_study": "Nursing"} if kind == "qualification" else {}
        files = {"files": (filename, io.BytesIO(content))} if content else None
        self.env.flush_all()
        with mute_logger("odoo.http"):
            response = self.url_open(
                self._path(person, kind),
                data={"csrf_token": Request.csrf_token(self), **defaults, **data},
                files=files,
            )
        self.env.invalidate_all()
        return response

    def _found(self, person=None, model="beneficiary.qualification"):
        return self.env[model].search([("beneficiary_id", "in", (person or self.file_a).ids)])

    # ------------------------------------------------------------------ adding
    def test_a_qualification_is_claimed(self):
        page = self._add(institution="College of Tabuk", date_awarded="2015-06-01")
        self.assertIn("We compare it with the proof", page.text)
        claim = self._found()
        self.assertEqual((claim.state, claim.origin, claim.level_id), ("claimed", "portal", self.level))
        self.assertEqual((claim.institution, str(claim.date_awarded)), ("College of Tabuk", "2015-06-01"))
        self.assertEqual(claim.attachment_ids.raw, PDF)
        self.assertEqual((claim.attachment_ids.res_model, claim.attachment_ids.res_id), (claim._name, claim.id))
        self.assertFalse(claim.attachment_ids.public)
        self.assertEqual(self.file_a.qualification_rank, 0)
        self.assertIn("Verify", self.file_a.activity_ids.summary)
        self.assertEqual(self.file_a.activity_ids.user_id, self.officer)
        for words in ("Nursing", "College of Tabuk", "We look at it"):
            self.assertIn(words, page.text)

    def test_experience_is_claimed(self):
        self._add(
            kind="experience", name="Nurse", organisation="Hospital", date_from="2020-01-01", date_to="2020-12-31"
        )
        claim = self._found(model="beneficiary.experience")
        self.assertEqual((claim.state, claim.origin, claim.months), ("claimed", "portal", 12))
        self.assertEqual(self.file_a.experience_months, 0)

    def test_the_person_is_told_what_is_not_accepted(self):
        self._add()
        self.file_a.sudo().write({"agreed_medium": "email", "email": "a@home.test"})
        added = self._found()
        own = added.sudo().copy({"origin": "staff"})
        (added | own).with_user(self.officer).action_reject("It is in another name")
        notice = self.env["beneficiary.notice"].search([("kind", "=", "claim"), ("company_id", "=", self.company.id)])
        self.assertEqual((notice.medium, notice.recipient), ("email", "a@home.test"))
        self.assertIn("It is in another name", notice.body)

    def test_posted_keys_of_the_model_do_not_count(self):
        self._add(
            state="verified",
            verified_by=str(self.officer.id),
            beneficiary_id=str(self.file_b.id),
            origin="staff",
            company_id="1",
        )
        claim = self._found()
        self.assertEqual((claim.state, claim.origin, claim.beneficiary_id), ("claimed", "portal", self.file_a))
        self.assertFalse(claim.verified_by)

    def test_what_is_wrong_is_said_and_nothing_typed_is_lost(self):
        other = self.env["beneficiary.qualification.level"].create(
            {"name": "Theirs", "company_id": self._create_other_company().id}
        )
        for data, words in (
            ({"level_id": ""}, "is empty. Fill it in"),
            ({"level_id": str(other.id)}, "choose one of the list"),
            ({"level_id": "no"}, "choose one of the list"),
            ({"date_awarded": "soon"}, "write a date"),
            ({"institution": "x" * 500}, "too long"),
            ({"content": None}, "The proof is missing"),
            ({"content": b"<html></html>", "filename": "a.pdf"}, "cannot be taken in"),
        ):
            with self.subTest(words=words, data=str(data)):
                page = self._add(**data)
                self.assertIn(words, page.text)
                self.assertIn('value="Nursing"', page.text)
                self.assertFalse(self._found())

    def test_a_file_that_is_too_large(self):
        self.company.beneficiary_upload_mb = 1
        page = self._add(content=b"%PDF-1.4\n" + b"0" * (1024 * 1024) + b"\n%%EOF\n")
        self.assertIn("is larger than 1 MB", page.text)
        self.assertFalse(self._found())

    def test_dates_of_the_model_are_checked_too(self):
        page = self._add(
            kind="experience", name="Nurse", organisation="Hospital", date_from="2020-02-01", date_to="2020-01-01"
        )
        self.assertIn("ends before it begins", page.text)
        self.assertFalse(self._found(model="beneficiary.experience"))

    # ------------------------------------------------------------------ strangers
    def test_a_does_not_reach_the_file_of_b(self):
        self._add(self.file_b)
        self.assertFalse(self._found(self.file_b))
        page = self.url_open(self._path(self.file_b))
        self.assertNotIn("Person B", page.text)
        self.assertNotIn("o_beneficiary_claim", page.text)

    def test_a_guardian_adds_for_his_ward(self):
        self._guard(self.file_a, self.file_b)
        self._add(self.file_b)
        self.assertEqual(self._found(self.file_b).state, "claimed")

    def test_nobody_else_adds_anything(self):
        for login in ("test_portal", None):
            self.authenticate(login, login)
            self._add()
            self.assertFalse(self._found(), login)
        self.authenticate("person_a", "person_a")
        with mute_logger("odoo.http"):
            self.url_open(
                self._path(), data={"level_id": str(self.level.id)}, files={"files": ("a.pdf", io.BytesIO(PDF))}
            )
        self.assertFalse(self._found(), "no token, no claim")
        self._add(kind="correction")
        self._add(kind="../contact")
        self.assertFalse(self._found())

    def test_portal_users_have_no_rights_on_the_models(self):
        for model in ("qualification", "experience", "volunteer.hour", "volunteer.certificate", "opportunity"):
            with self.subTest(model=model):
                self.assertFalse(self.env[f"beneficiary.{model}"].with_user(self.user_a).has_access("read"))

    # ----------------------------------------------------------------- showing
    def test_reading_does_not_write(self):
        self.assertTrue(ProfilePortal.portal_claim.original_routing["readonly"])
        self._hours(self.file_a)
        for path in (self._path(), self._path(kind="experience"), "/my/beneficiary"):
            self.env.flush_all()
            with self.subTest(path=path), self.assertNoLogs("odoo.http", level="WARNING"):
                self.assertEqual(self.url_open(path).status_code, 200)

    def _hours(self, person):
        """Give a person approved hours, and return the certificate of them."""
        person.volunteer_platform_number = f"77{person.id}"
        person.action_verify_platform_number()
        program = self.env["beneficiary.program"].create({"name": "Volunteering", "program_type": "volunteer"})
        place = self.env["beneficiary.opportunity"].create(
            {"name": "Baskets", "program_id": program.id, "date_from": "2026-01-04", "date_to": "2026-01-08"}
        )
        assignment = self.env["beneficiary.volunteer.assignment"].create(
            {"beneficiary_id": person.id, "opportunity_id": place.id}
        )
        assignment.action_confirm()
        self.env["beneficiary.volunteer.hour"].create(
            {"assignment_id": assignment.id, "hours": 3, "date": "2026-01-04", "description": "Internal words"}
        ).with_user(self.officer).action_approve()
        return self.env["beneficiary.volunteer.certificate"]._issue(person)

    def test_the_page_shows_own_hours_and_certificates(self):
        own, other = self._hours(self.file_a), self._hours(self.file_b)
        text = self.url_open("/my/beneficiary").text
        for words in ("Baskets", own.name, "Hours that are approved"):
            self.assertIn(words, text)
        for secret in (other.name, "Internal words", other.code):
            self.assertNotIn(secret, text)

    def test_the_certificate_is_downloaded_by_its_owner_only(self):
        own, other = self._hours(self.file_a), self._hours(self.file_b)
        self.env.flush_all()
        page = self.url_open(f"/my/beneficiary/{self.file_a.id}/certificate/{own.id}")
        # in tests the paper is not converted, see `ir.actions.report`
        self.assertEqual(page.headers["Content-Type"], "application/pdf")
        self.assertIn(own._spaced_code(), page.text)
        self.assertIn("no-store", page.headers["Cache-Control"])
        for person, certificate in ((self.file_a, other), (self.file_b, other), (self.file_b, own)):
            page = self.url_open(f"/my/beneficiary/{person.id}/certificate/{certificate.id}")
            self.assertNotEqual(page.headers["Content-Type"], "application/pdf")
            self.assertNotIn(other._spaced_code(), page.text)

    def test_a_rejection_is_told_with_its_reason(self):
        self._add()
        self._found().with_user(self.officer).action_reject("The photo is too dark.")
        text = self.url_open("/my/beneficiary").text
        self.assertIn("Not accepted", text)
        self.assertIn("The photo is too dark.", text)
