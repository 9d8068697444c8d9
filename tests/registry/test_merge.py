from odoo.exceptions import AccessError
from odoo.tests import Form, tagged

from ..common import BeneficiaryCommon


@tagged("post_install", "-at_install")
class TestMerge(BeneficiaryCommon):
    """Two files of one person become one; nothing of the other is lost."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.kept = cls._create_beneficiary("فاطمة بنت أحمد", agreed_medium=False)
        cls.double = cls._create_beneficiary(
            "فاطمه احمد",
            phone="0501234567",
            birth_date="1990-05-01",
            identity_type="citizen",
            national_id="1012345672",
            category_ids=[(6, 0, cls.env.ref("beneficiary.category_widow").ids)],
        )

    def _wizard(self, files=None, user=None, **vals):
        files = files or self.kept | self.double
        model = self.env["beneficiary.merge"].with_user(user or self.manager).with_context(active_ids=files.ids)
        form = Form(model)
        for name, value in vals.items():
            setattr(form, name, value)
        return form.save()

    def _merge(self, files=None, **vals):
        return self._wizard(files, **vals).action_merge()

    def test_the_other_file_is_archived_and_points_to_the_kept_one(self):
        action = self._merge()
        self.assertEqual(action["res_id"], self.kept.id)
        self.assertFalse(self.double.active)
        self.assertEqual(self.double.merged_into_id, self.kept)
        self.assertEqual(self.double.state, "closed")
        self.assertTrue(self.kept.active)
        self.assertFalse(self.kept.merged_into_id)
        self.assertIn("Merged into this file", self._notes(self.kept))

    def test_a_merged_file_is_not_resumed(self):
        self._merge()
        with self.assertRefused("was merged into another file", self.kept.name):
            self.double.action_resume()

    def test_gaps_are_filled_and_what_is_known_stays(self):
        self.kept.birth_date = "1990-05-02"
        self._merge()
        self.assertEqual(self.kept.name, "فاطمة بنت أحمد")
        self.assertEqual(str(self.kept.birth_date), "1990-05-02")
        self.assertEqual(self.kept.phone, "+966 50 123 4567")
        self.assertEqual(self.kept.agreed_medium, "phone")
        self.assertEqual((self.kept.national_id, self.kept.identity_type), ("1012345672", "citizen"))
        self.assertEqual(self.kept.category_ids, self.category | self.env.ref("beneficiary.category_widow"))

    def test_requests_move(self):
        requests = self._create_request(self.double) | self._submit(self._create_request(self.double))
        self._merge()
        self.assertEqual(requests.beneficiary_id, self.kept)
        self.assertEqual(requests.partner_id, self.kept.partner_id)
        self.assertEqual(requests.document_ids.beneficiary_id, self.kept)

    def test_decided_requests_move_too(self):
        approved = self._approve(self._create_request(self.double))
        delivered = self._approve(self._create_request(self._create_beneficiary()))
        self._deliver(delivered)
        cancelled = self._create_request(self.double)
        cancelled.action_cancel()
        self._merge()
        self.assertEqual((approved | cancelled).beneficiary_id, self.kept)
        self.assertEqual(approved.state, "approved")

    def test_household_moves(self):
        member = self.env["beneficiary.family.member"].create(
            {"beneficiary_id": self.double.id, "name": "Sami", "relation": "son"}
        )
        self._merge()
        self.assertEqual(self.kept.family_member_ids, member)

    def test_bank_accounts_move(self):
        account = self.env["res.partner.bank"].create(
            {"partner_id": self.double.partner_id.id, "acc_number": "SA0380000000608010167519"}
        )
        self._merge()
        self.assertEqual(self.kept.partner_id.bank_ids, account)

    def test_the_same_bank_account_on_both_files(self):
        for beneficiary in (self.kept, self.double):
            self.env["res.partner.bank"].create(
                {"partner_id": beneficiary.partner_id.id, "acc_number": "SA0380000000608010167519"}
            )
        self._merge()
        self.env.flush_all()
        self.assertEqual(len(self.kept.partner_id.bank_ids), 1)

    def test_thread_moves(self):
        self.double.message_post(body="Called by phone")
        activity = self.double.activity_schedule("mail.mail_activity_data_todo", user_id=self.officer.id)
        attachment = self.env["ir.attachment"].create(
            {"name": "card.txt", "raw": b"x", "res_model": "beneficiary.beneficiary", "res_id": self.double.id}
        )
        self._merge()
        self.env.invalidate_all()
        self.assertIn("Called by phone", self._notes(self.kept))
        self.assertEqual(self.kept.activity_ids, activity)
        self.assertEqual(attachment.res_id, self.kept.id)

    def test_the_registered_file_is_kept(self):
        self._create_request(self.double).sudo().state = "complete"
        self.double.action_register()
        wizard = self._wizard()
        self.assertEqual(wizard.target_id, self.double)
        wizard.action_merge()
        self.assertEqual(self.kept.merged_into_id, self.double)
        self.assertTrue(self.double.file_number)

    def test_otherwise_the_older_file_is_kept(self):
        self.assertEqual(self._wizard().target_id, self.kept)
        wizards = self.env["beneficiary.merge"].with_user(self.manager)
        wizard = wizards.create({"beneficiary_ids": [(6, 0, (self.double | self.kept).ids)]})
        self.assertEqual(wizard.target_id, self.kept, "over RPC, where no screen fills it in")

    def test_two_registered_files_are_not_merged(self):
        (self._create_request(self.kept) | self._create_request(self.double)).sudo().write({"state": "complete"})
        self.kept.agreed_medium = "phone"
        (self.kept | self.double).action_register()
        with self.assertRefused("has a file number already", self.double.name):
            self._merge(target_id=self.kept)

    def test_one_file_is_not_merged(self):
        with self.assertRefused("at least two files"):
            self._merge(self.kept)

    def test_the_kept_file_is_one_of_them(self):
        with self.assertRefused("at least two files"):
            self._merge(target_id=self._create_beneficiary())

    def test_files_of_two_associations_are_not_merged(self):
        other = self._create_other_company()
        self.manager.company_ids += other
        stranger = self.env["beneficiary.beneficiary"].create(
            {"name": "Sami", "company_id": other.id, "branch_id": False, "identity_type": "none"}
        )
        both = self.env["beneficiary.merge"].with_user(self.manager)
        both = both.with_context(allowed_company_ids=[self.company.id, other.id])
        wizard = both.create({"beneficiary_ids": [(6, 0, (self.kept | stranger).ids)], "target_id": self.kept.id})
        with self.assertRefused("different companies"):
            wizard.action_merge()

    def test_officers_do_not_merge(self):
        with self.assertRaises(AccessError):
            self._wizard(user=self.officer)
        with self.assertRaises(AccessError):
            self._wizard().with_user(self.officer).action_merge()
        self.assertTrue(self.double.active)
