from odoo.exceptions import AccessError
from odoo.tests import Form, tagged

from ..common import BeneficiaryCommon


@tagged("post_install", "-at_install")
class TestReferral(BeneficiaryCommon):
    """A request whose procedure is unclear goes to a social researcher, who answers (R-42)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.request = cls._create_request()
        cls.colleague = cls._create_user("colleague", "researcher")

    def _refer(self, request=None, user=None, **vals):
        defaults = {
            "request_id": (request or self.request).id,
            "reason": "The guardianship is unclear",
            "question": "Which paper proves who the guardian is?",
        }
        return self.env["beneficiary.referral"].with_user(user or self.officer).create(defaults | vals)

    def _asked(self, referral, user=None):
        return referral.with_user(user or self.researcher)

    # ------------------------------------------------------------------- refer
    def test_refer(self):
        referral = self._refer()
        self.assertEqual((referral.state, referral.referred_by), ("open", self.officer))
        self.assertEqual((referral.company_id, referral.branch_id), (self.company, self.branch))
        self.assertEqual((referral.name, referral.beneficiary_id), (self.request.name, self.request.beneficiary_id))
        self.assertEqual(self.request.referral_ids, referral)
        self.assertEqual(self.request.referral_count, 1)

    def test_screen(self):
        action = self.request.action_refer()
        referrals = self.env[action["res_model"]].with_user(self.officer).with_context(**action["context"])
        with Form(referrals, view=action["view_id"][0]) as form:
            form.reason = "Unclear"
            form.question = "Who is the guardian?"
            form.user_id = self.researcher
        self.assertEqual(form.record.request_id, self.request)

    def test_a_delegate_refers_what_is_of_his_branch(self):
        self.assertEqual(self._refer(user=self.delegate).referred_by, self.delegate)
        stranger = self._create_beneficiary("نورة", branch_id=self.other_branch.id)
        with self.assertRaises(AccessError):
            self._refer(self._create_request(stranger), user=self.delegate)

    def test_who_may_not_refer(self):
        for user in (self.researcher, self.management, self.committee_member):
            with self.assertRefused("Only these roles"):
                self._refer(user=user)
            with self.assertRefused("Only these roles"):
                self.request.with_user(user).action_refer()

    def test_only_where_the_policy_lets_it(self):
        self.assertTrue(self.request.referral_allowed)
        self._put_in_force("samtah")
        request = self._create_request()
        self.assertFalse(request.referral_allowed)
        for call in (lambda: self._refer(request), request.action_refer):
            with self.assertRefused("does not provide for it", request.name):
                call()
        self.assertTrue(self.request.referral_allowed, "a case keeps the policy under which it began")

    def test_not_what_is_closed(self):
        self.request.action_cancel("Withdrawn")
        self.assertFalse(self.request.referral_allowed)
        with self.assertRefused("is closed", self.request.name):
            self._refer()

    def test_one_at_a_time(self):
        first = self._refer()
        self.assertFalse(self.request.referral_allowed)
        with self.assertDatabaseRefuses("beneficiary.referral", "This request is already referred"):
            self._refer()
        self._asked(first).action_accept()
        with self.assertDatabaseRefuses("beneficiary.referral", "This request is already referred"):
            self._refer()
        self._asked(first).action_decline("Not my field")
        self.request.invalidate_recordset(["referral_allowed"])
        self.assertTrue(self.request.referral_allowed)
        self.assertEqual(self._refer().state, "open")

    def test_about_something(self):
        with self.assertDatabaseRefuses("beneficiary.referral", "about one request or one inquiry"):
            self._refer(request_id=False)

    def test_to_a_researcher(self):
        with self.assertRefused("is no social researcher", self.finance.name):
            self._refer(user_id=self.finance.id)

    def test_not_to_oneself(self):
        with self.assertRefused("refer a case to yourself"):
            self._refer(user=self.manager, user_id=self.manager.id)

    def test_what_was_asked_stays(self):
        referral = self._refer()
        for vals in ({"question": "Other"}, {"user_id": self.colleague.id}, {"answer": "Yes"}, {"state": "answered"}):
            for user in (self.officer, self.researcher, self.manager):
                with self.assertRaises(AccessError):
                    referral.with_user(user).write(vals)

    def test_nobody_refers_in_anothers_name(self):
        with self.assertRaises(AccessError):
            self._refer(referred_by=self.manager.id)

    # ------------------------------------------------------------ being told
    def test_the_researcher_is_told(self):
        requests = self.request | self._create_request()
        referrals = (
            self.env["beneficiary.referral"]
            .with_user(self.officer)
            .create(
                [
                    {"request_id": r.id, "reason": "Unclear", "question": "Who?", "user_id": self.researcher.id}
                    for r in requests
                ]
            )
        )
        activities = referrals.sudo().activity_ids
        self.assertEqual(len(activities), 2)
        self.assertEqual(activities.user_id, self.researcher)
        self.assertIn(self.request.name, activities[0].summary)

    def test_any_researcher(self):
        self.assertFalse(self._refer().sudo().activity_ids)

    def test_batch(self):
        def refer(count):
            requests = self.env["beneficiary.request"].with_user(self.officer)
            values = {
                "beneficiary_id": self.request.beneficiary_id.id,
                "program_id": self.program.id,
                "channel_id": self.channel.id,
                "company_id": self.company.id,
            }
            requests = requests.create([dict(values) for _i in range(count)])
            self.env.flush_all()
            before = self.cr.sql_log_count
            self.env["beneficiary.referral"].with_user(self.officer).create(
                [
                    {"request_id": r.id, "reason": "Unclear", "question": "Who?", "user_id": self.researcher.id}
                    for r in requests
                ]
            )
            self.env.flush_all()
            return self.cr.sql_log_count - before

        refer(2)
        few, many = refer(5), refer(50)
        self.assertLessEqual(many, few + 5)

    # ------------------------------------------------------------- who sees it
    def test_researchers_see_their_own_and_nobodys(self):
        mine = self._refer(user_id=self.researcher.id)
        theirs = self._refer(self._create_request(), user_id=self.colleague.id)
        anyones = self._refer(self._create_request())
        everything = mine | theirs | anyones
        domain = [("id", "in", everything.ids)]
        for user, seen in (
            (self.researcher, mine | anyones),
            (self.colleague, theirs | anyones),
            (self.officer, everything),
            (self.delegate, everything),
            (self.management, everything),
        ):
            self.assertEqual(self.env["beneficiary.referral"].with_user(user).search(domain).sudo(), seen.sudo())
        for user in (self.committee_member, self.finance):
            with self.assertRaises(AccessError):
                mine.with_user(user).read(["question"])

    def test_a_delegate_of_another_branch(self):
        referral = self._refer()
        self.delegate.beneficiary_branch_ids = self.other_branch
        with self.assertRaises(AccessError):
            referral.with_user(self.delegate).read(["question"])

    def test_the_screen_of_the_reply_shows_no_question_of_others(self):
        referral = self._refer(user_id=self.colleague.id)
        wizard = self.env["beneficiary.referral.reply"].with_user(self.researcher)
        with self.assertRaises(AccessError):
            wizard.new({"referral_id": referral.id}).question  # noqa: B018

    # ---------------------------------------------------------------- accepting
    def test_accept(self):
        referral = self._refer()
        with self._at("2026-01-04 08:00:00"):
            self._asked(referral).action_accept()
        self.assertEqual((referral.state, referral.user_id), ("accepted", self.researcher))
        self.assertEqual(str(referral.date_accepted), "2026-01-04 08:00:00")
        with self.assertRaises(AccessError):
            self._asked(referral, self.colleague).read(["question"])

    def test_who_may_not_reply(self):
        referral = self._refer(user_id=self.researcher.id)
        for user in (self.officer, self.delegate, self.management, self.committee_member):
            for step in ("action_accept", "action_answer", "action_decline"):
                with self.assertRefused("Only these roles"):
                    getattr(referral.with_user(user), step)(*["Text"][: step != "action_accept"])
        for step in ("action_accept", "action_answer", "action_decline"):
            with self.assertRaises(AccessError):
                getattr(referral.with_user(self.colleague), step)(*["Text"][: step != "action_accept"])

    def test_nobody_answers_his_own_question(self):
        referral = self._refer(user=self.manager)
        self.assertFalse(referral.may_reply)
        with self.assertRefused("nobody answers his own question"):
            referral.action_answer("I know it myself")

    def test_buttons(self):
        referral = self._refer()
        for user, reply, revoke in (
            (self.researcher, True, False),
            (self.officer, False, True),
            (self.manager, True, True),
            (self.delegate, False, False),
        ):
            seen = referral.with_user(user)
            self.assertEqual((seen.may_reply, seen.may_revoke), (reply, revoke), user.login)

    # ----------------------------------------------------------------- answering
    def test_answer(self):
        referral = self._refer(user_id=self.researcher.id)
        self._asked(referral).action_accept()
        with self._at("2026-01-05 08:00:00"):
            self._asked(referral).action_answer("The heirs' deed names him.")
        self.assertEqual((referral.state, referral.answer), ("answered", "The heirs' deed names him."))
        self.assertEqual(str(referral.date_closed), "2026-01-05 08:00:00")
        self.assertFalse(referral.sudo().activity_ids, "the researcher has nothing left to do")
        note = self.request.sudo().message_ids[:1]
        self.assertIn("heirs", str(note.body))
        self.assertIn("Which paper proves", str(note.body))
        self.assertEqual(note.author_id, self.researcher.partner_id)
        self.assertEqual(note.subtype_id, self.env.ref("mail.mt_note"))
        activity = self.request.sudo().activity_ids
        self.assertEqual(activity.user_id, self.officer)
        self.assertIn("answered", activity.summary)

    def test_the_applicant_is_not_told_unless_asked(self):
        before = len(self.request.sudo().message_ids)
        self._asked(self._refer()).action_answer("Yes")
        self.assertEqual(len(self.request.sudo().message_ids), before + 1)
        self.assertNotIn("Dear ", self._notes(self.request))

    def test_the_applicant_is_told(self):
        self.request.beneficiary_id.email = "fatimah@example.org"
        referral = self._refer(tell_applicant=True)
        self._asked(referral).action_answer("The heirs' deed.\nBring it along.")
        message = self.request.sudo().message_ids.filtered(lambda m: "Dear " in m.body)
        self.assertIn("Bring it along.", message.body)
        self.assertEqual(message.partner_ids, self.request.partner_id)

    def test_words_are_words(self):
        referral = self._refer(question="<b>Who?</b>")
        self._asked(referral).action_answer("<script>alert(1)</script>")
        self.assertNotIn("<script>", self._notes(self.request))
        self.assertIn("&lt;b&gt;Who?", self._notes(self.request))

    def test_an_answer_says_something(self):
        for text in (None, "", "  "):
            with self.assertRefused("Write the answer"):
                self._asked(self._refer(self._create_request())).action_answer(text)

    def test_decline(self):
        referral = self._refer()
        with self.assertRefused("Write why you decline"):
            self._asked(referral).action_decline()
        self._asked(referral).action_decline("Not my field")
        self.assertEqual((referral.state, referral.decline_reason), ("declined", "Not my field"))
        self.assertIn("Not my field", self._notes(self.request))
        self.assertIn("declined", self.request.sudo().activity_ids.summary)

    def test_screens_of_the_reply(self):
        for step, state in (("answer", "answered"), ("decline", "declined"), ("revoke", "revoked")):
            referral = self._refer(self._create_request())
            user = self.officer if step == "revoke" else self.researcher
            wizard = self.env["beneficiary.referral.reply"].with_user(user)
            with Form(wizard.with_context(active_id=referral.id, default_step=step)) as form:
                form.text = "Words"
            form.record.action_confirm()
            self.assertEqual(referral.state, state)

    # ------------------------------------------------------------------ revoking
    def test_revoke(self):
        referral = self._refer(user_id=self.researcher.id)
        with self.assertRefused("Write why the referral is revoked"):
            referral.action_revoke(" ")
        referral.action_revoke("Found it myself")
        self.assertEqual((referral.state, referral.revoke_reason), ("revoked", "Found it myself"))
        self.assertFalse(referral.sudo().activity_ids)

    def test_a_manager_revokes(self):
        referral = self._refer(user=self.delegate)
        with self.assertRefused("Only he or a manager", self.delegate.name):
            referral.with_user(self.officer).action_revoke("No")
        referral.with_user(self.manager).action_revoke("No longer needed")
        self.assertEqual(referral.state, "revoked")

    def test_a_closed_request_keeps_nobody_busy(self):
        referral = self._refer(user_id=self.researcher.id)
        self.request.action_cancel("Withdrawn")
        self.assertEqual(referral.state, "revoked")
        self.assertFalse(referral.sudo().activity_ids)

    # -------------------------------------------------------------------- frozen
    def test_what_is_closed_is_final(self):
        answered, declined, revoked = (self._refer(self._create_request()) for _i in range(3))
        self._asked(answered).action_answer("Yes")
        self._asked(declined).action_decline("No")
        revoked.action_revoke("No")
        for referral in (answered, declined, revoked):
            with self.assertRefused("is closed and cannot be changed"):
                referral.sudo().question = "Other"
            with self.assertRefused("is closed and cannot be changed"):
                referral.sudo().unlink()
            for step in ("action_accept", "action_answer", "action_decline", "action_revoke"):
                with self.assertRefused("this step needs"):
                    getattr(referral.with_user(self.manager), step)(*["Text"][: step != "action_accept"])

    def test_a_closed_one_still_moves_with_the_file(self):
        referral = self._refer()
        self._asked(referral).action_answer("Yes")
        self.request.beneficiary_id.with_user(self.manager).branch_id = self.other_branch
        self.assertEqual(referral.sudo().branch_id, self.other_branch)


@tagged("post_install", "-at_install")
class TestLeadReferral(BeneficiaryCommon):
    """An inquiry is referred in the same way."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        inquiries = cls.env["crm.lead"].with_user(cls.officer).with_context(default_is_inquiry=True)
        cls.lead = inquiries.create({"name": "Which papers?", "company_id": cls.company.id, "user_id": cls.officer.id})

    def _refer(self, user=None, **vals):
        values = {"lead_id": self.lead.id, "reason": "Unclear", "question": "Which papers?"}
        return self.env["beneficiary.referral"].with_user(user or self.officer).create(values | vals)

    def test_refer_and_answer(self):
        self.assertTrue(self.lead.referral_allowed)
        context = self.lead.action_refer()["context"]
        self.assertEqual(context, {"default_lead_id": self.lead.id})
        referral = self._refer(tell_applicant=True)
        self.assertEqual((referral.name, referral.company_id), (self.lead.display_name, self.company))
        self.assertEqual(self.lead.referral_ids, referral)
        self.assertEqual(self.lead.inquiry_state, "referred")
        referral.with_user(self.researcher).action_answer("The family card")
        self.assertIn("The family card", self._notes(self.lead))
        self.assertEqual(self.lead.sudo().activity_ids.user_id, self.officer)
        self.assertEqual(self.lead.inquiry_state, "open")

    def test_policy_in_force(self):
        self._put_in_force("samtah")
        self.assertFalse(self.lead.referral_allowed)
        with self.assertRefused("does not provide for it"):
            self._refer()

    def test_who_may_not_change_the_inquiry(self):
        with self.assertRaises(AccessError):
            self._refer(user=self.delegate)
        with self.assertRaises(AccessError):
            self.lead.with_user(self.delegate).action_refer()

    def test_one_at_a_time(self):
        self._refer()
        with self.assertDatabaseRefuses("beneficiary.referral", "This inquiry is already referred"):
            self._refer()

    def test_one_of_both(self):
        with self.assertDatabaseRefuses("beneficiary.referral", "about one request or one inquiry"):
            self._refer(user=self.officer, request_id=self._create_request().id)
