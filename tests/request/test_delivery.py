from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged

from ..common import BeneficiaryCommon


@tagged("post_install", "-at_install")
class TestDelivery(BeneficiaryCommon):
    """What was approved is handed over against a signed receipt (R-51)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.request = cls._create_request()
        # the way to the approval is tested elsewhere
        cls.request.sudo().write({"state": "approved", "amount_approved": 500})

    def _delivery(self, **vals):
        defaults = {
            "request_id": self.request.id,
            "amount": 200,
            "kind": "cash",
            "receiver_name": "Fatimah",
            "signature": self.signature,
        }
        return self.env["beneficiary.delivery"].with_user(self.officer).create(defaults | vals)

    def _register(self):
        self.request.beneficiary_id.action_register()

    def test_sign_and_close(self):
        self._register()
        delivery = self._delivery()
        with self._at("2026-03-01 09:00:00"):
            delivery.action_sign_and_deliver()
        self.assertEqual(delivery.state, "signed")
        self.assertEqual(str(delivery.signed_on), "2026-03-01 09:00:00")
        self.assertEqual(delivery.user_id, self.officer)
        self.assertEqual(self.request.state, "done")

    def test_not_registered(self):
        delivery = self._delivery()
        with self.assertRefused("Register", self.request.beneficiary_id.name, "give a file number"):
            delivery.action_sign_and_deliver()
        self.assertEqual((delivery.state, self.request.state), ("draft", "approved"))

    def test_nothing_signed(self):
        self._register()
        with self.assertRefused("has no signed receipt"):
            self.request.action_deliver()
        self._delivery()
        with self.assertRefused("has no signed receipt"):
            self.request.action_deliver()

    def test_receipt_needs_name_and_signature(self):
        with self.assertRefused("Write the name of the person who signs"):
            self._delivery(receiver_name=False).action_sign()
        with self.assertRefused("The signature is missing"):
            self._delivery(signature=False).action_sign()

    def test_not_approved(self):
        request = self._create_request()
        with self.assertRefused("“Draft”; this step needs “Approved/Delivered”"):
            self._delivery(request_id=request.id, amount=0)
        with self.assertRefused("“Draft”; this step needs “Approved”"):
            request.action_deliver()

    def test_amount_above_the_approved_one(self):
        with self.assertRefused("would be delivered, but only", error=ValidationError):
            self._delivery(amount=501)
        self._delivery(amount=300)
        with self.assertRefused("would be delivered, but only", "Correct “Amount”", error=ValidationError):
            self._delivery(amount=201)
        last = self._delivery(amount=200)
        with self.assertRefused("would be delivered, but only", error=ValidationError):
            last.amount = 201

    def test_amount_below_zero(self):
        with self.assertDatabaseRefuses("beneficiary.delivery", "cannot be negative"):
            self._delivery(amount=-1)

    def test_delivered_in_parts(self):
        self._register()
        self._delivery(amount=200).action_sign_part()
        self.assertEqual(self.request.state, "approved")
        action = self.request.action_record_delivery()
        self.assertEqual(action["context"]["default_amount"], 300)
        self._delivery(amount=300).action_sign_and_deliver()
        self.assertEqual(self.request.state, "done")

    def test_signed_receipt_stays(self):
        self._register()
        delivery = self._delivery()
        delivery.action_sign()
        for user in (self.officer, self.manager, self.env.user):
            theirs = delivery.with_user(user)
            for vals in ({"amount": 1}, {"receiver_name": "x"}, {"signature": False}, {"date": "2020-01-01"}):
                with self.subTest(user=user.login, vals=vals), self.assertRefused("is signed and cannot be changed"):
                    theirs.write(vals)
            with self.subTest(user=user.login), self.assertRefused("is signed and cannot be changed"):
                theirs.unlink()
        with self.assertRefused("is signed and cannot be changed"):
            delivery.action_sign()

    def test_draft_receipt_may_be_corrected(self):
        delivery = self._delivery()
        delivery.amount = 100
        delivery.unlink()
        self.assertFalse(self.request.delivery_ids)

    def test_state_is_not_written_by_hand(self):
        with self.assertRefused("set by its own actions only", error=AccessError):
            self._delivery().state = "signed"
        with self.assertRefused("set by its own actions only", error=AccessError):
            self._delivery(state="signed")

    def test_delegates_do_not_deliver(self):
        with self.assertRaises(AccessError):
            self.env["beneficiary.delivery"].with_user(self.delegate).create({"request_id": self.request.id})

    def test_deliveries_of_a_request(self):
        delivery = self._delivery()
        action = self.request.action_view_deliveries()
        self.assertEqual(self.env["beneficiary.delivery"].search(action["domain"]), delivery)
        self.assertEqual(delivery.beneficiary_id, self.request.beneficiary_id)
