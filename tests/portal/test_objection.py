from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import RequestPortalCommon


@tagged("post_install", "-at_install")
class TestObjection(RequestPortalCommon):
    """Accepting a decision, objecting to it, and what becomes of the objection."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.other_officer = cls._create_user("other_officer", "officer")
        cls._approve(cls.case, amount_approved=100)

    def _objection(self, text="It does not pay the rent"):
        return self.case.sudo().with_user(self.user_a).sudo()._portal_object(text)

    def _kinds(self):
        return self.env["beneficiary.notice"].search([("request_id", "=", self.case.id)], order="id").mapped("kind")

    def test_accepted_on_the_page(self):
        self._login(self.user_a)
        page = self._get()
        self.assertIn("I accept the decision", page.text)
        self.assertIn("In need", page.text)
        self.assertIn("you accept the decision", self._post("accept").text)
        self.assertEqual(self.case.decision_response, "accepted")
        self.assertTrue(self.case.decision_response_on)
        self.assertEqual(self._post("accept").status_code, 422)

    def test_objected_on_the_page(self):
        self._login(self.user_a)
        self.assertIn("Write why you do not agree", self._post("object", {"text": " "}).text)
        self.assertIn("Your objection is recorded", self._post("object", {"text": "Too little"}).text)
        objection = self.case.sudo().objection_ids
        self.assertEqual((objection.text, objection.made_by), ("Too little", self.user_a.partner_id))
        self.assertEqual(objection.item_id, self.case.sudo().item_ids)
        self.assertEqual(objection.decision, "In need")
        self.assertEqual(self.case.decision_response, "objected")
        self.assertEqual(objection.activity_ids.user_id, self.manager)
        self.assertEqual(self._post("object", {"text": "Again"}).status_code, 422)
        self.assertEqual(len(self.case.sudo().objection_ids), 1)

    def test_until_when(self):
        decided = self.company._beneficiary_date(self.case.date_decided)
        until = self.case.sudo()._portal_objection_until()
        self.assertEqual((until - decided).days, 30)
        with self._at(f"{until} 08:00:00"):
            self.assertTrue(self.case.sudo()._portal_may_object())
        with self._at(f"{until} 23:30:00"), self.assertRefused("the time to object ended"):  # the next day in Riyadh
            self._objection()
        self.company.beneficiary_objection_days = 0
        with self.assertRefused("takes no objections"):
            self._objection()

    def test_dismissed_by_somebody_who_had_no_part(self):
        objection = self._objection()
        for user in (self.officer, self.chair, self.secretary):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                objection.with_user(user).action_dismiss("No")
        with self.assertRefused("Write under “Answer”"):
            objection.with_user(self.other_officer).action_dismiss()
        objection.with_user(self.other_officer).write({"answer": "The amount is the highest that we pay."})
        objection.with_user(self.other_officer).action_dismiss()
        self.assertEqual((objection.state, objection.answered_by), ("dismissed", self.other_officer))
        self.assertFalse(objection.activity_ids)
        self.assertEqual(self._kinds()[-1], "objection")
        self.assertIn("the highest that we pay", self._notes(self.case))
        self._login(self.user_a)
        self.assertIn("the highest that we pay", self._get().text)
        self.assertEqual(self._post("object", {"text": "Again"}).status_code, 422, "once for each decision")

    def test_what_was_said_never_changes(self):
        objection = self._objection()
        for vals in ({"text": "Changed"}, {"request_id": self._create_request().id}, {"made_on": "2020-01-01"}):
            with self.assertRefused("do not change"):
                objection.sudo().write(vals)
        objection.with_user(self.other_officer).action_dismiss("No")
        for vals in ({"answer": "Yes"}, {"state": "new"}):
            with self.assertRefused("do not change"):
                objection.sudo().write(vals)
        with self.assertRefused("do not change"):
            objection.sudo().unlink()

    def test_reconsidered(self):
        first = self.case.sudo().item_ids
        replied = self.case.date_replied
        objection = self._objection()
        objection.with_user(self.other_officer).action_reconsider()
        self.assertEqual((self.case.state, objection.state), ("review", "reconsidered"))
        self.assertFalse(self.case.decision_reason or self.case.amount_approved or self.case.decision_response)
        second = self.case.sudo().item_ids - first
        self.assertEqual((first.outcome, first.reason, second.outcome), ("approved", "In need", "pending"))
        self._login(self.user_a)
        self.assertIn("looks at your request again", self._get().text)
        self._vote(second, {self.chair: "for", self.secretary: "for"})
        second.with_user(self.chair).write({"reason": "The rent is higher", "amount_approved": 800})
        second.with_user(self.chair).action_decide()
        self.assertEqual((self.case.state, self.case.amount_approved), ("approved", 800))
        self.assertEqual(self.case.date_replied, replied, "the promised reply was the first one")
        text = self._get().text
        self.assertIn("The rent is higher", text)
        self.assertIn("I do not agree with the decision", text, "a new decision may be objected to")

    def test_the_clock_of_the_second_decision_starts_anew(self):
        self._objection().with_user(self.other_officer).action_reconsider()
        clock = self.case.sudo().clock_ids.filtered(lambda c: c.kind == "decision" and c.state in ("running", "late"))
        self.assertEqual(clock.state, "running")

    def test_delivered_in_part(self):
        objection = self._objection()
        if self.case.beneficiary_id.state != "registered":
            self.case.action_register_beneficiary()
        self.env["beneficiary.delivery"].with_user(self.officer).create(
            {"request_id": self.case.id, "receiver_name": "F", "signature": self.signature, "amount": 10}
        ).action_sign()
        with self.assertRefused("delivered in part"):
            objection.with_user(self.other_officer).action_reconsider()
        self.assertEqual((objection.state, self.case.state), ("new", "approved"))

    def test_recorded_at_the_counter(self):
        objection = (
            self.env["beneficiary.objection"]
            .with_user(self.delegate)
            .create({"request_id": self.case.id, "text": "She called: it is too little"})
        )
        self.assertEqual(objection.sudo().made_by, self.person_a.partner_id)
        self.assertEqual(objection.create_uid, self.delegate)
        self.assertEqual(objection.sudo().item_id, self.case.sudo().item_ids)
        with self.assertRefused("waits for its answer already"):
            self._objection()

    def test_nothing_to_object_to(self):
        case = self._submit(self._create_request(self.person_a))
        with self.assertRefused("this step needs"):
            case.sudo()._portal_object("Why so long?")
