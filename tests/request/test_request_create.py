from odoo.exceptions import AccessError, RedirectWarning, ValidationError
from odoo.tests import Form, tagged

from ..common import BeneficiaryCommon


@tagged("post_install", "-at_install")
class TestRequestCreate(BeneficiaryCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.paper_deed = cls.env["beneficiary.document.type"].create({"name": "Test deed"})
        cls.deed_program = cls.env["beneficiary.program"].create(
            {
                "name": "Test deeds",
                "company_id": cls.company.id,
                "committee_id": cls.committee.id,
                "document_type_ids": [(6, 0, (cls.paper_id | cls.paper_deed).ids)],
            }
        )
        cls.deed_program.action_open()

    def test_a_request_begins_as_a_draft(self):
        request = self._create_request()
        self.assertEqual(request.state, "draft")
        self.assertEqual(request.policy_id, self.policy)
        self.assertEqual(request.origin, "staff")
        self.assertEqual(request.user_id, self.officer)
        self.assertEqual(request.branch_id, self.branch)
        self.assertEqual(request.partner_id, request.beneficiary_id.partner_id)
        self.assertEqual(request.access_url, f"/my/requests/{request.id}")

    def test_from_the_form(self):
        beneficiary = self._create_beneficiary()
        form = Form(self.env["beneficiary.request"].with_user(self.officer))
        form.beneficiary_id = beneficiary
        form.program_id = self.program
        form.channel_id = self.channel
        request = form.save()
        self.assertEqual(request.policy_id, self.policy)
        self.assertEqual(request.document_ids.type_id, self.paper_id | self.paper_income)

    def test_references_are_numbered_on(self):
        beneficiary = self._create_beneficiary()
        vals = {"beneficiary_id": beneficiary.id, "program_id": self.program.id, "channel_id": self.channel.id}
        requests = self.env["beneficiary.request"].with_user(self.officer).create([dict(vals) for _i in range(3)])
        numbers = [int(name.rsplit("/", 1)[1]) for name in requests.mapped("name")]
        self.assertEqual(numbers, list(range(numbers[0], numbers[0] + 3)))
        self.assertRegex(requests[0].name, r"^REQ/\d{4}/\d{5}$")

    def test_reference_is_not_chosen(self):
        self.assertNotEqual(self._create_request(name="MINE").name, "MINE")
        with self.assertRefused("set by its own actions only", error=AccessError):
            self._create_request().name = "MINE"

    def test_a_sequence_that_somebody_changed_still_counts(self):
        sequence = self.env["ir.sequence"].search(
            [("code", "=", "beneficiary.request"), ("company_id", "=", self.company.id)]
        )
        sequence.write({"implementation": "no_gap", "prefix": "GAP/", "number_next": 7})
        self.assertEqual([self._create_request().name, self._create_request().name], ["GAP/00007", "GAP/00008"])

    def test_state_is_not_chosen(self):
        for vals in (
            {"state": "approved"},
            {"origin": "portal"},
            {"amount_approved": 5},
            {"policy_id": self.policy.id},
        ):
            with self.subTest(vals=vals), self.assertRefused("set by its own actions only", error=AccessError):
                self._create_request(**vals)

    # ------------------------------------------------------------- checklist
    def test_checklist_of_the_programme(self):
        request = self._create_request()
        self.assertEqual(request.document_ids.type_id, self.paper_id | self.paper_income)
        self.assertEqual(set(request.document_ids.mapped("state")), {"missing"})

    def test_programme_change_brings_its_checklist(self):
        request = self._create_request()
        kept = request.document_ids.filtered(lambda d: d.type_id == self.paper_id)
        request.program_id = self.deed_program
        self.assertEqual(request.document_ids.type_id, self.paper_id | self.paper_deed)
        self.assertIn(kept, request.document_ids)

    def test_programme_change_keeps_what_was_handed_in(self):
        request = self._create_request()
        income = request.document_ids.filtered(lambda d: d.type_id == self.paper_income)
        income.number = "77"
        request.program_id = self.deed_program
        self.assertIn(income, request.document_ids)
        self.assertEqual(request.document_ids.type_id, self.paper_id | self.paper_deed | self.paper_income)

    # -------------------------------------------------------------- channels
    def test_channel_of_the_policy(self):
        fax = self.env.ref("beneficiary.channel_fax")
        with self.assertRefused(
            f"does not know the channel “{fax.name}”", self.policy.name, self.channel.name, error=ValidationError
        ):
            self._create_request(channel_id=fax.id)
        request = self._create_request()
        with self.assertRefused("does not know the channel", error=ValidationError):
            request.channel_id = fax

    def test_allowed_channels(self):
        request = self._create_request()
        self.assertEqual(request.allowed_channel_ids, self.policy.channel_ids)
        for channel in self.policy.channel_ids:
            request.channel_id = channel

    # ---------------------------------------------------------------- policy
    def test_no_policy_in_force(self):
        other = self._create_other_company()
        program = self.env["beneficiary.program"].create({"name": "Other", "company_id": other.id})
        officer = self._create_user("other_officer", "officer", company=other)
        env = self.env(user=officer, su=False, context={"allowed_company_ids": other.ids, "lang": "en_US"})
        beneficiary = env["beneficiary.beneficiary"].create(
            {"name": "Sami", "identity_type": "none", "company_id": other.id}
        )
        with self.assertRaises(RedirectWarning) as caught:
            env["beneficiary.request"].create(
                {"beneficiary_id": beneficiary.id, "program_id": program.id, "channel_id": self.channel.id}
            )
        message, action, button, *_rest = caught.exception.args
        self.assertIn("Other association has no policy in force yet", message)
        self.assertEqual(action, self.env.ref("beneficiary.beneficiary_policy_action").id)
        self.assertTrue(button)

    # ---------------------------------------------------------------- branch
    def test_branch_follows_the_file(self):
        request = self._create_request(self._create_beneficiary(branch_id=self.other_branch.id))
        self.assertEqual(request.branch_id, self.other_branch)
        request.beneficiary_id.branch_id = self.branch
        self.assertEqual(request.branch_id, self.branch)
        with self.assertRefused("belongs to the branch of its applicant", self.branch.name, error=ValidationError):
            request.branch_id = self.other_branch

    def test_branch_of_the_delegate_when_the_file_has_none(self):
        self.officer.beneficiary_branch_ids = self.other_branch
        request = self._create_request(self._create_beneficiary(branch_id=False))
        self.assertEqual(request.branch_id, self.other_branch)

    # ---------------------------------------------------------------- delete
    def test_a_draft_is_deleted_by_the_manager(self):
        request = self._create_request()
        with self.assertRaises(AccessError):
            request.unlink()
        request.with_user(self.manager).unlink()
        self.assertFalse(request.exists())

    def test_what_was_signed_or_submitted_is_not_deleted(self):
        signed = self._create_request()
        self._sign(signed)
        for request in (signed, self._submit()):
            with self.assertRefused(request.name, "cancel it, it cannot be deleted"):
                request.with_user(self.manager).unlink()

    # ------------------------------------------------------------- programme
    def test_programme_opens_with_a_committee(self):
        program = self.env["beneficiary.program"].with_user(self.manager).create({"name": "Rent"})
        with self.assertRefused("Choose the committee", "Rent"):
            program.action_open()
        program.committee_id = self.committee
        program.action_open()
        self.assertEqual(program.state, "open")
        program.action_close()
        self.assertEqual(program.state, "closed")

    def test_officers_do_not_open_programmes(self):
        for action in (
            self.program.with_user(self.officer).action_open,
            self.program.with_user(self.officer).action_close,
        ):
            with self.assertRefused("Only these roles", error=AccessError):
                action()

    def test_requests_of_a_programme(self):
        request = self._create_request()
        self.assertEqual(self.program.request_count, 1)
        action = self.program.action_view_requests()
        self.assertEqual(self.env["beneficiary.request"].search(action["domain"]), request)
