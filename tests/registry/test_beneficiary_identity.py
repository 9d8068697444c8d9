from odoo.exceptions import ValidationError
from odoo.tests import Form, tagged

from ..common import BeneficiaryCommon


@tagged("post_install", "-at_install")
class TestBeneficiaryIdentity(BeneficiaryCommon):
    """Numbers as they are typed at the counter, and the sentences for those that are wrong."""

    def _identified(self, number, identity_type="citizen", **vals):
        return self._create_beneficiary(identity_type=identity_type, national_id=number, **vals)

    def test_national_id(self):
        self.assertEqual(self._identified("1012345672").national_id, "1012345672")

    def test_iqama(self):
        self.assertEqual(self._identified("2012345670", "resident").national_id, "2012345670")

    def test_arabic_digits_and_blanks(self):
        beneficiary = self._identified("١٠١٢ ٣٤٥ ٦٧٢")
        self.assertEqual(beneficiary.national_id, "1012345672")
        beneficiary.write({"identity_type": "resident", "national_id": "۲۰۱۲۳۴۵۶۷۰"})
        self.assertEqual(beneficiary.national_id, "2012345670")

    def test_wrong_national_id(self):
        for number in ("1012345673", "1000000000", "2012345670", "101234567"):
            with (
                self.subTest(number=number),
                self.assertRefused("Fatimah", number, "is not a national ID", "begins with 1", error=ValidationError),
            ):
                self._identified(number, name="Fatimah")

    def test_wrong_iqama(self):
        for number in ("2012345671", "1012345672"):
            with (
                self.subTest(number=number),
                self.assertRefused("Fatimah", number, "is not an Iqama number", "begins with 2", error=ValidationError),
            ):
                self._identified(number, "resident", name="Fatimah")

    def test_the_kind_must_fit_the_number(self):
        beneficiary = self._identified("1012345672")
        with self.assertRefused("is not an Iqama number", error=ValidationError):
            beneficiary.identity_type = "resident"

    def test_other_papers_are_not_checked(self):
        self.assertEqual(self._identified("A 1234-56", "passport").national_id, "A123456")
        self.assertEqual(self._identified("77", "other").national_id, "77")

    def test_form_recognises_the_kind(self):
        form = Form(self.env["beneficiary.beneficiary"].with_user(self.officer))
        form.name = "Fatimah"
        form.national_id = "٢٠١٢٣٤٥٦٧٠"
        self.assertEqual(form.identity_type, "resident")
        self.assertEqual(form.national_id, "2012345670")
        form.national_id = "1012345672"
        self.assertEqual(form.identity_type, "citizen")

    def test_one_file_for_each_number(self):
        self._identified("1012345672")
        with self.assertDatabaseRefuses("beneficiary.beneficiary", "already has this ID number", "Open that file"):
            self._identified("١٠١٢٣٤٥٦٧٢")

    def test_an_archived_file_does_not_hold_the_number(self):
        self._identified("1012345672").active = False
        self.env.flush_all()
        self.assertTrue(self._identified("1012345672"))

    def test_another_association_may_have_the_number(self):
        self._identified("1012345672")
        other = self._create_other_company()
        self.env["beneficiary.beneficiary"].create(
            {"name": "Fatimah", "company_id": other.id, "branch_id": False, "national_id": "1012345672"}
        )
        self.env.flush_all()

    def test_files_without_a_number(self):
        self._create_beneficiary(national_id=False)
        self._create_beneficiary(national_id="")
        self.env.flush_all()

    # ---------------------------------------------------------------- household
    def _member(self, number):
        return (
            self.env["beneficiary.family.member"]
            .with_user(self.officer)
            .create(
                {
                    "beneficiary_id": self._create_beneficiary().id,
                    "name": "Sami",
                    "relation": "son",
                    "national_id": number,
                }
            )
        )

    def test_household_numbers(self):
        self.assertEqual(self._member("١٠١٢٣٤٥٦٧٢").national_id, "1012345672")
        member = self._member("2012345670")
        self.assertEqual(member.national_id, "2012345670")
        member.national_id = "1012 345 672"
        self.assertEqual(member.national_id, "1012345672")

    def test_wrong_household_number(self):
        with self.assertRefused("Sami", "1012345673", "neither a national ID nor an Iqama", error=ValidationError):
            self._member("1012345673")

    # -------------------------------------------------------------------- phone
    def test_phone_in_every_spelling(self):
        for typed in (
            "0501234567",
            "٠٥٠١٢٣٤٥٦٧",
            "۰۵۰۱۲۳۴۵۶۷",
            "501234567",
            "+966501234567",
            "00966501234567",
            "050-123-4567",
            "+966 50 123 4567",
        ):
            with self.subTest(typed=typed):
                beneficiary = self._create_beneficiary(phone=typed)
                self.assertEqual(beneficiary.phone, "+966 50 123 4567")
                self.assertEqual(beneficiary.phone_key, "966501234567")

    def test_foreign_phone_keeps_its_country(self):
        self.assertEqual(self._create_beneficiary(phone="+20 100 123 4567").phone_key, "201001234567")

    def test_phone_is_brought_into_form_on_write_too(self):
        beneficiary = self._create_beneficiary()
        beneficiary.phone = "٠٥٠ ١٢٣ ٤٥٦٧"
        self.assertEqual(beneficiary.phone, "+966 50 123 4567")
        beneficiary.phone = False
        self.assertFalse(beneficiary.phone_key)

    def test_what_is_no_phone(self):
        for typed in ("123", "hello", "050123456789012"):
            with (
                self.subTest(typed=typed),
                self.assertRefused(typed, "is not a phone number", "05XXXXXXXX", error=ValidationError),
            ):
                self._create_beneficiary(phone=typed)

    def test_form_shows_the_phone_in_international_form(self):
        form = Form(self.env["beneficiary.beneficiary"].with_user(self.officer))
        form.phone = "٠٥٠١٢٣٤٥٦٧"
        self.assertEqual(form.phone, "+966 50 123 4567")

    def test_birth_date_not_in_the_future(self):
        with self.assertRefused("lies in the future", error=ValidationError):
            self._create_beneficiary(birth_date="2999-01-01")
