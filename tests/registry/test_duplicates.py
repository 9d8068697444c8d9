from odoo.tests import Form, tagged

from ..common import BeneficiaryCommon


@tagged("post_install", "-at_install")
class TestDuplicates(BeneficiaryCommon):
    """Likely duplicates are shown while the new file is typed, before it is saved."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.known = cls._create_beneficiary(
            "فاطمة بنت أحمد بن سعيد الغامدي",
            phone="0501234567",
            birth_date="1990-05-01",
            identity_type="citizen",
            national_id="1012345672",
            branch_id=cls.other_branch.id,
        )

    def _form(self, user=None):
        form = Form(self.env["beneficiary.beneficiary"].with_user(user or self.officer))
        form.name = "Somebody"
        return form

    def test_nobody_like_it(self):
        form = self._form()
        self.assertFalse(form.duplicate_ids.ids)
        self.assertEqual(form.duplicate_hidden_count, 0)

    def test_same_number(self):
        form = self._form()
        form.national_id = "١٠١٢٣٤٥٦٧٢"
        self.assertEqual(form.duplicate_ids.ids, self.known.ids)

    def test_same_phone(self):
        form = self._form()
        form.phone = "٠٥٠ ١٢٣ ٤٥٦٧"
        self.assertEqual(form.duplicate_ids.ids, self.known.ids)

    def test_near_name_and_birth_date(self):
        form = self._form()
        form.name = "فاطمه بنت احمد سعيد الغامدى"
        self.assertFalse(form.duplicate_ids.ids, "names alone are too common")
        form.birth_date = "1990-12-31"
        self.assertEqual(form.duplicate_ids.ids, self.known.ids)

    def test_near_name_of_another_age(self):
        form = self._form()
        form.name = self.known.name
        form.birth_date = "1993-01-01"
        self.assertFalse(form.duplicate_ids.ids)

    def test_another_name_of_the_same_age(self):
        form = self._form()
        form.name = "نورة بنت خالد بن فهد العتيبي"
        form.birth_date = "1990-05-01"
        self.assertFalse(form.duplicate_ids.ids)

    def test_a_delegate_learns_only_that_there_is_one(self):
        form = self._form(self.delegate)
        form.phone = "0501234567"
        self.assertFalse(form.duplicate_ids.ids)
        self.assertEqual(form.duplicate_hidden_count, 1)

    def test_a_delegate_sees_those_of_his_branch(self):
        self.known.branch_id = self.branch
        form = self._form(self.delegate)
        form.phone = "0501234567"
        self.assertEqual(form.duplicate_ids.ids, self.known.ids)
        self.assertEqual(form.duplicate_hidden_count, 0)

    def test_archived_files_and_other_associations_are_left_out(self):
        self.known.active = False
        other = self._create_other_company()
        self.env["beneficiary.beneficiary"].create(
            {"name": "Sami", "company_id": other.id, "branch_id": False, "phone": "0501234567", "identity_type": "none"}
        )
        form = self._form()
        form.phone = "0501234567"
        self.assertFalse(form.duplicate_ids.ids)

    def test_a_saved_file_is_not_its_own_duplicate(self):
        self.assertFalse(self.known.duplicate_ids)
        twin = self._create_beneficiary(phone="0501234567")
        self.env.invalidate_all()
        self.assertEqual(twin.duplicate_ids, self.known)
        self.assertEqual(self.known.duplicate_ids, twin)
