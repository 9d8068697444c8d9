from datetime import date

from odoo.exceptions import ValidationError
from odoo.tests import Form, tagged

from ..common import BeneficiaryCommon


@tagged("post_install", "-at_install")
class TestPolicyApprovalDate(BeneficiaryCommon):
    """The board's date in two calendars: either is typed, the other follows, a pair that disagrees is refused."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.draft = cls._adopt("awn").with_user(cls.manager)

    def assertDates(self, policy, gregorian, hijri):
        self.assertEqual(policy.approval_date, gregorian)
        self.assertEqual(policy.approval_date_hijri or "", hijri)

    def test_hijri_only(self):
        self.draft.approval_date_hijri = "1442/12/22"
        self.assertDates(self.draft, date(2021, 8, 1), "1442/12/22")

    def test_hijri_in_arabic_digits(self):
        self.draft.approval_date_hijri = "٢٧/٠٥/١٤٤٤ هـ"
        self.assertDates(self.draft, date(2022, 12, 21), "1444/05/27")

    def test_gregorian_only(self):
        self.draft.approval_date = "2025-09-14"
        self.assertDates(self.draft, date(2025, 9, 14), "1447/03/22")

    def test_gregorian_moves_the_hijri(self):
        self.draft.approval_date_hijri = "1442/12/22"
        self.draft.approval_date = "2022-12-21"
        self.assertDates(self.draft, date(2022, 12, 21), "1444/05/27")

    def test_pair_that_agrees(self):
        self.draft.write({"approval_date": "2022-12-21", "approval_date_hijri": "1444/05/27"})
        self.assertDates(self.draft, date(2022, 12, 21), "1444/05/27")

    def test_pair_that_disagrees(self):
        with self.assertRefused("disagree", "1444/05/27", "2022-12-21", "2022-12-22", error=ValidationError):
            self.draft.write({"approval_date": "2022-12-22", "approval_date_hijri": "1444/05/27"})
        self.assertDates(self.draft, False, "")

    def test_pair_on_create(self):
        policies = self.env["beneficiary.policy"].with_user(self.manager)
        policy = policies.create({"name": "Ours", "approval_date_hijri": "1444/05/27"})
        self.assertDates(policy, date(2022, 12, 21), "1444/05/27")
        with self.assertRefused("disagree", error=ValidationError):
            policies.create({"name": "x", "approval_date": "2020-01-01", "approval_date_hijri": "1444/05/27"})

    def test_nonsense(self):
        for text in ("1442/13/22", "2021/08/01", "last year"):
            with self.subTest(text=text), self.assertRefused(text, "Umm al-Qura", error=ValidationError):
                self.draft.approval_date_hijri = text

    def test_cleared_together(self):
        self.draft.approval_date_hijri = "1442/12/22"
        self.draft.approval_date_hijri = False
        self.assertDates(self.draft, False, "")
        self.draft.approval_date = "2021-08-01"
        self.draft.approval_date = False
        self.assertDates(self.draft, False, "")

    def test_gregorian_outside_the_hijri_calendar(self):
        self.draft.approval_date = "1900-01-01"
        self.assertDates(self.draft, date(1900, 1, 1), "")

    def test_form_fills_the_other_one(self):
        with Form(self.draft) as form:
            form.approval_date_hijri = "22/12/1442"
            self.assertEqual(form.approval_date, date(2021, 8, 1))
            form.approval_date = "2022-12-21"
            self.assertEqual(form.approval_date_hijri, "1444/05/27")
        self.assertDates(self.draft, date(2022, 12, 21), "1444/05/27")

    def test_form_refuses_nonsense(self):
        form = Form(self.draft)
        with self.assertRefused("Umm al-Qura", error=ValidationError):
            form.approval_date_hijri = "1442/12/40"
