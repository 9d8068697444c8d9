from odoo.tests import HttpCase, tagged

from ..common import BeneficiaryCommon


class RequestTourCase(BeneficiaryCommon, HttpCase):
    """A request goes from the counter to its delivery in a real browser, each step by the one whose step it is."""

    counter_tour = "beneficiary_request_counter"

    def _walk(self):
        beneficiary = self._create_beneficiary("Fatimah bint Ahmad")
        self.start_tour("/odoo/beneficiary-requests", self.counter_tour, login="test_officer")
        request = self.env["beneficiary.request"].search([("beneficiary_id", "=", beneficiary.id)])
        self.assertEqual((request.state, request.amount_requested), ("review", 1500))
        request.item_ids.with_user(self.secretary).cast_vote("for")
        self.start_tour("/odoo/beneficiary-agenda", "beneficiary_committee_decide", login="test_chair")
        self.assertEqual((request.state, request.amount_approved), ("approved", 1500))
        self.start_tour("/odoo/beneficiary-requests", "beneficiary_request_deliver", login="test_officer")
        self.assertEqual(request.state, "done")
        self.assertEqual(request.delivery_ids.mapped("state"), ["signed"])
        self.assertTrue(beneficiary.file_number)
        return request


@tagged("post_install", "-at_install")
class TestAwnTour(RequestTourCase):
    template = "awn"

    def test_counter_to_delivery(self):
        request = self._walk()
        self.assertEqual(request.reply_state, "replied_early")
        self.assertEqual(request.early_reply_reason, "The rent is due")


@tagged("post_install", "-at_install")
class TestSamtahTour(RequestTourCase):
    template = "samtah"
    counter_tour = "beneficiary_request_counter_complete"

    def test_counter_to_delivery(self):
        request = self._walk()
        self.assertEqual(request.reply_state, "replied")
        self.assertFalse(request.reply_earliest)
        self.assertTrue(request.reply_deadline)
