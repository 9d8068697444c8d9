from odoo.exceptions import AccessError
from odoo.tests import tagged

from ..common import BeneficiaryCommon

ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


@tagged("post_install", "-at_install")
class TestBeneficiarySearch(BeneficiaryCommon):
    """People are found however their name, phone or number is typed."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ahmad = cls._create_beneficiary(
            "أحمد بن إبراهيم العَنَزي", phone="0501234567", identity_type="citizen", national_id="1012345672"
        )
        cls.fatimah = cls._create_beneficiary("فاطمة بنت هدى الـغامدي", phone="0559816543", branch_id=False)
        cls.request = cls._create_request(cls.ahmad)
        cls._create_request(cls.fatimah)
        cls.request.sudo().state = "complete"
        cls.ahmad.action_register()

    def _find(self, text, user=None, operator="ilike"):
        return (
            self.env["beneficiary.beneficiary"]
            .with_user(user or self.officer)
            .search([("search_text", operator, text)])
        )

    def test_names_in_every_spelling(self):
        for text in (
            "أحمد",
            "احمد",
            "إحمد",
            "أَحْمَد",
            "ابراهيم",
            "العنزي",
            "العنزى",
            "احمد العنزي",
            "العنزي احمد",
            "حمد",
        ):
            with self.subTest(text=text):
                self.assertEqual(self._find(text), self.ahmad)
        for text in ("فاطمة", "فاطمه", "هدى", "هدي", "الغامدي", "الغامدى", "غامـدي"):
            with self.subTest(text=text):
                self.assertEqual(self._find(text), self.fatimah)

    def test_every_word_must_match(self):
        self.assertFalse(self._find("احمد هدى"))
        self.assertEqual(self._find("بن"), self.ahmad | self.fatimah)

    def test_phone_in_every_spelling(self):
        for text in (
            "0501234567",
            "501234567",
            "966501234567",
            "+966501234567",
            "+966 50 123 4567",
            "00966501234567",
            "٠٥٠١٢٣٤٥٦٧",
            "050-123-4567",
            "1234567",
        ):
            with self.subTest(text=text):
                self.assertEqual(self._find(text), self.ahmad)

    def test_name_and_phone_together(self):
        self.assertEqual(self._find("احمد 0501234567"), self.ahmad)
        self.assertFalse(self._find("فاطمة 0501234567"))

    def test_file_number(self):
        number = self.ahmad.file_number
        for text in (number, number.lower(), number[1:], f"B{number[1:].translate(ARABIC)}"):
            with self.subTest(text=text):
                self.assertEqual(self._find(text), self.ahmad)

    def test_the_key_follows_the_name(self):
        self.ahmad.name = "سعود"
        self.assertEqual(self._find("سعود"), self.ahmad)
        self.assertFalse(self._find("احمد"))

    def test_identity_number_for_roles_that_may_read_it(self):
        for user in (self.delegate, self.officer, self.researcher, self.manager):
            for text in ("1012345672", "١٠١٢٣٤٥٦٧٢", "1012 345 672"):
                with self.subTest(user=user.login, text=text):
                    self.assertEqual(self._find(text, user), self.ahmad)

    def test_identity_number_for_others(self):
        self.assertEqual(self._find("احمد", self.management), self.ahmad)
        self.assertFalse(self._find("1012345672", self.management), "a search must not tell what a role may not read")
        with self.assertRaises(AccessError):
            self.env["beneficiary.beneficiary"].with_user(self.management).search([("national_id", "=", "1012345672")])

    def test_part_of_an_identity_number_finds_nobody(self):
        self.assertFalse(self._find("101234567"))

    def test_delegates_find_their_own_branches(self):
        self.assertEqual(self._find("بن", self.delegate), self.ahmad)

    def test_choosing_a_person_in_a_field(self):
        beneficiaries = self.env["beneficiary.beneficiary"].with_user(self.officer)
        for text in ("احمد", "٠٥٠١٢٣٤٥٦٧", self.ahmad.file_number.lower(), "1012345672"):
            with self.subTest(text=text):
                self.assertEqual([found[0] for found in beneficiaries.name_search(text)], self.ahmad.ids)
        self.assertLessEqual({self.ahmad.id, self.fatimah.id}, {found[0] for found in beneficiaries.name_search("")})

    def test_requests_by_person(self):
        requests = self.env["beneficiary.request"].with_user(self.officer)
        for domain in (
            [("beneficiary_id.search_text", "ilike", "احمد")],
            [("beneficiary_id", "ilike", "احمد")],
            [("beneficiary_id.search_text", "ilike", "0501234567")],
        ):
            with self.subTest(domain=domain):
                self.assertEqual(requests.search(domain), self.request)

    def test_operators(self):
        self.assertEqual(self._find("احمد", operator="="), self.ahmad)
        self.assertEqual(self._find("احمد", operator="like"), self.ahmad)
        self.assertEqual(self._find("احمد", operator="not ilike"), self.fatimah)

    def test_wildcards_mean_nothing(self):
        self.assertFalse(self._find("a%"))
        self.assertFalse(self._find("1%7"))
