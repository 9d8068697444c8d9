from odoo.exceptions import AccessError
from odoo.tests import tagged

from ..common import BeneficiaryCommon


@tagged("post_install", "-at_install")
class TestBeneficiaryFile(BeneficiaryCommon):
    def test_a_file_is_a_contact(self):
        beneficiary = self._create_beneficiary(name="فاطمة", phone="0501234567", email="f@example.org")
        self.assertEqual(beneficiary.state, "prospect")
        self.assertEqual(beneficiary.partner_id.name, "فاطمة")
        self.assertEqual(beneficiary.partner_id.company_id, self.company)
        self.assertTrue(beneficiary.partner_id.is_beneficiary)
        self.assertEqual(beneficiary.partner_id.beneficiary_branch_id, self.branch)
        self.assertEqual(beneficiary.partner_id.beneficiary_ids, beneficiary)

    def test_the_contact_follows_the_branch(self):
        beneficiary = self._create_beneficiary()
        beneficiary.branch_id = self.other_branch
        self.assertEqual(beneficiary.partner_id.beneficiary_branch_id, self.other_branch)

    def test_the_contact_of_a_user_stays_free_of_a_company(self):
        beneficiary = self.env["beneficiary.beneficiary"].create(
            {"partner_id": self.chair.partner_id.id, "company_id": self.company.id, "identity_type": "none"}
        )
        self.assertFalse(beneficiary.partner_id.company_id)
        self.assertTrue(beneficiary.partner_id.is_beneficiary)

    def test_one_file_for_each_contact(self):
        beneficiary = self._create_beneficiary()
        with self.assertDatabaseRefuses("beneficiary.beneficiary", "This contact already has a file"):
            self._create_beneficiary(partner_id=beneficiary.partner_id.id, user=self.env.user)

    def test_officers_take_over_no_contact(self):
        with self.assertRaises(AccessError):
            self._create_beneficiary(partner_id=self.chair.partner_id.id)

    def test_a_delegate_files_for_his_own_branch(self):
        beneficiary = (
            self.env["beneficiary.beneficiary"]
            .with_user(self.delegate)
            .create({"name": "Sami", "identity_type": "none", "company_id": self.company.id})
        )
        self.assertEqual(beneficiary.branch_id, self.branch)
        self.assertEqual(beneficiary.user_id, self.delegate)

    def test_parties_of_every_kind(self):
        kinds = dict(self.env["beneficiary.category"]._fields["kind"].selection)
        shipped = self.env["beneficiary.category"].search([("company_id", "=", False)])
        self.assertEqual(set(shipped.mapped("kind")), set(kinds))
        for kind in kinds:
            with self.subTest(kind=kind):
                category = shipped.filtered(lambda c, k=kind: c.kind == k)[0]
                beneficiary = self._create_beneficiary(category_ids=[(6, 0, category.ids)])
                self.assertEqual(beneficiary.category_ids.kind, kind)

    def test_state_and_number_are_not_written_by_hand(self):
        beneficiary = self._create_beneficiary()
        for vals in ({"state": "registered"}, {"file_number": "B1"}, {"merged_into_id": beneficiary.id}):
            with self.subTest(vals=vals), self.assertRefused("set by its own actions only", error=AccessError):
                beneficiary.with_user(self.manager).write(vals)
        with self.assertRefused("set by its own actions only", error=AccessError):
            self._create_beneficiary(state="registered")

    def test_suspend_and_resume_a_registered_file(self):
        beneficiary = self._create_beneficiary()
        self._create_request(beneficiary).sudo().state = "complete"
        beneficiary.action_register()
        beneficiary.action_suspend()
        self.assertEqual(beneficiary.state, "suspended")
        with self.assertRefused(beneficiary.name, "“Suspended”; this step needs “Prospect/Registered”"):
            beneficiary.action_suspend()
        beneficiary.action_resume()
        self.assertEqual(beneficiary.state, "registered")
        with self.assertRefused("“Registered”; this step needs “Suspended/Closed”"):
            beneficiary.action_resume()

    def test_resume_a_prospect(self):
        beneficiary = self._create_beneficiary()
        for step in (beneficiary.action_suspend, beneficiary.with_user(self.manager).action_close):
            step()
            beneficiary.action_resume()
            self.assertEqual(beneficiary.state, "prospect")

    def test_managers_close(self):
        beneficiary = self._create_beneficiary()
        with self.assertRefused("Only these roles", "Manager", error=AccessError):
            beneficiary.action_close()
        beneficiary.with_user(self.manager).action_close()
        self.assertEqual(beneficiary.state, "closed")
        with self.assertRefused("is “Closed”; this step needs"):
            beneficiary.with_user(self.manager).action_close()

    def test_delegates_neither_register_nor_suspend(self):
        beneficiary = self._create_beneficiary().with_user(self.delegate)
        for action in (beneficiary.action_register, beneficiary.action_suspend, beneficiary.action_resume):
            with self.assertRefused("Only these roles", "Relations Officer", error=AccessError):
                action()

    def test_requests_of_a_file(self):
        request = self._create_request()
        self.assertEqual(request.beneficiary_id.request_count, 1)
        action = request.beneficiary_id.action_view_requests()
        self.assertEqual(self.env["beneficiary.request"].search(action["domain"]), request)
        self.assertEqual(action["context"], {"default_beneficiary_id": request.beneficiary_id.id})
