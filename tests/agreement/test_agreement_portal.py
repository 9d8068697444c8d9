import json
import re
from urllib.parse import parse_qs, urlsplit

from odoo.tests import HttpCase, new_test_user, tagged
from odoo.tools import mute_logger

from .common import AgreementCommon


@tagged("post_install", "-at_install")
class TestAgreementPortal(AgreementCommon, HttpCase):
    """The pages on which a party reads and signs: its own agreements, and nobody else's."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.user_a, cls.user_b = (
            new_test_user(cls.env, login, "base.group_portal", email=f"{login}@beneficiary.test", lang="en_US")
            for login in ("party_a", "party_b")
        )
        cls.agreement = cls._sent(partner_id=cls.user_a.partner_id.id, subject="Agreement of A")
        cls.token = cls.agreement.sudo()._portal_ensure_token()
        cls.drawing = cls.signature.decode()

    def _page(self, agreement=None, **query):
        query = "&".join(f"{name}={value}" for name, value in query.items())
        return self.url_open(f"/my/agreements/{(agreement or self.agreement).id}?{query}")

    def _digest(self, page):
        """Return the digest of the terms that a page shows, as its signature form sends it."""
        props = re.search(r"/my/agreements/\d+/sign\?[^\"]*", page.text.replace("&#34;", '"').replace("&quot;", '"'))
        if not props:
            return None
        return parse_qs(urlsplit(props[0].replace("&amp;", "&").replace("\\u0026", "&")).query)["digest"][0]

    def _sign(self, agreement=None, token=None, name="Fatimah", **params):
        agreement = agreement or self.agreement
        if "digest" not in params:
            params["digest"] = agreement.sudo()._digest()
        params = {"name": name, "signature": self.drawing, "access_token": token} | params
        with mute_logger("odoo.http"):
            response = self.url_open(
                f"/my/agreements/{agreement.id}/sign",
                data=json.dumps({"jsonrpc": "2.0", "method": "call", "params": params}),
                headers={"Content-Type": "application/json"},
            )
        self.env.invalidate_all()
        return response.json().get("result", response.json().get("error"))

    # ------------------------------------------------------------------ reading
    def test_the_list_shows_the_own_agreements(self):
        self._sent(partner_id=self.user_b.partner_id.id, subject="Agreement of B")
        self._agreement(partner_id=self.user_a.partner_id.id, subject="Draft of A")
        self.authenticate("party_a", "party_a")
        text = self.url_open("/my/agreements").text
        self.assertIn("Agreement of A", text)
        self.assertNotIn("Agreement of B", text)
        self.assertNotIn("Draft of A", text)
        self.assertNotIn('href="/my/agreements">Agreements', text, "the list is no page of one agreement")

    def test_counters_at_home(self):
        self._active(partner_id=self.user_a.partner_id.id)
        for login, expected in (("party_a", (2, 1)), ("party_b", (0, 0))):
            self.authenticate(login, login)
            response = self.url_open(
                "/my/counters",
                data=json.dumps({"params": {"counters": ["agreement_count", "agreement_to_sign_count"]}}),
                headers={"Content-Type": "application/json"},
            ).json()["result"]
            self.assertEqual((response["agreement_count"], response["agreement_to_sign_count"]), expected)

    def test_the_page_shows_the_whole_agreement(self):
        self.authenticate("party_a", "party_a")
        page = self._page()
        for words in ("Agreement of A", "We support the rent.", "Pay the rent", "First amicably", "Accept and sign"):
            self.assertIn(words, page.text)
        self.assertNotIn(self.token, page.text, "who is logged in is not handed the token")
        self.assertEqual(page.headers["Referrer-Policy"], "no-referrer")
        self.assertEqual(self._digest(page), self.agreement._digest())

    def test_b_does_not_reach_the_agreement_of_a(self):
        self.authenticate("party_b", "party_b")
        for query in ({}, {"access_token": "wrong"}, {"report_type": "pdf"}, {"access_token": ""}):
            with self.subTest(query=query):
                page = self._page(**query)
                self.assertNotIn("Agreement of A", page.text)
                self.assertNotIn("We support the rent.", page.text)
                self.assertNotEqual(page.headers["Content-Type"], "application/pdf")
        self.assertIn("does not exist", self._sign()["error"])
        self.assertEqual(self.agreement.state, "sent")

    def test_unknown_and_hidden_give_the_same_answer(self):
        self.authenticate("party_b", "party_b")
        hidden = self._sign()
        missing = self._sign(self.agreement.browse(self.agreement.id + 10_000), digest="x")
        self.assertEqual(hidden, missing)

    def test_b_reads_nothing_over_rpc(self):
        self.authenticate("party_b", "party_b")
        for model, method, args in (
            ("beneficiary.agreement", "search_read", [[], ["name"]]),
            ("beneficiary.agreement", "read", [self.agreement.ids, ["access_token"]]),
            ("beneficiary.agreement", "sign_party", [self.agreement.ids, "B", self.drawing]),
            ("beneficiary.agreement.line", "search_read", [[], ["description"]]),
            ("beneficiary.work", "search_read", [[], ["name"]]),
        ):
            with mute_logger("odoo.http", "odoo.addons.base.models.ir_model"):
                answer = self.url_open(
                    f"/web/dataset/call_kw/{model}/{method}",
                    data=json.dumps({"params": {"model": model, "method": method, "args": args, "kwargs": {}}}),
                    headers={"Content-Type": "application/json"},
                ).json()
            self.assertIn("AccessError", answer["error"]["data"]["name"])

    def test_the_public_needs_the_token(self):
        self.assertNotIn("Agreement of A", self._page().text)
        self.assertNotIn("Agreement of A", self._page(access_token="0" * 36).text)
        page = self._page(access_token=self.token)
        self.assertIn("Agreement of A", page.text)
        self.assertIn("Accept and sign", page.text)

    def test_the_token_of_one_opens_no_other(self):
        other = self._sent(partner_id=self.user_b.partner_id.id, subject="Agreement of B")
        other.sudo()._portal_ensure_token()
        self.assertNotIn("Agreement of B", self._page(other, access_token=self.token).text)
        self.assertIn("does not exist", self._sign(other, token=self.token)["error"])

    def test_an_agreement_without_a_token_is_not_opened_by_an_empty_one(self):
        other = self._agreement(partner_id=self.user_b.partner_id.id)
        other.sudo().write({"state": "sent", "access_token": False})
        for token in ("", "False", "None"):
            self.assertIn("does not exist", self._sign(other, token=token)["error"])

    def test_what_is_no_token_opens_nothing(self):
        for token in ([self.token], {"token": self.token}, True, 7, "رمز"):
            with self.subTest(token=token):
                self.assertIn("does not exist", self._sign(token=token)["error"])
        for digest in ("رمز", 7, ["x"]):
            self.assertIn("changed since you opened", self._sign(token=self.token, digest=digest)["error"])
        page = self._page(access_token="رمز")
        self.assertEqual(page.status_code, 200)
        self.assertIn("/web/login", page.url)

    def test_drafts_and_what_was_withdrawn_have_no_page(self):
        self.agreement.action_draft()
        self.assertNotIn("Agreement of A", self._page(access_token=self.token).text)
        self.assertIn("does not exist", self._sign(token=self.token)["error"])
        self.agreement.action_cancel("Not any more")
        self.authenticate("party_a", "party_a")
        self.assertNotIn("Agreement of A", self._page().text)
        self.assertIn("does not exist", self._sign()["error"])
        self.assertFalse(self.agreement.party_signed_on)

    def test_a_contact_of_an_organisation_reads_its_agreements(self):
        entity = self.env["res.partner"].create({"name": "Food bank", "is_company": True})
        father = self.env["res.partner"].create({"name": "Father"})
        ours = self._sent(partner_id=entity.id, subject="Agreement of the food bank")
        private = self._sent(partner_id=father.id, subject="Agreement of the father")
        self.user_b.partner_id.parent_id = entity
        self.authenticate("party_b", "party_b")
        self.assertIn("Agreement of the food bank", self._page(ours).text)
        self.user_b.partner_id.parent_id = father
        self.assertNotIn("Agreement of the father", self._page(private).text)

    def test_a_visitor_reads_it_in_the_language_of_the_party(self):
        # a website in another language leads to that of the browser first, and remembers it
        site, english = self.env["website"].search([], limit=1), self.env.ref("base.lang_en")
        site.write({"language_ids": [(4, english.id)], "default_lang_id": english.id})
        self.env["res.lang"]._activate_lang("ar_001")
        self.user_a.partner_id.lang = "ar_001"
        page = self._page(access_token=self.token)
        self.assertIn("o_rtl", page.text)
        self.assertIn("Agreement of A", page.text)

    # ------------------------------------------------------------------ signing
    def test_signed_by_the_party(self):
        self.authenticate("party_a", "party_a")
        digest = self._digest(self._page())
        answer = self._sign(digest=digest)
        self.assertTrue(answer["force_refresh"], answer)
        self.assertEqual((self.agreement.state, self.agreement.party_signer), ("signed", "Fatimah"))
        self.assertFalse(self.agreement.party_collected_by)
        self.assertTrue(self.agreement.check_integrity())
        page = self._page(message="signed")
        self.assertIn("your signature is recorded", page.text)
        self.assertNotIn("Accept and sign", page.text)

    def test_signed_with_the_token(self):
        answer = self._sign(token=self.token)
        self.assertIn("access_token", answer["redirect_url"])
        self.assertEqual(self.agreement.state, "signed")

    def test_nobody_signs_twice(self):
        self.assertTrue(self._sign(token=self.token)["force_refresh"])
        hashed = self.agreement.content_hash
        self.assertIn("does not wait for your signature", self._sign(token=self.token, name="Somebody")["error"])
        self.assertEqual((self.agreement.party_signer, self.agreement.content_hash), ("Fatimah", hashed))

    def test_what_was_not_read_is_not_signed(self):
        for digest in (None, "", "0" * 64):
            self.assertIn("was changed since you opened it", self._sign(token=self.token, digest=digest)["error"])
        self.assertEqual(self.agreement.state, "sent")

    def test_what_is_sent_is_checked(self):
        for params, words in (
            ({"name": ""}, "Write the name"),
            ({"name": "x" * 200}, "too large"),
            ({"name": ["x"]}, "Write your name"),
            ({"signature": None}, "Write your name"),
            ({"signature": ""}, "The signature is missing"),
            ({"signature": "PHN2Zz48L3N2Zz4="}, "not a readable image"),
            ({"signature": "A" * 800_000}, "too large"),
        ):
            with self.subTest(words=words):
                self.assertIn(words, self._sign(token=self.token, **params)["error"])
        self.assertEqual(self.agreement.state, "sent")

    def test_no_other_site_signs(self):
        """The route takes JSON only: a form of another site cannot send that, and a link cannot either."""
        self.authenticate("party_a", "party_a")
        url = f"/my/agreements/{self.agreement.id}/sign?digest={self.agreement._digest()}"
        with mute_logger("odoo.http"):
            form = self.url_open(url, data={"name": "Fatimah", "signature": self.drawing})
            link = self.url_open(f"{url}&name=Fatimah")
        self.env.invalidate_all()
        self.assertGreaterEqual(form.status_code, 400)
        self.assertGreaterEqual(link.status_code, 400)
        self.assertEqual(self.agreement.state, "sent")

    def test_colleagues_read_the_page_and_sign_at_the_counter_only(self):
        for user, reads in (
            (self.officer, True),
            (self.management, True),
            (self.researcher, False),
            (self.finance, False),
        ):
            self.authenticate(user.login, user.login)
            with self.subTest(user=user.login), mute_logger("odoo.addons.base.models.ir_model"):
                page = self._page()
                self.assertIs("We support the rent." in page.text, reads)
                self.assertNotIn("Accept and sign", page.text)
                self.assertNotIn(self.token, page.text)
                self.assertIn("error", self._sign())
                self.assertIn("does not wait for your signature", self._sign(token=self.token)["error"])
        self.assertEqual(self.agreement.state, "sent")

    def test_a_colleague_of_two_associations(self):
        """One address, and the website of the other association: he reads the page; a domain of its own is opened."""
        other, sites = self._create_other_company(), self.env["website"]
        sites.search([], limit=1).company_id = other
        self.officer.company_ids += other
        self.authenticate(self.officer.login, self.officer.login)
        agreement = self.agreement.with_user(self.officer)
        path = f"/my/agreements/{agreement.id}"
        self.assertEqual(agreement.action_preview()["url"], path)
        self.assertIn("We support the rent.", self._page().text)
        sites.create({"name": "Own", "company_id": self.company.id, "domain": "https://own.test"})
        self.assertEqual(agreement.action_preview()["url"], f"https://own.test{path}")
        self.officer.write({"company_id": other.id, "company_ids": [(6, 0, other.ids)]})
        with mute_logger("odoo.addons.base.models.ir_rule"):
            self.assertNotIn("We support the rent.", self._page().text)
        self.authenticate(None, None)
        self.assertRegex(self._page().url, r"/web/login\?redirect=.*agreements")

    # ---------------------------------------------------------------------- PDF
    def test_the_copy_is_downloaded(self):
        self.authenticate("party_a", "party_a")
        with mute_logger("odoo.addons.base.models.ir_actions_report"):
            response = self._page(report_type="pdf", download="true")
        # in tests the paper is not converted, see `ir.actions.report`
        self.assertEqual(response.headers["Content-Type"], "application/pdf")
        self.assertIn("We support the rent.", response.text)
        self.assertIn("attachment", response.headers["Content-Disposition"])
