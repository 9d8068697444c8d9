import io
from base64 import b64decode

from odoo import http
from odoo.exceptions import UserError
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from ...controllers.my_file import MyFilePortal
from ...controllers.track import Track
from .common import PortalCommon


@tagged("post_install", "-at_install")
class TestMyFile(PortalCommon, HttpCase):
    """A person sees his own file and those of his wards, and changes how he is told."""

    def setUp(self):
        super().setUp()
        self.authenticate("person_a", "person_a")

    def _page(self):
        return self.url_open("/my/beneficiary")

    # ------------------------------------------------------------------ reading
    def test_the_page_shows_the_own_file(self):
        self.file_a.write({"city": "Tabuk", "birth_date": "1990-05-04"})
        self.file_a.family_member_ids = [(0, 0, {"name": "Yusuf", "relation": "son", "national_id": "1000000024"})]
        page = self._page()
        for words in ("Person A", "Not registered yet", "••••••0008", "Palm Street 1", "Tabuk", "4 May 1990", "Yusuf"):
            self.assertIn(words, page.text)
        for secret in ("1000000008", "1000000024", "Person B", "Date Street 2"):
            self.assertNotIn(secret, page.text)
        self.assertIn("no-store", page.headers["Cache-Control"])

    def test_the_income_and_health_stay_with_the_researcher(self):
        self.file_a.write({"monthly_income": 4321, "health_condition": "Diabetes"})
        text = self._page().text
        self.assertNotIn("4,321", text)
        self.assertNotIn("Diabetes", text)

    def test_reading_does_not_write(self):
        """The pages run in a transaction that cannot write: a write would be tried again, and logged."""
        pages = {
            "/my/beneficiary": MyFilePortal.portal_my_file,
            f"/my/beneficiary/{self.file_a.id}/correction": MyFilePortal.portal_correction,
            "/beneficiary/track": Track.track,
        }
        for path, endpoint in pages.items():
            with self.subTest(path=path):
                self.assertTrue(endpoint.original_routing["readonly"])
                self.env.flush_all()
                with self.assertNoLogs("odoo.http", level="WARNING"):
                    self.assertEqual(self.url_open(path).status_code, 200)

    def test_a_stranger_has_no_file(self):
        self.authenticate("test_portal", "test_portal")
        page = self._page()
        self.assertIn("There is no file of yours yet", page.text)
        self.assertNotIn("Person A", page.text)

    def test_the_public_is_asked_to_log_in(self):
        self.authenticate(None, None)
        self.assertIn("/web/login", self.url_open("/my/beneficiary").url)

    def test_the_file_of_another_association_is_not_shown(self):
        self.website.company_id = self._create_other_company()
        self.assertNotIn("Palm Street 1", self._page().text)

    def test_the_counter_at_home(self):
        for login, expected in (("person_a", 1), ("test_portal", 0)):
            self.authenticate(login, login)
            answer = self.url_open(
                "/my/counters",
                data='{"params": {"counters": ["beneficiary_file_count"]}}',
                headers={"Content-Type": "application/json"},
            ).json()["result"]
            self.assertEqual(answer["beneficiary_file_count"], expected)

    # ---------------------------------------------------------------- guardian
    def test_a_guardian_sees_the_ward_until_it_ends(self):
        guardianship = self._guard(self.file_a, self.file_b)
        page = self._page().text
        self.assertIn("Person B", page)
        self.assertIn("You act for this person", page)
        self.assertNotIn("1000000016", page)
        self._post(f"/my/beneficiary/{self.file_b.id}/correction", city="Abha")
        correction = self.env["beneficiary.correction"].search([("beneficiary_id", "=", self.file_b.id)])
        self.assertEqual(correction.asked_by_id, self.file_a)
        guardianship.action_end("Of age")
        self.assertNotIn("Person B", self._page().text)
        self._post(f"/my/beneficiary/{self.file_b.id}/contact", medium="phone")
        self.assertEqual(self.file_b.agreed_medium, "email")

    def test_an_unverified_or_past_guardian_sees_nothing(self):
        guardianship = self.env["beneficiary.guardian"].create(
            {"beneficiary_id": self.file_b.id, "guardian_id": self.file_a.id, "deed_number": "D-1"}
        )
        self.assertNotIn("Person B", self._page().text)
        guardianship.with_user(self.officer).action_verify()
        self.assertIn("Person B", self._page().text)
        guardianship.sudo().write({"date_to": guardianship.date_from})
        with self._at("2099-01-01 08:00:00"):
            self.assertFalse(self.env["beneficiary.beneficiary"]._portal_files(self.user_a, self.company) & self.file_b)

    def test_the_ward_does_not_act_for_the_guardian(self):
        self._guard(self.file_a, self.file_b)
        self.authenticate("person_b", "person_b")
        page = self._page().text
        self.assertIn("Who acts for this person", page)
        self.assertNotIn("Palm Street 1", page)

    # ----------------------------------------------------------------- contact
    def test_medium_and_language_change_at_once(self):
        self.env["res.lang"]._activate_lang("ar_001")
        self._post(f"/my/beneficiary/{self.file_a.id}/contact", medium="sms", language="ar_001")
        self.assertEqual((self.file_a.agreed_medium, self.file_a.lang), ("sms", "ar_001"))
        self.env.flush_all()
        self.assertIn("the language was changed", self._notes(self.file_a))
        tracked = self.file_a.message_ids.sudo().tracking_value_ids
        self.assertIn("SMS", tracked.mapped("new_value_char"))

    def test_a_medium_without_an_address_is_refused(self):
        for medium in ("fax", "pigeon", "1"):
            with self.subTest(medium=medium):
                page = self._post(f"/my/beneficiary/{self.file_a.id}/contact", medium=medium)
                self.assertIn("We have no address", page.text)
                self.assertEqual(self.file_a.agreed_medium, "email")
        page = self._post(f"/my/beneficiary/{self.file_a.id}/contact", language="xx_XX")
        self.assertIn("Choose one of the languages", page.text)

    def test_nothing_else_is_posted_onto_the_file(self):
        values = {
            "state": "registered",
            "file_number": "B1",
            "national_id": "1",
            "is_confirmed": "",
            "email": "x@x.test",
        }
        before = self.file_a.read([*values, "branch_id", "company_id", "user_id"])
        self._post(
            f"/my/beneficiary/{self.file_a.id}/contact",
            medium="phone",
            branch_id=self.other_branch.id,
            user_id=2,
            **values,
        )
        self.assertEqual(self.file_a.agreed_medium, "phone")
        self.assertEqual(self.file_a.read([*values, "branch_id", "company_id", "user_id"]), before)

    def test_b_does_not_change_the_file_of_a(self):
        self.authenticate("person_b", "person_b")
        self._post(f"/my/beneficiary/{self.file_a.id}/contact", medium="phone")
        self._post(f"/my/beneficiary/{self.file_a.id}/contact", medium="phone", beneficiary_id=self.file_b.id)
        self.assertEqual(self.file_a.agreed_medium, "email")
        page = self.url_open(f"/my/beneficiary/{self.file_a.id}/correction")
        self.assertNotIn("Palm Street 1", page.text)
        missing = self.url_open("/my/beneficiary/999999999/correction")
        self.assertEqual(page.url, missing.url)

    def test_the_address_form_of_the_portal_is_no_way_around(self):
        """Odoo's own form would change name and phone of the file at once."""
        self.assertTrue(self.url_open("/my/account").url.endswith("/my/beneficiary"))
        answer = self._post(
            "/my/address/submit", partner_id=self.user_a.partner_id.id, name="Somebody Else", phone="0509999999"
        )
        self.assertEqual(answer.status_code, 403)
        self.assertEqual(self.file_a.name, "Person A")
        self.authenticate("test_portal", "test_portal")
        self.assertTrue(self.url_open("/my/account").url.endswith("/my/account"), "others have no file")

    def test_forms_need_their_token(self):
        for path in ("contact", "correction"):
            with mute_logger("odoo.http"):
                page = self.url_open(
                    f"/my/beneficiary/{self.file_a.id}/{path}", data={"medium": "phone", "city": "Abha"}
                )
            self.assertEqual(page.status_code, 400)
        self.assertEqual(self.file_a.agreed_medium, "email")
        self.assertFalse(self.file_a.correction_ids)

    def test_two_hundred_posts_are_cut_off(self):
        limit, _seconds = self.env["beneficiary.rate.limit"]._limits()["form"]
        answers = []
        for number in range(200):
            medium = "phone" if number < limit else "sms"
            answers.append(self._post(f"/my/beneficiary/{self.file_a.id}/contact", medium=medium).status_code)
        self.assertEqual(answers, [200] * limit + [429] * (200 - limit))
        self.assertEqual(self.file_a.agreed_medium, "phone")


@tagged("post_install", "-at_install")
class TestCorrection(PortalCommon, HttpCase):
    """A person asks to have his file corrected; an officer decides, and the person is told."""

    def setUp(self):
        super().setUp()
        self.corrections = self.env["beneficiary.correction"]
        self.son = self.env["beneficiary.family.member"].create(
            {"beneficiary_id": self.file_a.id, "name": "Yusuf", "relation": "son", "national_id": "1000000024"}
        )

    def _send(self, beneficiary=None, login="person_a", **data):
        self.authenticate(login, login)
        return self._post(f"/my/beneficiary/{(beneficiary or self.file_a).id}/correction", **data)

    def _ask(self, members=(), **values):
        return self.corrections._ask(self.file_a, self.file_a, values, members).with_user(self.officer)

    def _found(self, beneficiary=None):
        return self.corrections.search([("beneficiary_id", "=", (beneficiary or self.file_a).id)])

    # ------------------------------------------------------------------ asking
    def test_what_differs_is_asked_for(self):
        page = self._send(name="Person A", street="King Road 3", phone="0501111111", gender="female", city="")
        self.assertIn("Thank you", page.text)
        correction = self._found()
        self.assertEqual(
            [(line.field_name, line.old_value, line.new_value) for line in correction.line_ids],
            [("gender", "", "Female"), ("street", "Palm Street 1", "King Road 3")],
        )
        self.assertEqual((correction.state, correction.asked_by_id), ("pending", self.file_a))
        self.assertEqual(self.file_a.street, "Palm Street 1", "nothing is written before an officer decided")
        self.assertEqual(correction.activity_ids.user_id, self.officer)

    def test_nothing_but_what_the_form_has_is_taken(self):
        self._send(
            city="Abha",
            state="approved",
            decided_by=self.officer.id,
            beneficiary_id=self.file_b.id,
            asked_by_id=self.file_b.id,
            company_id="1",
            file_number="B000001",
            national_id="1000000099",
            identity_type="none",
            is_confirmed="",
            branch_id=self.other_branch.id,
            user_id=self.manager.id,
            monthly_income="0",
            partner_id=self.user_b.partner_id.id,
        )
        correction = self._found()
        self.assertEqual(correction.line_ids.mapped("field_name"), ["city"])
        self.assertEqual((correction.state, correction.decided_by.id), ("pending", False))
        self.assertFalse(self._found(self.file_b))

    def test_what_was_typed_is_not_lost_by_an_error(self):
        page = self._send(phone="12", street="King Road 3", note="My words")
        self.assertIn("is not a phone number", page.text)
        self.assertIn('value="King Road 3"', page.text)
        self.assertIn("My words", page.text)
        self.assertFalse(self._found())

    def test_wrong_values_are_refused_by_the_name_of_the_field(self):
        for values, words in (
            ({"birth_date": "2099-01-01"}, "“Birth Date”"),
            ({"birth_date": "31.12"}, "“Birth Date”"),
            ({"email": "no address"}, "“Email”"),
            ({"gender": "other"}, "“Gender”"),
            ({"name": ""}, "“Full name” cannot be left empty"),
            ({"street": "x" * 121}, "“Street and building” is too long"),
            ({"city": ""}, "Nothing is different yet"),
        ):
            with self.subTest(values=values), self.assertRefused(words):
                self._ask(**values)

    def test_one_waits_at_a_time(self):
        self._send(city="Abha")
        page = self._send(city="Taif")
        self.assertIn("waits for our answer already", page.text)
        self.assertIn("We answer it first", self.url_open(f"/my/beneficiary/{self.file_a.id}/correction").text)
        self.assertEqual(len(self._found()), 1)

    def test_files_are_taken_in_by_their_content(self):
        self.authenticate("person_a", "person_a")
        url = f"/my/beneficiary/{self.file_a.id}/correction"
        for name, content in (
            ("a.html", b"<html><script>1</script>"),
            ("b.svg", b"<svg onload='x'/>"),
            ("c.pdf.exe", b"MZ"),
        ):
            data = {"csrf_token": http.Request.csrf_token(self), "city": "Abha"}
            page = self.url_open(url, data=data, files={"files": (name, io.BytesIO(content))})
            self.assertIn("cannot be taken in", page.text)
            self.assertFalse(self._found())
        picture = io.BytesIO(b64decode(self.signature))
        page = self.url_open(
            url,
            data={"csrf_token": http.Request.csrf_token(self), "city": "Abha"},
            files={"files": ("card.png", picture)},
        )
        file = self._found().attachment_ids
        self.assertEqual(
            (file.mimetype, file.res_model, file.res_id), ("image/png", self.corrections._name, self._found().id)
        )

    def test_b_asks_nothing_for_a(self):
        self._send(login="person_b", city="Abha")
        self._send(self.file_b, login="person_b", **{f"member_name_{self.son.id}": "X", "city": "Taif"})
        self.assertFalse(self._found())
        self.assertFalse(self._found(self.file_b).member_ids, "the household of somebody else is out of reach")

    def test_portal_users_have_no_rights_on_corrections(self):
        correction = self._ask(city="Abha")
        for records in (correction, correction.line_ids, correction.member_ids):
            self.assertFalse(records.with_user(self.user_a).browse().has_access("read"))

    # --------------------------------------------------------------- household
    def test_the_household_is_corrected(self):
        self._send(
            **{
                f"member_name_{self.son.id}": "Yousef",
                f"member_relation_{self.son.id}": "son",
                "member_name_new0": "Hind",
                "member_relation_new0": "daughter",
                "member_birth_date_new0": "2015-02-01",
                "member_national_id_new0": "١٠٠٠٠٠٠٠٣٢",
            }
        )
        correction = self._found()
        self.assertEqual(correction.member_ids.mapped("action"), ["change", "add"])
        correction.with_user(self.officer).action_approve()
        household = self.file_a.family_member_ids
        self.assertEqual(set(household.mapped("name")), {"Yousef", "Hind"})
        self.assertEqual(self.son.national_id, "1000000024", "it was not shown, so it stays")
        self.assertEqual((household - self.son).national_id, "1000000032")

    def test_somebody_is_removed(self):
        self._send(
            **{
                f"member_name_{self.son.id}": "Yusuf",
                f"member_relation_{self.son.id}": "son",
                f"member_remove_{self.son.id}": "1",
            }
        )
        self._found().with_user(self.officer).action_approve()
        self.assertFalse(self.file_a.family_member_ids)

    def test_an_untouched_household_is_not_proposed(self):
        self._send(city="Abha", **{f"member_name_{self.son.id}": "Yusuf", f"member_relation_{self.son.id}": "son"})
        self.assertFalse(self._found().member_ids)

    def test_who_is_gone_meanwhile_is_named(self):
        correction = self._ask([{"member": str(self.son.id), "name": "Yousef", "relation": "son"}], city="Abha")
        self.son.unlink()
        with self.assertRefused("“Yusuf, Son” is not in the household any more"):
            correction.action_approve()
        correction.member_ids.accepted = False
        correction.reason = "He is gone."
        correction.action_approve()
        self.assertEqual(self.file_a.city, "Abha")

    # ---------------------------------------------------------------- deciding
    def test_the_officer_writes_it_and_the_person_is_told(self):
        correction = self._ask(street="King Road 3", phone="0509999999", birth_date="1990-01-02")
        correction.action_approve()
        self.assertEqual(
            (self.file_a.street, self.file_a.phone, str(self.file_a.birth_date)),
            ("King Road 3", "+966 50 999 9999", "1990-01-02"),
        )
        self.assertEqual((correction.state, correction.decided_by), ("approved", self.officer))
        self.assertFalse(correction.activity_ids)
        notice = self.env["beneficiary.notice"].search([("res_model", "=", correction._name)])
        self.assertEqual(
            (notice.kind, notice.partner_id, notice.medium), ("correction", self.user_a.partner_id, "email")
        )
        self.assertIn("We have corrected your data", notice.body)
        self.assertIn("Street and building", notice.body)
        self.assertNotIn("King Road", notice.text)

    def test_a_part_is_corrected(self):
        correction = self._ask(street="King Road 3", name="Somebody Else")
        correction.line_ids.filtered(lambda line: line.field_name == "name").accepted = False
        with self.assertRefused("Write under “Answer” why"):
            correction.action_approve()
        correction.reason = "The name is as on the card."
        correction.action_approve()
        self.assertEqual((self.file_a.name, self.file_a.street), ("Person A", "King Road 3"))
        notice = self.env["beneficiary.notice"].search([("res_model", "=", correction._name)])
        self.assertIn("as on the card", notice.body)
        self.assertNotIn("Full name", notice.body)

    def test_nothing_ticked_is_refused(self):
        correction = self._ask(street="King Road 3")
        correction.line_ids.accepted = False
        with self.assertRefused("Nothing is ticked"):
            correction.action_approve()

    def test_refused_with_a_reason(self):
        correction = self._ask(street="King Road 3")
        with self.assertRefused("Write under “Answer”"):
            correction.action_refuse(" ")
        correction.action_refuse("Please bring the lease.")
        self.assertEqual((correction.state, self.file_a.street), ("refused", "Palm Street 1"))
        notice = self.env["beneficiary.notice"].search([("res_model", "=", correction._name)])
        self.assertIn("Please bring the lease.", notice.body)
        self.authenticate("person_a", "person_a")
        self.assertIn("Please bring the lease.", self.url_open("/my/beneficiary").text)
        self._send(street="King Road 4")
        self.assertEqual(len(self._found()), 2, "another one may follow")

    def test_a_decided_correction_is_final(self):
        correction = self._ask(street="King Road 3")
        correction.action_approve()
        for records, values in ((correction, {"reason": "x"}), (correction.line_ids, {"accepted": False})):
            with self.assertRefused("was decided and cannot be changed"):
                records.sudo().write(values)
        with self.assertRefused("is “Approved”"):
            correction.action_refuse("No")

    def test_the_signed_declaration_becomes_void(self):
        request = self._submit(self._create_request(self.file_a))
        self.assertTrue(request.declaration_id)
        self._ask(street="King Road 3").action_approve()
        self.assertFalse(request.declaration_id)
        self.assertEqual(request.declaration_ids.state, "void")

    def test_nobody_decides_about_his_own_file(self):
        own = self.env["beneficiary.beneficiary"].create(
            {"partner_id": self.officer.partner_id.id, "identity_type": "none", "company_id": self.company.id}
        )
        correction = self.corrections._ask(own, own, {"city": "Abha"})
        with self.assertRefused("Nobody decides about his own file"):
            correction.with_user(self.officer).action_approve()

    def test_the_login_of_a_colleague_is_not_taken_over_by_a_correction(self):
        colleague = self.env["beneficiary.beneficiary"].create(
            {"partner_id": self.finance.partner_id.id, "identity_type": "none", "company_id": self.company.id}
        )
        correction = self.corrections._ask(colleague, colleague, {"email": "thief@x.test"})
        with mute_logger("odoo.addons.base.models.ir_model"), self.assertRaises(UserError):
            correction.with_user(self.officer).action_approve()
        self.env.invalidate_all()
        self.assertEqual(self.finance.email, "finance@example.org")

    def test_the_delegate_of_the_branch_reads(self):
        correction = self._ask(city="Abha")
        self.assertEqual(correction.with_user(self.delegate).line_ids.new_value, "Abha")
        self.assertEqual(self.file_a.with_user(self.delegate).correction_count, 1)
        self.file_a.branch_id = self.other_branch
        self.assertFalse(correction.with_user(self.delegate).search([("id", "=", correction.id)]))
