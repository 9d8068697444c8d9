import json

from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .test_deposit_online import OnlineCommon


@tagged("post_install", "-at_install")
class TestDepositPages(OnlineCommon, HttpCase):
    """The applicant pays the fee and signs the clause on the page of the request, and nobody else does."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env.ref("website.default_website").company_id = cls.company
        cls.person_a, cls.user_a = cls._applicant("fee_a", "Fatimah bint Ahmad")
        cls.person_b, cls.user_b = cls._applicant("fee_b", "Nurah bint Salim")
        cls.case = cls._create_request(cls.person_a, program_id=cls.academic.id, amount_requested=0)
        cls._submit(cls.case)

    def _login(self, user):
        self.authenticate(user.login, user.login)

    def _get(self, path=""):
        self.env.flush_all()
        return self.url_open(f"/my/requests/{self.case.id}{path}")

    def _rpc(self, path, **params):
        self.env.flush_all()
        with mute_logger("odoo.http"):
            response = self.url_open(
                f"/my/requests/{self.case.id}/{path}",
                data=json.dumps({"jsonrpc": "2.0", "method": "call", "params": params}),
                headers={"Content-Type": "application/json"},
            )
        self.env.invalidate_all()
        return response.json()

    def _pay(self, **params):
        defaults = {
            "provider_id": self.provider.id,
            "payment_method_id": self.method.id,
            "token_id": None,
            "flow": "redirect",
            "tokenization_requested": False,
            "landing_route": "/my",
        }
        with mute_logger("odoo.addons.payment.models.payment_transaction"):
            return self._rpc("fee/transaction", **(defaults | params))

    def _transactions(self):
        return self.env["payment.transaction"].search([("provider_id", "=", self.provider.id)])

    # -------------------------------------------------------------------- pay
    def test_applicant_pays(self):
        deposit = self._due()
        self._login(self.user_a)
        page = self._get().text
        self.assertIn("Pay the fee", page)
        self.assertIn("Who leaves after the second lesson.", page)
        form = self._get("/fee")
        self.assertEqual(form.status_code, 200)
        self.assertIn("o_payment_form", form.text)
        self.assertIn(deposit.name, form.text)
        self.assertEqual(form.headers["Cache-Control"], "no-store")
        answer = self._pay()["result"]
        self.assertTrue(answer["reference"].startswith(deposit.name.replace(" ", "")))
        transaction = self._transactions()
        self.assertEqual(
            (transaction.amount, transaction.currency_id, transaction.partner_id, transaction.beneficiary_deposit_id),
            (500, deposit.currency_id, self.person_a.partner_id, deposit),
        )
        self.assertEqual(transaction.landing_route, f"/my/requests/{self.case.id}")
        transaction._set_done()
        transaction._post_process()
        self.assertMoney(deposit, "paid", paid=500)
        page = self._get().text
        self.assertIn("You have paid", page)
        self.assertNotIn("Pay the fee", page)
        receipt = self._get("/pdf/fee")
        self.assertEqual(receipt.headers["Content-Type"], "application/pdf")
        with self.subTest("nothing is left to pay"):
            self.assertIn("error", self._pay())
            self.assertTrue(self._get("/fee").url.endswith("/my/requests"))
        self.assertEqual(len(self._transactions()), 1)

    def test_what_is_posted_says_neither_amount_nor_payee(self):
        deposit = self._due()
        self._login(self.user_a)
        self._pay(amount=1, landing_route="https://evil.test", is_validation=True, tokenization_requested=True)
        transaction = self._transactions()
        self.assertEqual((transaction.amount, transaction.operation), (500, "online_redirect"))
        self.assertEqual((transaction.landing_route, transaction.tokenize), (f"/my/requests/{self.case.id}", False))
        for params in (
            {"partner_id": self.person_b.partner_id.id},
            {"currency_id": 1},
            {"custom_create_values": {"state": "done"}},
            {"beneficiary_deposit_id": deposit.id},
            {"provider_id": self.provider.copy({"company_id": self._create_other_company().id}).id},
            {"flow": "token", "token_id": 1},
        ):
            with self.subTest(params=params):
                self.assertIn("error", self._pay(**params))
        self.assertEqual(self._transactions(), transaction)

    def test_another_applicant_neither_sees_nor_pays(self):
        deposit = self._due()
        self._login(self.user_b)
        for path in ("", "/fee", "/pdf/fee"):
            with self.subTest(path=path):
                answer = self._get(path)
                self.assertTrue(answer.url.endswith("/my/requests"))
                self.assertNotIn(deposit.name, answer.text)
        self.assertIn("error", self._pay())
        self.assertFalse(self._transactions())

    def test_visitors_log_in_first(self):
        self._due()
        self.assertIn("/web/login", self._get("/fee").url)
        self.assertIn("error", self._pay())
        self.assertFalse(self._transactions())

    def test_without_provider_the_page_says_how_to_pay(self):
        self._due()
        self.provider.state = "disabled"
        self._login(self.user_a)
        page = self._get().text
        self.assertIn("Pay to the account SA00 of the association.", page)
        self.assertNotIn("Pay the fee", page)
        self.assertNotIn("o_payment_form", self._get("/fee").text)
        self.assertIn("error", self._pay())

    def test_payment_on_its_way_is_told(self):
        transaction = self._transaction(self._due(), partner_id=self.person_a.partner_id.id)
        transaction._set_pending()
        self._login(self.user_a)
        self.assertIn("Your payment is on its way.", self._get().text)

    # ------------------------------------------------------------------- sign
    def _clause(self):
        return self.case.sudo()._portal_penalty()["digest"]

    def test_applicant_signs_the_clause(self):
        self._login(self.user_a)
        self.assertIn("Whoever withdraws pays 300.", self._get().text)
        digest = self._clause()
        answer = self._rpc(f"penalty?digest={digest}", name="Fatimah", signature=self.signature.decode())
        self.assertTrue(answer["result"].get("force_refresh"), answer)
        penalty = self.case.penalty_ids
        self.assertEqual((penalty.signer_name, penalty.collected_by.id), ("Fatimah", False))
        self.assertTrue(penalty.check_integrity())
        page = self._get().text
        self.assertIn("Signed by", page)
        self.assertNotIn("Sign the clause", page)

    def test_changed_text_is_not_signed(self):
        self._login(self.user_a)
        digest = self._clause()
        self.academic.penalty_clause = "Whoever withdraws pays 900."
        answer = self._rpc(f"penalty?digest={digest}", name="Fatimah", signature=self.signature.decode())
        self.assertIn("was changed", answer["result"]["error"])
        for params in ({"name": "Fatimah", "signature": "no image"}, {"name": "", "signature": "x"}, {"name": 1}):
            with self.subTest(params=params):
                self.assertIn("error", self._rpc(f"penalty?digest={self._clause()}", **params)["result"])
        self.assertFalse(self.case.penalty_ids)

    def test_another_applicant_does_not_sign(self):
        self._login(self.user_b)
        answer = self._rpc(f"penalty?digest={self._clause()}", name="Nurah", signature=self.signature.decode())
        self.assertIn("does not exist", answer["result"]["error"])
        self.assertFalse(self.case.penalty_ids)
