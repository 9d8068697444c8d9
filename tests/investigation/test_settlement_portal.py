import json
import re

from odoo import http
from odoo.tests import HttpCase, new_test_user, tagged
from odoo.tools import mute_logger

from .common import InvestigationCommon

WORDS = "We pay the fine of the landlord."


@tagged("post_install", "-at_install")
class TestSettlementPortal(InvestigationCommon, HttpCase):
    """The page on which the harmed person reads, signs or declines: A's, and not B's, nor that of a colleague."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for login in ("harmed_a", "harmed_b"):
            user = new_test_user(cls.env, login, "base.group_portal", email=f"{login}@beneficiary.test", lang="en_US")
            file = cls._create_beneficiary(login, email=f"{login}@beneficiary.test")
            file.sudo().partner_id = user.partner_id
        cls.env["website"].search([], limit=1).company_id = cls.company
        cls.file_a = cls.env["beneficiary.beneficiary"].search([("partner_id.user_ids.login", "=", "harmed_a")])
        cls.complaint = cls._investigated(beneficiary_id=cls.file_a.id)
        cls.settlement = cls._offered(cls.complaint)
        cls.url = f"/my/settlements/{cls.settlement.id}"

    def _sign(self, **params):
        params = {
            "name": "Harmed A",
            "signature": self.signature.decode(),
            "digest": self.settlement.sudo()._digest(),
        } | params
        with mute_logger("odoo.http"):
            response = self.url_open(
                f"{self.url}/sign",
                data=json.dumps({"jsonrpc": "2.0", "method": "call", "params": params}),
                headers={"Content-Type": "application/json"},
            )
        self.env.invalidate_all()
        return response.json()["result"]

    def test_a_reads_and_signs(self):
        self.authenticate("harmed_a", "harmed_a")
        self.assertIn(self.settlement.name, self.url_open("/my/settlements").text)
        page = self.url_open(self.url)
        self.assertIn(WORDS, page.text)
        self.assertEqual(page.headers["Cache-Control"], "no-store")
        self.assertIn("changed since you opened it", self._sign(digest="0" * 64)["error"])
        self.assertIn("message=signed", self._sign()["redirect_url"])
        self.assertEqual(self.settlement.party_signer, "Harmed A")
        self.assertFalse(self.settlement.party_collected_by)
        self.settlement.with_user(self.manager).sign_association(self.signature)
        self.assertEqual(self.complaint._signed_settlement(), self.settlement)
        self.assertIn("Signed by both", self.url_open(self.url).text)

    def test_a_declines(self):
        self.authenticate("harmed_a", "harmed_a")
        token = http.Request.csrf_token(self)
        page = self.url_open(f"{self.url}/decline", data={"csrf_token": token, "reason": " "})
        self.assertIn("Write the reason", page.text)
        page = self.url_open(f"{self.url}/decline", data={"csrf_token": token, "reason": "Too little"})
        self.assertIn("You declined this settlement", page.text)
        self.assertEqual((self.settlement.state, self.settlement.close_reason), ("declined", "Too little"))

    def test_nobody_else_reaches_it(self):
        """B, a guest and a colleague, with no token or a wrong one: nothing is read, nothing is answered."""
        for login in ("harmed_b", None, "test_officer"):
            self.authenticate(login, login)
            with self.subTest(login=login):
                for query in ("", "?access_token=wrong", "?report_type=pdf"):
                    if login != "test_officer":  # who reads it anyway
                        page = self.url_open(self.url + query)
                        self.assertNotIn(WORDS, page.text)
                        self.assertNotEqual(page.headers["Content-Type"], "application/pdf")
                self.assertTrue(self._sign()["error"])
                token = http.Request.csrf_token(self)
                self.url_open(f"{self.url}/decline", data={"csrf_token": token, "reason": "Sabotage"})
        self.env.invalidate_all()
        self.assertEqual(self.settlement.state, "offered")
        self.assertFalse(self.settlement.party_signed_on)

    def test_the_accused_colleague_does_not_read_it(self):
        self.complaint.accused_user_ids = self.manager
        self.authenticate(self.manager.login, self.manager.login)
        self.assertNotIn(WORDS, self.url_open(self.url).text)

    def test_the_token_opens_this_one_alone(self):
        token = self.settlement.sudo()._portal_ensure_token()
        other = self._offered(self._investigated(subject="Another"), terms="Secret of another")
        page = self.url_open(f"{self.url}?access_token={token}")
        self.assertIn(WORDS, page.text)
        self.assertTrue(re.search(r"access_token", page.text))
        self.assertEqual(page.headers["Cache-Control"], "no-store")
        self.assertIn("frame-ancestors 'self'", page.headers["Content-Security-Policy"], "no page signs unseen")
        page = self.url_open(f"/my/settlements/{other.id}?access_token={token}")
        self.assertNotIn("Secret of another", page.text)
        for wrong in ([token], True, "رمز"):
            self.assertIn("does not exist", self._sign(access_token=wrong)["error"])
        for digest in ("رمز", 7, ["x"]):
            self.assertIn("changed since you opened it", self._sign(access_token=token, digest=digest)["error"])
        self.assertIn("message=signed", self._sign(access_token=token)["redirect_url"])
