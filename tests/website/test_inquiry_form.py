import io

from odoo.http import Request
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import PDF, WebsiteCommon

FORM = "beneficiary.inquiry.form"
QUESTION = {
    "contact_name": "Salma",
    "phone": "0501234567",
    "email_from": "salma@visitor.test",
    "question": "Do you help with the rent?",
}


@tagged("post_install", "-at_install")
class TestInquiryForm(WebsiteCommon):
    """The action “Inquiry” of website forms (R-17): what a visitor posts becomes an inquiry, and no more than that."""

    def _post(self, values=None, files=None, model=FORM):
        before = self._leads()
        with mute_logger("odoo.http"):
            response = self.url_open(
                f"/website/form/{model}",
                data={"csrf_token": Request.csrf_token(self)} | (QUESTION if values is None else values),
                files=files,
            )
        self.assertEqual(response.status_code, 200)
        self.answer = response.json()
        return self._leads() - before

    def _leads(self):
        return self.env["crm.lead"].sudo().with_context(active_test=False).search([])

    def _refused(self, text, *args, **kwargs):
        self.assertFalse(self._post(*args, **kwargs))
        self.assertIn(text, self.answer["error"])

    def setUp(self):
        super().setUp()
        self.website.write({"crm_default_team_id": False, "crm_default_user_id": False})
        self.authenticate(None, None)

    # ------------------------------------------------------------------ taking in
    def test_a_question_becomes_an_inquiry(self):
        lead = self._post()
        self.assertTrue(lead.is_inquiry)
        self.assertTrue(lead.inquiry_reference)
        self.assertEqual(lead.inquiry_state, "new")
        self.assertEqual(lead.company_id, self.company)
        self.assertEqual(lead.team_id, self.company.beneficiary_team_id)
        self.assertEqual(lead.channel_id, self.env.ref("beneficiary.channel_website"))
        self.assertEqual(lead.question, "Do you help with the rent?")
        self.assertEqual(lead.name, "Do you help with the rent?")
        self.assertEqual(lead.contact_name, "Salma")
        self.assertEqual(lead.phone, "+966 50 123 4567")
        self.assertFalse(lead.user_id)
        self.assertEqual(lead.contact_log_ids.channel_id, lead.channel_id)

    def test_the_page_offers_the_form(self):
        text = self._get("/beneficiary").text
        self.assertIn(f'data-model_name="{FORM}"', text)
        for name in ("contact_name", "phone", "email_from", "question"):
            self.assertIn(f'name="{name}"', text)

    def test_the_editor_offers_the_action_and_its_fields(self):
        self.authenticate("admin", "admin")
        models = self.env["ir.model"].with_user(self.env.ref("base.user_admin")).get_compatible_form_models()
        ours = [model for model in models if model["model"] == FORM]
        self.assertEqual([model["website_form_key"] for model in ours], ["create_beneficiary_inquiry"])
        fields = self.env["ir.model"]._get(FORM).sudo()._get_form_writable_fields()
        self.assertEqual(set(fields), {"contact_name", "phone", "email_from", "name", "question", "work_field_id"})

    def test_questions_of_the_site_manager_are_kept(self):
        lead = self._post(QUESTION | {"Number of children": "4"})
        self.assertEqual(lead.question, "Do you help with the rent?\n\nNumber of children: 4")

    def test_field_of_work_routes_to_its_liaison_officer(self):
        field = self.env["beneficiary.field"].create({"name": "Housing", "company_id": self.company.id})
        other = self.env["beneficiary.field"].create({"name": "Foreign", "company_id": self._create_other_company().id})
        self.env["beneficiary.liaison"].create(
            {"user_id": self.officer.id, "work_field_id": field.id, "company_id": self.company.id}
        )
        lead = self._post(QUESTION | {"work_field_id": str(field.id)})
        self.assertEqual((lead.work_field_id, lead.user_id), (field, self.officer))
        self.assertFalse(self._post(QUESTION | {"work_field_id": str(other.id)}).work_field_id)
        self.assertFalse(self._post(QUESTION | {"work_field_id": "999999"}).work_field_id)

    # ------------------------------------------------------------------ what is missing
    def test_what_is_missing_is_named(self):
        self._refused("Write your name", QUESTION | {"contact_name": " "})
        self._refused("Write your question", QUESTION | {"question": ""})
        self._refused("phone number or your e-mail", QUESTION | {"phone": "", "email_from": ""})
        self._refused("“E-mail” is not complete", QUESTION | {"email_from": "salma"})
        self.assertTrue(self._post(QUESTION | {"phone": ""}))
        self.assertTrue(self._post(QUESTION | {"email_from": ""}))

    def test_without_a_policy_in_force(self):
        self.website.company_id = self._create_other_company()
        self._refused("Questions cannot be sent here yet")

    def test_long_text_is_cut(self):
        lead = self._post(QUESTION | {"contact_name": "n" * 5000, "question": "q" * 50_000})
        self.assertEqual((len(lead.contact_name), len(lead.question)), (200, 5000))

    # ------------------------------------------------------------------ over-posting
    def test_other_fields_have_no_effect(self):
        person = self._create_beneficiary()
        other = self._create_other_company()
        sales = self.env["crm.team"].create({"name": "Sales", "company_id": self.company.id})
        posted = {
            "team_id": sales.id,
            "user_id": self.manager.id,
            "is_inquiry": "",
            "type": "opportunity",
            "company_id": other.id,
            "beneficiary_id": person.id,
            "partner_id": person.partner_id.id,
            "branch_id": self.branch.id,
            "inquiry_state": "answered",
            "inquiry_reference": "X-1",
            "channel_id": self.channel.id,
            "answer": "Yes",
            "answered_by": self.manager.id,
            "request_id": "1",
            "priority": "3",
            "active": "",
            "create_uid": "2",
            "contact_start": "2020-01-01 00:00:00",
            "context": "{'default_is_inquiry': False}",
        }
        plain, lead = self._post(), self._post(QUESTION | {name: str(value) for name, value in posted.items()})
        skipped = {"create_date", "write_date"}
        for name in posted.keys() - {"context", "contact_start", "inquiry_reference"} - skipped:
            self.assertEqual(lead[name], plain[name], name)
        self.assertNotEqual(lead.inquiry_reference, "X-1")
        self.assertEqual(lead.question, plain.question, "nor does it reach the text")
        self.assertGreater(lead.contact_log_ids.date_start, self.env.cr.now().replace(year=2021))

    def test_the_form_of_sales_makes_no_inquiry_of_its_own(self):
        values = {
            "contact_name": "Salma",
            "email_from": "salma@visitor.test",
            "name": "Rent",
            "description": "Do you help?",
            "team_id": str(self.company.beneficiary_team_id.id),
            "user_id": str(self.manager.id),
        }
        lead = self._post(values, model="crm.lead")
        self.assertTrue(lead.is_inquiry)
        self.assertEqual((lead.question, lead.name), ("Do you help?", "Rent"))
        self.assertFalse(lead.user_id)
        self.assertEqual(lead.channel_id, self.env.ref("beneficiary.channel_website"))

    def test_the_form_of_sales_does_not_reach_another_association(self):
        other, _policy, _program = self._create_second()
        values = {"contact_name": "Salma", "phone": "0501234567", "name": "Rent", "description": "Do you help?"}
        lead = self._post(values | {"team_id": str(other.beneficiary_team_id.id)}, model="crm.lead")
        self.assertEqual(lead.company_id, self.company)

    def test_leads_of_sales_go_on_as_before(self):
        values = {"contact_name": "Salma", "email_from": "salma@visitor.test", "name": "Rent", "description": "Hello"}
        lead = self._post(values, model="crm.lead")
        self.assertTrue(lead, self.answer)
        self.assertFalse(lead.is_inquiry)
        self.assertIn("Hello", lead.description)
        self.website.crm_default_team_id = self.company.beneficiary_team_id
        lead = self._post(values, model="crm.lead")
        self.assertFalse(lead.is_inquiry, "nor do they fall into the inquiries by default")

    # ------------------------------------------------------------------ who asks
    def test_a_known_person_is_recognised_and_not_told(self):
        stranger = self._post()
        answer_to_stranger = self.answer
        person = self._create_beneficiary(phone="+966501234567")
        lead = self._post()
        self.assertEqual((stranger.beneficiary_id, lead.beneficiary_id), (person.browse(), person))
        self.assertEqual(self.answer.keys(), answer_to_stranger.keys())
        self.assertEqual(set(self.answer), {"id"})

    def test_pages_of_thanks_show_nothing(self):
        self._post()
        self.env.invalidate_all()
        page = self._get("/contactus-thank-you")
        self.assertNotIn("Salma", page.text)

    # ------------------------------------------------------------------ files
    def test_files_come_along(self):
        lead = self._post(files=[("files[0]", ("../../lease.pdf", io.BytesIO(PDF), "text/html"))])
        attachment = self.env["ir.attachment"].search([("res_model", "=", "crm.lead"), ("res_id", "=", lead.id)])
        self.assertEqual((attachment.name, attachment.mimetype), ("lease.pdf", "application/pdf"))
        self.assertFalse(attachment.public)
        self.assertIn("Sent with the question", self._notes(lead))

    def test_files_that_are_refused(self):
        html = b"<html><script>alert(1)</script></html>"
        for name, content in (
            ("page.html", html),
            ("page.pdf", html),
            ("page.pdf.html", PDF),
            ("picture.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
            ("tool.exe", b"MZ" + b"\0" * 100),
            ("picture.png", PDF),
            ("nothing", PDF),
        ):
            with self.subTest(name=name):
                self._refused("cannot be sent", files=[("files[0]", (name, io.BytesIO(content), "application/pdf"))])
        large = io.BytesIO(PDF + b"\0" * (5 * 1024 * 1024))
        self._refused("larger than 5 MB", files=[("files[0]", ("large.pdf", large, "application/pdf"))])
        many = [(f"files[{i}]", (f"{i}.pdf", io.BytesIO(PDF), "application/pdf")) for i in range(4)]
        self._refused("Send 3 files at most", files=many)

    # ------------------------------------------------------------------ throttle
    def test_too_many_are_refused(self):
        self.patch(type(self.env["beneficiary.rate.limit"]), "_limits", lambda model: {"form": (2, 3600)})
        self.assertTrue(self._post())
        self._refused("Write your question", QUESTION | {"question": ""})
        self._refused("Too many questions")
        values = {"name": "Rent", "description": "?", "team_id": str(self.company.beneficiary_team_id.id)}
        self._refused("Too many questions", values, model="crm.lead")
        values = {"contact_name": "Salma", "email_from": "s@visitor.test", "name": "Rent", "description": "Hello"}
        self.assertTrue(self._post(values, model="crm.lead"), "other forms are not counted")

    def test_a_login_needs_its_token(self):
        self.authenticate("test_portal", "test_portal")
        before = self._leads()
        with mute_logger("odoo.http"):
            response = self.url_open(f"/website/form/{FORM}", data=QUESTION)
        self.assertEqual(response.status_code, 400)
        self.assertEqual(self._leads(), before)

    def test_it_is_no_door_to_other_models(self):
        for model in ("beneficiary.request", "beneficiary.beneficiary", "beneficiary.faq", "beneficiary.program"):
            self._refused("does not exist", {"name": "X"}, model=model)
