from odoo.tests import HttpCase, tagged

from ..investigation.common import InvestigationCommon
from .common import IBAN, PayoutCommon


@tagged("post_install", "-at_install")
class TestPayoutTour(InvestigationCommon, PayoutCommon, HttpCase):
    """From the committee's decision to the money, in a real browser: members, finance team and accountant."""

    def test_committee_finance_accountant(self):
        complaint = self._investigated()
        item = complaint.sudo().item_ids
        vals = {"committee_id": self.panel.id, "start": self.env.cr.now().replace(microsecond=0)}
        meeting = self.env["beneficiary.committee.meeting"].with_user(self.chair).create(vals)
        meeting.add_items(item.ids)
        meeting_page = f"/odoo/beneficiary-meetings/{meeting.id}"
        item_page = f"/odoo/action-beneficiary.beneficiary_committee_item_action/{item.id}"
        self.start_tour(meeting_page, "beneficiary_complaint_hearing_held", login="test_chair")
        self.start_tour(item_page, "beneficiary_complaint_voted", login="test_secretary")
        self.start_tour(item_page, "beneficiary_complaint_decided", login="test_chair")
        for login in ("test_chair", "test_secretary"):
            self.start_tour(meeting_page, "beneficiary_meeting_certify", login=login)
        self.assertEqual((item.outcome, meeting.state), ("upheld", "certified"))
        self.assertEqual(complaint._fault_items(), item)

        compensation = self._settled(complaint)
        page = f"/odoo/action-beneficiary.beneficiary_compensation_action/{compensation.id}"
        self.start_tour(page, "beneficiary_payout_approved", login="test_finance")
        bill = compensation.sudo().move_id
        bill_page = f"/odoo/action-account.action_move_in_invoice_type/{bill.id}"
        self.start_tour(bill_page, "beneficiary_payout_booked", login="test_accountant")
        self.start_tour(page, "beneficiary_payout_paid", login="test_finance")
        self.assertPayout(compensation, "paid", 1200, "paid")

    def _settled(self, complaint):
        """Return the compensation that waits for its approval, after a settlement that both sides signed."""
        settlement = self._offered(complaint)
        settlement.sign_party("Fatimah", self.signature)
        settlement.with_user(self.second_manager).sign_association(self.signature)
        account = {"partner_id": self.person.partner_id.id, "acc_number": IBAN, "allow_out_payment": True}
        self.env["res.partner.bank"].create(account)
        complaint.action_prepare_compensation()
        return self._asked(complaint.compensation_ids)
