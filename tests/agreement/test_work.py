from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import tagged

from .common import AgreementCommon


@tagged("post_install", "-at_install")
class TestWork(AgreementCommon):
    """Works that people hand in, and the consent to publish them (R-80)."""

    def _work(self, agreement, **vals):
        model = self.env["beneficiary.work"].with_user(self.officer)
        return model.create({"name": "Painting", "agreement_id": agreement.id, "licence": "cc_by_nc"} | vals)

    def _signed_work(self, **vals):
        agreement = self._agreement()
        work = self._work(agreement, **vals)
        agreement.action_send()
        agreement.sign_party("Fatimah", self.signature)
        return work

    def test_owned_by_the_party_unless_somebody_else_is_named(self):
        agreement = self._agreement()
        self.assertEqual(self._work(agreement).owner_name, self.person.name)
        self.assertEqual(self._work(agreement, owner_name="Her brother").owner_name, "Her brother")

    def test_published_with_the_signed_consent_only(self):
        agreement = self._agreement()
        work = self._work(agreement, consent_to_publish=True)
        with self.assertRefused("without the consent of its owner"):
            work.action_publish()
        agreement.action_send()
        agreement.sign_association(self.signature)
        with self.assertRefused("without the consent of its owner"):
            work.action_publish()
        agreement.sign_party("Fatimah", self.signature)
        work.action_publish()
        self.assertTrue(work.is_published)
        self.assertEqual((work.published_by, work.consent_on), (self.officer, agreement.party_signed_on))
        self.assertTrue(agreement.check_integrity())

    def test_no_consent_no_publication(self):
        work = self._signed_work()
        with self.assertRefused("without the consent of its owner"):
            work.action_publish()

    def test_a_consent_is_not_added_afterwards(self):
        work = self._signed_work()
        with self.assertRefused("part of a signed agreement"):
            work.sudo().consent_to_publish = True
        late = self._work(work.agreement_id, name="Late", consent_to_publish=True)
        with self.assertRefused("without the consent of its owner"):
            late.action_publish()
        self.assertTrue(work.agreement_id.check_integrity(), "what is handed in later is not part of what was signed")

    def test_withdrawing_the_consent_unpublishes(self):
        work = self._signed_work(consent_to_publish=True)
        work.action_publish()
        work.with_user(self.delegate).action_withdraw_consent("She changed her mind")
        self.assertFalse(work.is_published)
        self.assertTrue(work.consent_withdrawn_on)
        with self.assertRefused("was withdrawn"):
            work.action_publish()
        with self.assertRefused("no consent to withdraw"):
            work.action_withdraw_consent()
        self.assertTrue(work.agreement_id.check_integrity())

    def test_files_belong_to_the_work_and_do_not_change(self):
        file = self.env["ir.attachment"].with_user(self.officer).create({"name": "a.txt", "raw": b"the work"})
        work = self._signed_work(attachment_ids=[Command.link(file.id)])
        self.assertEqual((file.sudo().res_model, file.sudo().res_id), (work._name, work.id))
        for change in (
            lambda: file.sudo().write({"raw": b"another one"}),
            lambda: file.sudo().unlink(),
            lambda: work.sudo().write({"attachment_ids": [Command.clear()]}),
        ):
            with self.assertRaises(UserError):
                change()
        self.assertTrue(work.agreement_id.check_integrity())

    def test_terms_are_signed(self):
        work = self._signed_work()
        for vals in ({"name": "Other"}, {"licence": "cc0"}, {"owner_name": "Somebody"}, {"signed": False}):
            with self.subTest(vals=vals), self.assertRefused("part of a signed agreement"):
                work.sudo().write(vals)
        with self.assertRefused("part of a signed agreement"):
            work.with_user(self.manager).unlink()
