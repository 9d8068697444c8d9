from odoo.tests import HttpCase, tagged

from .common import SECRET, PagesMixin, PartnerCommon


@tagged("post_install", "-at_install")
class TestPartnerPages(PagesMixin, PartnerCommon, HttpCase):
    """The pages on which a partner reads and answers: the minimum of a case, and nothing else."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env.ref("website.default_website").company_id = cls.company
        cls.paper = cls._paper(cls.paper_id)
        cls.file = cls._attach(cls.paper, "death.pdf", b"%PDF-1.4 shared")
        cls.hidden = cls._attach(cls._paper(cls.paper_income), "income.pdf", b"%PDF-1.4 hidden")
        cls.case = cls._send(document_ids=[(6, 0, cls.paper.ids)])

    def test_home_and_list(self):
        self._login(self.user_a)
        counters = self.make_jsonrpc_request(
            "/my/counters", {"counters": ["partner_case_count", "partner_case_waiting_count"]}
        )
        self.assertEqual(counters, {"partner_case_count": 1, "partner_case_waiting_count": 1})
        self.assertIn("/my/cases", self.url_open("/my").text)
        text = self.url_open("/my/cases").text
        self.assertIn(self.case.name, text)
        self.assertIn("Yusuf bin Ahmad", text)

    def test_filters_and_sorting(self):
        self._login(self.user_a)
        for query, shown in (
            ("filterby=waiting", True),
            ("filterby=verified", False),
            ("filterby=returned&sortby=due", False),
            ("filterby=nonsense&sortby=id;drop", True),
        ):
            with self.subTest(query):
                self.assertEqual(self.case.name in self.url_open(f"/my/cases?{query}").text, shown)

    def test_what_is_shared_and_nothing_else(self):
        self._login(self.user_a)
        text = self._get(self.case).text
        for shown in (
            "Yusuf bin Ahmad",
            "…0008",
            self.category.name,
            "that his father died",
            "death.pdf",
            "Orphan support",
        ):
            self.assertIn(shown, text)
        for page in (text, self.url_open("/my/cases").text):
            for hidden in (
                "1000000008",
                "100000",
                SECRET,
                "111 1111",
                "yusuf@beneficiary.test",
                "Hidden street",
                "income.pdf",
                self.request.name,
                self.request.sudo().tracking_code,
                "1,000",
                self.officer.name,
                self.paper_income.name,
            ):
                self.assertNotIn(hidden, page)

    def test_reading_writes_nothing(self):
        self._login(self.user_a)
        before = self.case.write_date
        for url in ("/my/cases", f"/my/cases/{self.case.id}", f"/my/cases/{self.case.id}/file/{self.file.id}"):
            self.assertEqual(self.url_open(url).status_code, 200)
        self.env.invalidate_all()
        self.assertEqual((self.case.state, self.case.write_date), ("sent", before))

    def test_nobody_keeps_a_copy(self):
        self._login(self.user_a)
        for response in (self._get(self.case), self.url_open("/my/cases")):
            self.assertEqual(response.headers["Cache-Control"], "no-store")
            self.assertEqual(response.headers["Referrer-Policy"], "no-referrer")
            self.assertIn("frame-ancestors", response.headers["Content-Security-Policy"])

    def test_download(self):
        self._login(self.user_a)
        response = self._get(self.case, f"/file/{self.file.id}")
        self.assertEqual(response.content, b"%PDF-1.4 shared")
        self.assertIn("attachment", response.headers["Content-Disposition"])
        self.assertEqual(self._get(self.case, f"/file/{self.hidden.id}").status_code, 404)

    def test_receive_then_verify(self):
        self._login(self.user_a)
        self.assertIn("we know that you look at it", self._post(self.case, "receive").text.replace("this case", "it"))
        self.assertEqual((self.case.state, self.case.received_by), ("received", self.user_a))
        page = self._post(self.case, "verify", {"statement": "   "})
        self.assertEqual(page.status_code, 422)
        self.assertIn("Write under “Statement”", page.text)
        page = self._post(self.case, "verify", {"statement": "He died in 2020 <b>"})
        self.assertIn("your statement is recorded", page.text)
        self.assertIn("He died in 2020 &lt;b&gt;", page.text)
        self.assertEqual((self.case.state, self.case.answered_by), ("verified", self.user_a))
        self.assertEqual(self.case.verdict, "He died in 2020 <b>")
        self.assertNotIn("death.pdf", page.text, "papers are shown until the answer")
        self.assertEqual(self._get(self.case, f"/file/{self.file.id}").status_code, 404)
        self.assertNotIn("/verify", page.text)

    def test_return(self):
        self._login(self.user_a)
        page = self._post(self.case, "return", {"reason": "x" * 5001})
        self.assertIn("at most 5000", page.text)
        self.assertIn("x" * 5000, page.text, "what was typed is not lost")
        self._post(self.case, "return", {"reason": "Not ours"})
        self.assertEqual((self.case.state, self.case.return_reason), ("returned", "Not ours"))
        page = self._post(self.case, "verify", {"statement": "After all"})
        self.assertIn("does not wait for an answer any more", page.text)
        self.assertEqual(self.case.state, "returned")

    def test_too_many_attempts(self):
        self._login(self.user_a)
        limit = self.env["beneficiary.rate.limit"]._limits()["form"][0]
        for _attempt in range(limit):
            self.env["beneficiary.rate.limit"]._allow("form", f"user {self.user_a.id}")
        self.assertEqual(self._post(self.case, "verify", {"statement": "Yes"}).status_code, 429)
        self.assertEqual(self.case.state, "sent")
