from odoo.tests import Form, tagged

from .common import InvestigationCommon


@tagged("post_install", "-at_install")
class TestForms(InvestigationCommon):
    """The screens on which a complaint and what hangs on it are typed in; their views are logged (R-81)."""

    def test_a_complaint_is_typed_in(self):
        with Form(self.env["beneficiary.complaint"].with_user(self.officer)) as form:
            form.subject = "The rent was late"
            form.beneficiary_id = self.person
        complaint = form.save()
        self.assertEqual((complaint.state, complaint.partner_id), ("new", self.person.partner_id))
        with Form(complaint) as form:
            form.wish = "An apology"
        self.assertEqual(complaint.wish, "An apology")

    def test_its_parts_are_typed_in(self):
        complaint = self._investigated()
        for model, user in (
            ("beneficiary.complaint.attempt", self.officer),
            ("beneficiary.evidence", self.officer),
            ("beneficiary.hearing", self.officer),
            ("beneficiary.ruling", self.officer),
            ("beneficiary.settlement", self.officer),
            ("beneficiary.compensation", self.officer),
        ):
            with self.subTest(model=model):
                form = Form(self.env[model].with_user(user).with_context(default_complaint_id=complaint.id))
                self.assertEqual(form.complaint_id, complaint)
