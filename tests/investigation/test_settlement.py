from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import InvestigationCommon


@tagged("post_install", "-at_install")
class TestSettlement(InvestigationCommon):
    """Negotiated, offered, and signed by both sides (R-75)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.complaint = cls._investigated()

    def test_signed_by_both_sides(self):
        settlement = self._offered(self.complaint)
        self.assertEqual((settlement.state, settlement.party_name), ("offered", self.person.name))
        with self.assertRefused("Take it back to draft"):
            settlement.amount = 1
        settlement.sign_party("Fatimah", self.signature)
        self.assertFalse(self.complaint._signed_settlement())
        with self.assertRaises(AccessError):
            settlement.sign_association(self.signature)
        settlement.with_user(self.manager).sign_association(self.signature)
        self.assertEqual((settlement.state, settlement.association_user_id), ("signed", self.manager))
        self.assertEqual(self.complaint._signed_settlement(), settlement)
        self.assertTrue(settlement.check_integrity())
        for vals in ({"terms": "Other"}, {"state": "void"}, {"amount": 9}):
            with self.assertRefused("cannot be changed"):
                settlement.sudo().write(vals)
        with self.assertRefused("this step needs"):
            settlement.with_user(self.manager).action_void("Regret")

    def test_who_negotiated_does_not_sign_for_the_association(self):
        mine = self._offered(self.complaint, user=self.manager, negotiated_by=self.officer.id)
        theirs = self._offered(self._investigated(subject="Another"), negotiated_by=self.manager.id)
        for settlement in (mine, theirs):  # made it, or negotiated it
            with self.assertRefused("Let another manager sign"):
                settlement.with_user(self.manager).sign_association(self.signature)
            settlement.with_user(self.second_manager).sign_association(self.signature)
            self.assertEqual(settlement.state, "offered")

    def test_signed_on_paper(self):
        settlement = self._offered(self.complaint)
        with self.assertRefused("Attach the scan"):
            settlement.sign_party_on_paper("Fatimah", False)
        with self.assertRefused("cannot be taken in"):
            settlement.sign_party_on_paper("Fatimah", b"PGh0bWw+", "page.html")
        settlement.sign_party_on_paper("Fatimah", self.signature, "scan.png")
        self.assertEqual((settlement.party_collected_by, settlement.party_scan_name), (self.officer, "scan.png"))
        settlement.with_user(self.manager).sign_association(self.signature)
        self.assertEqual(settlement.state, "signed")
        self.assertTrue(settlement.check_integrity())

    def test_an_anonymous_complainant_gives_the_name_first(self):
        complaint = self._investigated(anonymous=True, beneficiary_id=False)
        settlement = self._settlement(complaint)
        with self.assertRefused("the name of the harmed person"):
            settlement.action_offer()
        settlement.harmed_name = "Salma"
        settlement.action_offer()
        self.assertFalse(complaint.notice_ids, "nobody is looked for")
        settlement.sign_party("Salma", self.signature)
        self.assertTrue(settlement.party_signed_on)

    def test_declined_then_another_one(self):
        settlement = self._offered(self.complaint)
        with self.assertDatabaseRefuses("beneficiary.settlement", "has a settlement already"), self.env.cr.savepoint():
            self._settlement(self.complaint)
        with self.assertRefused("Write the reason"):
            settlement.action_decline(" ")
        settlement.action_decline("It is too little")
        self.assertEqual((settlement.state, settlement.close_reason), ("declined", "It is too little"))
        with self.assertRefused("this step needs"):
            settlement.sign_party("Fatimah", self.signature)
        other = self._offered(self.complaint, amount=1500)
        with self.assertRaises(AccessError):
            other.action_void("Wrong")
        other.with_user(self.manager).action_void("Wrong person")
        self.assertEqual(other.state, "void")

    def test_the_notice_leads_to_the_page(self):
        settlement = self._offered(self.complaint)
        notice = self.complaint.notice_ids.filtered(lambda n: n.kind == "settlement")
        self.assertEqual(notice.partner_id, self.person.partner_id)
        self.assertIn(settlement.access_url, str(notice.body))
        self.assertNotIn("access_token", str(notice.body), "the link that acts as the person is for him alone")
        self.assertIn("access_token=", self.complaint.sudo()._notice_outgoing(str(notice.body)))

    def test_printed_in_the_language_of_the_harmed(self):
        self.env["res.lang"]._activate_lang("ar_001")
        self.person.lang = "ar_001"
        settlement = self._offered(self.complaint)
        html = (
            self.env["ir.actions.report"]
            .with_user(self.officer)
            ._render_qweb_html("beneficiary.report_settlement", settlement.ids)[0]
        )
        self.assertIn(b'dir="rtl"', html)
        self.assertIn(b"We pay the fine", html)
