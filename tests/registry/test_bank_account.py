from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged

from ..common import BeneficiaryCommon

IBAN = "SA0380000000608010167519"
WRONG = "SA0380000000608010167518"


@tagged("post_install", "-at_install")
class TestBankAccount(BeneficiaryCommon):
    """Money goes to an IBAN that was read correctly, or it is not written down at all."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.beneficiary = cls._create_beneficiary()

    def _account(self, number, user=None):
        """Return the account that a user adds in the list of the file."""
        self.beneficiary.with_user(user or self.officer).bank_ids = [(0, 0, {"acc_number": number})]
        return self.beneficiary.sudo().partner_id.bank_ids

    def test_valid_iban(self):
        account = self._account(IBAN)
        self.assertEqual(account.acc_type, "iban")
        self.assertEqual(account.sanitized_acc_number, IBAN)

    def test_valid_iban_with_blanks(self):
        self.assertEqual(self._account("sa03 8000 0000 6080 1016 7519").sanitized_acc_number, IBAN)

    def test_with_a_new_file(self):
        beneficiary = self._create_beneficiary(bank_ids=[(0, 0, {"acc_number": IBAN})])
        self.assertEqual(beneficiary.sudo().bank_ids.sanitized_acc_number, IBAN)
        with self.assertRefused("IBAN", error=ValidationError):
            self._create_beneficiary(bank_ids=[(0, 0, {"acc_number": WRONG})])

    def test_wrong_iban(self):
        for number in (
            WRONG,  # check digits
            "SA038000000060801016751",  # too short
            "SA03800000006080101675190",  # too long
        ):
            with self.subTest(number=number), self.assertRefused("IBAN", error=ValidationError):
                self._account(number)

    def test_iban_that_is_changed(self):
        account = self._account(IBAN)
        with self.assertRefused("IBAN", error=ValidationError):
            self.beneficiary.bank_ids = [(1, account.id, {"acc_number": WRONG})]

    def test_account_that_is_taken_off_the_list(self):
        account = self._account(IBAN)
        self.beneficiary.bank_ids = [(2, account.id)]
        self.assertTrue(account.exists(), "payments point to it")
        self.assertFalse(account.active)

    def test_the_contact_form_is_no_way_around(self):
        with self.assertRefused("IBAN", error=ValidationError):
            self.env["res.partner.bank"].create({"partner_id": self.beneficiary.partner_id.id, "acc_number": WRONG})

    def test_other_contacts_keep_their_numbers(self):
        partner = self.env["res.partner"].create({"name": "Supplier abroad"})
        account = self.env["res.partner.bank"].create({"partner_id": partner.id, "acc_number": "123-456"})
        self.assertEqual(account.acc_type, "bank")

    def test_delegates_write_no_accounts(self):
        with self.assertRaises(AccessError):
            self._account(IBAN, self.delegate)
