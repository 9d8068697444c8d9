from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged

from ..common import BeneficiaryCommon

IBAN = "SA0380000000608010167519"


@tagged("post_install", "-at_install")
class TestBankAccount(BeneficiaryCommon):
    """Money goes to an IBAN that was read correctly, or it is not written down at all."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.beneficiary = cls._create_beneficiary()

    def _account(self, number, user=None):
        return (
            self.env["res.partner.bank"]
            .with_user(user or self.officer)
            .create({"partner_id": self.beneficiary.partner_id.id, "acc_number": number})
        )

    def test_valid_iban(self):
        account = self._account(IBAN)
        self.assertEqual(account.acc_type, "iban")
        self.assertEqual(account.sanitized_acc_number, IBAN)

    def test_valid_iban_with_blanks(self):
        self.assertEqual(self._account("sa03 8000 0000 6080 1016 7519").sanitized_acc_number, IBAN)

    def test_wrong_iban(self):
        for number in (
            "SA0380000000608010167518",  # check digits
            "SA038000000060801016751",  # too short
            "SA03800000006080101675190",  # too long
        ):
            with self.subTest(number=number), self.assertRefused("IBAN", error=ValidationError):
                self._account(number)

    def test_iban_that_is_changed(self):
        account = self._account(IBAN)
        with self.assertRefused("IBAN", error=ValidationError):
            account.acc_number = "SA0380000000608010167518"

    def test_delegates_write_no_accounts(self):
        with self.assertRaises(AccessError):
            self._account(IBAN, self.delegate)
