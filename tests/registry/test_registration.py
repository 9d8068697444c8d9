from datetime import date

from odoo.tests import tagged

from ..common import BeneficiaryCommon


@tagged("post_install", "-at_install")
class TestRegistration(BeneficiaryCommon):
    """A file number is given once the requirements are complete, and not before (R-50)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.beneficiary = cls._create_beneficiary("Fatimah")
        cls.request = cls._create_request(cls.beneficiary)

    def test_everything_missing_is_named(self):
        beneficiary = self._create_beneficiary("Sami", identity_type="citizen", category_ids=False, agreed_medium=False)
        with self.assertRefused(
            "Sami cannot be registered yet. Still missing: a category, the agreed medium, the ID number, "
            "a request whose requirements are complete."
        ):
            beneficiary.action_register()
        self.assertFalse(beneficiary.file_number)

    def test_each_thing_that_is_missing(self):
        self._complete(self.request)
        for vals, word in (
            ({"category_ids": [(5,)]}, "a category"),
            ({"agreed_medium": False}, "the agreed medium"),
            ({"identity_type": "citizen"}, "the ID number"),
        ):
            with self.subTest(word=word):
                before = {name: self.beneficiary[name] for name in vals}
                self.beneficiary.write(vals)
                with self.assertRefused(f"Still missing: {word}."):
                    self.beneficiary.action_register()
                self.beneficiary.write({n: [(6, 0, v.ids)] if n == "category_ids" else v for n, v in before.items()})
        self.beneficiary.action_register()
        self.assertEqual(self.beneficiary.state, "registered")

    def test_a_request_that_is_not_complete(self):
        missing = "a request whose requirements are complete"
        with self.assertRefused(missing):
            self.beneficiary.action_register()
        self._submit(self.request)
        self.assertEqual(self.request.state, "submitted")
        with self.assertRefused(missing):
            self.beneficiary.action_register()
        self.request.action_complete()
        self.beneficiary.action_register()
        self.assertTrue(self.beneficiary.file_number)

    def test_number_and_date(self):
        self._complete(self.request)
        with self._at("2026-03-01 09:00:00"):
            self.beneficiary.action_register()
        self.assertEqual(self.beneficiary.state, "registered")
        self.assertRegex(self.beneficiary.file_number, r"^B\d{6}$")
        self.assertEqual(self.beneficiary.date_registered, date(2026, 3, 1))

    def test_registered_once(self):
        self._complete(self.request)
        self.beneficiary.action_register()
        number = self.beneficiary.file_number
        with self.assertRefused("is already registered"):
            self.beneficiary.action_register()
        self.assertEqual(self.beneficiary.file_number, number)

    def test_registered_from_the_request(self):
        self._complete(self.request)
        self.request.action_register_beneficiary()
        self.assertEqual(self.request.file_number, self.beneficiary.file_number)
        self.assertTrue(self.request.file_number)
        self.assertEqual(self.request.beneficiary_state, "registered")

    def test_several_at_once_are_numbered_on(self):
        other = self._create_request()
        (self.request | other).sudo().write({"state": "complete"})
        beneficiaries = self.beneficiary | other.beneficiary_id
        beneficiaries.action_register()
        first, second = (int(number[1:]) for number in beneficiaries.mapped("file_number"))
        self.assertEqual(second, first + 1)

    def test_one_that_lacks_something_holds_up_the_batch(self):
        self.request.sudo().state = "complete"
        beneficiaries = self.beneficiary | self._create_beneficiary("Sami")
        with self.assertRefused("Sami cannot be registered yet"):
            beneficiaries.action_register()
        self.assertEqual(beneficiaries.mapped("state"), ["prospect", "prospect"])

    def test_every_association_counts_for_itself(self):
        # numbers of a sequence are not given back with a test, so only a fresh association begins at one
        self.request.sudo().state = "complete"
        self.beneficiary.action_register()
        other = self._create_other_company()
        self._put_in_force("awn", other)
        officer = self._create_user("other_officer", "officer", company=other)
        program = self.env["beneficiary.program"].create({"name": "Other", "company_id": other.id})
        vals = {"company_id": other.id, "branch_id": False}
        env = self.env(user=officer, su=False, context={"allowed_company_ids": other.ids})
        beneficiary = env["beneficiary.beneficiary"].create(
            vals
            | {
                "name": "Sami",
                "identity_type": "none",
                "agreed_medium": "phone",
                "category_ids": [(6, 0, self.category.ids)],
            }
        )
        request = env["beneficiary.request"].create(
            vals | {"beneficiary_id": beneficiary.id, "program_id": program.id, "channel_id": self.channel.id}
        )
        self.assertRegex(request.name, r"^REQ/\d{4}/00001$")
        request.sudo().state = "complete"
        beneficiary.action_register()
        self.assertEqual(beneficiary.file_number, "B000001")

    def test_a_file_keeps_its_number(self):
        self._complete(self.request)
        self.beneficiary.action_register()
        number = self.beneficiary.file_number
        self.beneficiary.with_user(self.manager).action_close()
        self.beneficiary.action_resume()
        self.assertEqual((self.beneficiary.state, self.beneficiary.file_number), ("registered", number))
