from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .common import AgreementCommon


@tagged("post_install", "-at_install")
class TestAgreement(AgreementCommon):
    def _template(self):
        return self.env["beneficiary.agreement.template"].create(
            {
                "name": "Usual",
                "kind": "volunteering",
                "duration_months": 6,
                "text": "<p>Words</p>",
                "dispute_path": "Amicably",
                "line_ids": [
                    Command.create({"description": "Report", "due_days": 30, "recurrence": "monthly"}),
                    Command.create({"description": "Certificate", "has_due": False, "kind": "right", "whose": "party"}),
                ],
            }
        )

    # ------------------------------------------------------------------ making
    def test_numbered_and_tied_to_the_file_of_the_party(self):
        first, second = self._agreement(), self._agreement()
        self.assertRegex(first.name, r"^AGR/\d{4}/\d{5}$")
        self.assertNotEqual(first.name, second.name)
        self.assertEqual(first.beneficiary_id, self.person)
        self.assertEqual(first.branch_id, self.branch)
        self.assertEqual(first.user_id, self.officer)

    def test_the_party_need_not_have_a_file(self):
        entity = self.env["res.partner"].create({"name": "Food bank", "is_company": True})
        agreement = self._agreement(partner_id=entity.id, kind="partnership")
        self.assertFalse(agreement.beneficiary_id)
        self.assertEqual((agreement.partner_id, agreement.kind), (entity, "partnership"))

    def test_file_and_party_are_the_same_person(self):
        other = self._create_beneficiary("نورة بنت سالم")
        with self.assertRefused("Choose the file of the party", error=ValidationError):
            self._agreement(beneficiary_id=other.id)

    def test_the_agreement_follows_the_branch_of_the_file(self):
        agreement = self._active()
        with self.assertRefused("belongs to the branch of its party's file", error=ValidationError):
            agreement.branch_id = self.other_branch
        self.person.branch_id = self.other_branch
        self.assertEqual(agreement.branch_id, self.other_branch)
        self.assertEqual(agreement.line_ids.branch_id, self.other_branch)

    def test_a_party_that_the_user_does_not_see_is_not_named(self):
        hidden = self._create_beneficiary("نورة بنت سالم", branch_id=self.other_branch.id)
        model = self.env["beneficiary.agreement"].with_user(self.delegate)
        party, file = {"partner_id": hidden.partner_id.id}, {"beneficiary_id": hidden.id}
        for context, vals in (
            ({}, party),
            ({}, file),
            ({"default_partner_id": hidden.partner_id.id}, {}),
            ({"default_beneficiary_id": hidden.id}, {}),
        ):
            with (
                self.subTest(context=context, vals=vals),
                self.assertRaises(UserError),
                mute_logger("odoo.addons.base.models.ir_rule"),
                self.env.cr.savepoint(),
            ):
                model.with_context(**context).create({"subject": "Mine", "branch_id": self.branch.id} | vals)
        mine = self._agreement(self.delegate)
        with self.assertRaises(AccessError), mute_logger("odoo.addons.base.models.ir_rule"):
            mine.write(party | {"beneficiary_id": False})

    def test_merged_files_take_their_agreements_along(self):
        agreement, target = self._active(), self._create_beneficiary("فاطمة احمد")
        merge = self.env["beneficiary.merge"].with_user(self.manager)
        vals = {"beneficiary_ids": [Command.set((self.person | target).ids)], "target_id": target.id}
        merge.create(vals).action_merge()
        self.assertEqual((agreement.beneficiary_id, agreement.partner_id), (target, target.partner_id))
        self.assertTrue(agreement.check_integrity())

    def test_many_are_made_with_few_queries(self):
        template = self._template()
        vals = {"partner_id": self.person.partner_id.id, "template_id": template.id, "date_start": "2026-01-01"}
        model = self.env["beneficiary.agreement"].with_user(self.officer)
        model.create([dict(vals)])

        def queries(count):
            return self._count_queries(lambda: model.create([dict(vals) for _i in range(count)]))

        queries(2)
        self.assertLessEqual(queries(30), queries(10) + 3)

    # --------------------------------------------------------------- templates
    def test_drafted_from_a_template(self):
        agreement = (
            self.env["beneficiary.agreement"]
            .with_user(self.officer)
            .create(
                {
                    "partner_id": self.person.partner_id.id,
                    "template_id": self._template().id,
                    "date_start": "2026-01-31",
                }
            )
        )
        self.assertEqual((agreement.subject, agreement.kind), ("Usual", "volunteering"))
        self.assertEqual(agreement.date_end, self._day("2026-07-30"))
        report, certificate = agreement.line_ids.sorted("sequence")
        self.assertEqual((report.due_date, report.recurrence), (self._day("2026-03-02"), "monthly"))
        self.assertEqual((certificate.due_date, certificate.recurrence, certificate.whose), (False, "none", "party"))

    def test_the_form_drafts_from_a_template(self):
        with Form(self.env["beneficiary.agreement"].with_user(self.officer)) as form:
            form.partner_id = self.person.partner_id
            form.date_start = "2026-01-01"
            form.template_id = self._template()
            self.assertEqual(len(form.line_ids), 2)
            self.assertEqual(form.beneficiary_id, self.person)
        self.assertEqual(len(form.record.line_ids), 2)
        self.assertEqual(form.record.dispute_path, "Amicably")

    def test_the_words_are_in_the_language_of_the_party(self):
        self.env["res.lang"]._activate_lang("ar_001")
        template = self._template()
        template.with_context(lang="ar_001").write({"name": "اتفاقية", "dispute_path": "وديا"})
        template.line_ids[0].with_context(lang="ar_001").description = "تقرير"
        self.person.lang = "ar_001"
        agreement = (
            self.env["beneficiary.agreement"]
            .with_user(self.officer)
            .create({"partner_id": self.person.partner_id.id, "template_id": template.id})
        )
        self.assertEqual((agreement.subject, agreement.dispute_path), ("اتفاقية", "وديا"))
        self.assertIn("تقرير", agreement.line_ids.mapped("description"))

    def test_shipped_templates_can_be_sent(self):
        for name in ("service", "volunteering", "partnership"):
            template = self.env.ref(f"beneficiary.agreement_template_{name}")
            agreement = (
                self.env["beneficiary.agreement"]
                .with_user(self.officer)
                .create({"partner_id": self.person.partner_id.id, "template_id": template.id})
            )
            agreement.action_send()
            self.assertEqual(agreement.state, "sent")
            self.assertTrue(agreement.liability_limits and agreement.remedy_rules)

    # ----------------------------------------------------------------- sending
    def test_sending_says_what_is_missing(self):
        agreement = self._agreement(text=False, dispute_path=False, line_ids=[])
        with self.assertRefused("the terms", "how disputes are settled", "a right or duty"):
            agreement.action_send()
        self.assertEqual(agreement.state, "draft")

    def test_the_party_is_told_with_a_link(self):
        agreement = self._sent()
        self.assertEqual(agreement.party_name, self.person.name)
        address = f"/my/agreements/{agreement.id}"
        self.assertIn(address, self._notes(agreement))
        self.assertNotIn("access_token", self._notes(agreement), "staff who read the thread could sign as the party")
        self.assertIn(f"{address}?access_token=", agreement._notice_outgoing(agreement._page_address()))

    def test_who_has_a_login_gets_no_token(self):
        self.portal_user.partner_id.email = "portal@beneficiary.test"
        agreement = self._sent(partner_id=self.portal_user.partner_id.id)
        self.assertIn(f"/my/agreements/{agreement.id}", self._notes(agreement))
        self.assertNotIn("access_token", agreement._notice_outgoing(agreement._page_address()))

    def test_what_was_sent_is_taken_back_to_be_changed(self):
        agreement = self._sent()
        for change in ({"text": "<p>Other</p>"}, {"date_end": False}, {"line_ids": [self._line()]}):
            with self.assertRefused("Take it back to draft"):
                agreement.write(change)
        with self.assertRefused("Take it back to draft"):
            agreement.line_ids.description = "More"
        with self.assertRaises(UserError):
            agreement.line_ids.unlink()
        agreement.action_draft()
        agreement.text = "<p>Other</p>"
        self.assertEqual(agreement.state, "draft")

    def test_withdrawn_with_a_reason(self):
        agreement = self._sent()
        with self.assertRefused("Write the reason"):
            agreement.action_cancel(" ")
        agreement.action_cancel("The party does not want it")
        self.assertEqual((agreement.state, agreement.close_reason), ("cancelled", "The party does not want it"))
        with self.assertRefused("withdraw it, it cannot be deleted"):
            agreement.with_user(self.manager).unlink()

    def test_a_draft_is_deleted_by_the_manager(self):
        agreement = self._agreement().with_user(self.manager)
        agreement.unlink()
        self.assertFalse(agreement.exists())

    # --------------------------------------------------------------- following
    def test_renewal_moves_everything_by_the_period(self):
        old = self._active(line_ids=[self._line(due_date="2026-03-01", amount=50), self._line(due_date=False)])
        new = self.env["beneficiary.agreement"].browse(old.action_renew()["res_id"]).with_user(self.officer)
        self.assertEqual((new.previous_id, new.succession, new.state), (old, "renewal", "draft"))
        self.assertEqual((new.date_start, new.date_end), (self._day("2027-01-01"), self._day("2027-12-31")))
        self.assertEqual(new.line_ids.mapped("due_date"), [self._day("2027-03-01"), False])
        self.assertEqual((new.text, new.line_ids[0].amount), (old.text, 50))
        self.assertEqual(old.state, "active")
        with self.assertRefused("already followed by", new.name):
            old.action_amend()
        new.action_send()
        new.sign_party("Fatimah", self.signature)
        new.sign_association(self.signature)
        self.assertEqual((old.state, new.state), ("renewed", "active"))
        self.assertEqual(old.line_ids.mapped("state"), ["open", "open"], "what is owed stays owed")
        self.assertTrue(old.check_integrity())

    def test_an_amendment_takes_the_place_of_the_old_one(self):
        old = self._active(line_ids=[self._line(), self._line(description="Report", due_date="2026-02-01")])
        old.line_ids[0].action_perform()
        with self._at("2026-01-20 08:00:00"):
            new = self.env["beneficiary.agreement"].browse(old.action_amend()["res_id"]).with_user(self.officer)
            self.assertEqual(new.line_ids.mapped("description"), ["Report"])
            self.assertEqual((new.date_start, new.date_end), (self._day("2026-01-20"), self._day("2026-12-31")))
            new.text = "<p>Better words</p>"
            new.action_send()
            new.sign_association(self.signature)
            new.sign_party("Fatimah", self.signature)
        self.assertEqual((old.state, new.state), ("amended", "active"))
        self.assertEqual(old.line_ids.mapped("state"), ["performed", "waived"])
        self.assertIn(new.name, old.line_ids[1].waive_reason)

    def test_a_renewal_of_what_was_withdrawn_may_be_tried_again(self):
        old = self._active()
        new = self.env["beneficiary.agreement"].browse(old.action_renew()["res_id"]).with_user(self.officer)
        new.action_cancel("Not now")
        self.assertNotEqual(old.action_renew()["res_id"], new.id)

    def test_a_draft_is_not_renewed(self):
        with self.assertRefused("this step needs"):
            self._agreement().action_renew()

    def test_terminating_waives_what_is_open(self):
        agreement = self._active()
        with self.assertRefused("Write the reason"):
            agreement.action_terminate()
        agreement.action_terminate("Both agreed")
        self.assertEqual((agreement.state, agreement.close_reason), ("terminated", "Both agreed"))
        self.assertEqual(agreement.line_ids.state, "waived")
        self.assertIn("Both agreed", agreement.line_ids.waive_reason)

    # ----------------------------------------------------------------- figures
    def test_figures_and_filters(self):
        quiet, late = self._active(), self._active()
        late.line_ids.sudo().write({"state": "missed", "missed_on": "2026-02-02"})
        self.env.invalidate_all()
        self.assertEqual((quiet.open_count, quiet.missed_count, quiet.next_due), (1, 0, self._day("2026-02-01")))
        self.assertEqual((late.open_count, late.missed_count, late.next_due), (0, 1, False))
        model = self.env["beneficiary.agreement"].with_user(self.officer)
        self.assertEqual(model.search([("line_ids.state", "=", "missed")]), late)
        action = self.person.action_view_agreements()
        self.assertEqual(set(model.search(action["domain"])), {quiet, late})
        self.assertEqual(self.person.agreement_count, 2)
