import json

from odoo.tests import HttpCase, new_test_user, tagged
from odoo.tools import mute_logger

from .common import PagesMixin, PartnerCommon


@tagged("post_install", "-at_install")
class TestPartnerAttack(PagesMixin, PartnerCommon, HttpCase):
    """Nobody but the entity of a case reaches it, by whatever door, and only while its agreement is in force."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env.ref("website.default_website").company_id = cls.company
        cls.paper = cls._paper(cls.paper_id)
        cls.file = cls._attach(cls.paper)
        cls.case = cls._send(document_ids=[(6, 0, cls.paper.ids)])

    def _state(self):
        case = self.case.sudo()
        return (case.state, case.verdict, case.return_reason, case.received_by, case.answered_by, case.entity_id)

    def _attempts(self):
        for path in ("", f"/file/{self.file.id}"):
            yield self._get(self.case, path).text
        yield self.url_open("/my/cases").text
        for path, data in (("receive", {}), ("verify", {"statement": "Attack"}), ("return", {"reason": "Attack"})):
            yield self._post(self.case, path, data).text

    def assertNothingReached(self):
        before = self._state()
        for text in self._attempts():
            for secret in ("Yusuf", "…0008", self.case.name, "father", "%PDF"):
                self.assertNotIn(secret, text)
        self.assertEqual(self._state(), before)

    def assertReached(self):
        self.assertIn("Yusuf", self._get(self.case).text)

    def test_b_does_not_reach_a(self):
        self._login(self.user_b)
        self.assertNothingReached()
        self._login(self.user_a)
        self.assertReached()

    def test_b_does_not_reach_an_answered_case_of_a(self):
        self.case.with_user(self.user_a).sudo()._portal_verify("He died")
        self._login(self.user_b)
        self.assertNothingReached()

    def test_files_of_a_by_the_case_of_b(self):
        own = self._send(entity=self.entity_b)
        self._login(self.user_b)
        self.assertEqual(self._get(own, f"/file/{self.file.id}").status_code, 404)

    def test_the_public_is_led_to_the_login(self):
        self.authenticate(None, None)
        self.assertIn("/web/login", self._get(self.case).url)
        self.assertNothingReached()

    def test_a_beneficiary_with_a_login(self):
        user = new_test_user(self.env, "applicant", "base.group_portal", partner_id=self.orphan.partner_id.id)
        self._login(user)
        self.assertNothingReached()

    def test_staff_have_no_case_here(self):
        for user in (self.officer, self.manager):
            self._login(user)
            self.assertNothingReached()

    def test_staff_listed_as_contact_have_no_case_here(self):
        self.user_a.write({"group_ids": [(6, 0, self.env.ref("base.group_user").ids)]})
        self._login(self.user_a)
        self.assertNothingReached()

    def test_another_contact_of_the_organisation(self):
        contact = self.env["res.partner"].create({"name": "Colleague", "parent_id": self.entity_a.partner_id.id})
        user = new_test_user(self.env, "colleague", "base.group_portal", partner_id=contact.id)
        self._login(user)
        self.assertNothingReached()
        self.entity_a.contact_ids |= contact
        self.assertReached()

    def test_a_contact_taken_off_the_list(self):
        self._login(self.user_a)
        self.assertReached()
        self.entity_a.contact_ids = False
        self.assertNothingReached()

    def test_a_contact_who_left_the_organisation(self):
        self._login(self.user_a)
        self.user_a.partner_id.parent_id = False
        self.assertNothingReached()

    def test_a_contact_who_went_to_another_organisation(self):
        self.user_a.partner_id.parent_id = self.entity_b.partner_id
        self._login(self.user_a)
        self.assertNothingReached()

    def test_after_the_agreement_ended(self):
        self._login(self.user_a)
        self.assertReached()
        self.entity_a.agreement_id.with_user(self.officer).action_terminate("Both want it")
        self.assertNothingReached()

    def test_after_the_last_day_of_the_agreement(self):
        today = self.company._beneficiary_today()
        agreement = self.entity_a.agreement_id
        self.env.cr.execute(
            "UPDATE beneficiary_agreement SET date_start = %s, date_end = %s WHERE id = %s",
            [today.replace(year=2020), today.replace(year=2021), agreement.id],
        )
        self.env.invalidate_all()
        self.assertEqual(agreement.state, "active")
        self._login(self.user_a)
        self.assertNothingReached()

    def test_outside_the_time_of_the_entity_and_archived(self):
        self._login(self.user_a)
        self.entity_a.date_end = self.company._beneficiary_today().replace(year=2020)
        self.assertNothingReached()
        self.entity_a.date_end = False
        self.assertReached()
        self.entity_a.active = False
        self.assertNothingReached()

    def test_a_withdrawn_case(self):
        self.case.action_withdraw("Sent by mistake")
        self._login(self.user_a)
        self.assertNothingReached()

    def test_nobody_verifies_his_own_case(self):
        self.orphan.sudo().partner_id = self.user_a.partner_id
        self.env.flush_all()
        self._login(self.user_a)
        before = self._state()
        self.assertNotIn(self.case.name, self._get(self.case).text)
        self._post(self.case, "verify", {"statement": "It is me"})
        self.assertEqual(self._state(), before)

    def test_another_association(self):
        other = self._create_other_company()
        self.env.ref("website.default_website").company_id = other
        self._login(self.user_a)
        self.assertNothingReached()

    def test_unknown_and_hidden_give_the_same_answer(self):
        self._login(self.user_b)
        unknown = self.case.browse(self.case.id + 100_000)
        for path in ("", f"/file/{self.file.id}"):
            hidden, missing = self._get(self.case, path), self._get(unknown, path)
            self.assertEqual((hidden.url, hidden.status_code), (missing.url, missing.status_code))
        hidden, missing = self._post(self.case, "verify"), self._post(unknown, "verify")
        self.assertEqual((hidden.url, hidden.status_code), (missing.url, missing.status_code))

    def test_posted_fields_that_no_form_has(self):
        self._login(self.user_a)
        extra = {
            "state": "verified",
            "entity_id": str(self.entity_b.id),
            "company_id": "1",
            "request_id": "1",
            "answered_by": str(self.officer.id),
            "on_paper": "1",
            "verdict": "Attack",
            "return_reason": "Attack",
            "document_ids": str(self.request.document_ids.ids),
            "due_date": "2099-01-01",
        }
        due = self.case.due_date
        self._post(self.case, "receive", extra)
        self.assertEqual(self._state(), ("received", False, False, self.user_a, self.env["res.users"], self.entity_a))
        self._post(self.case, "verify", {"statement": "He died"} | extra)
        self.assertEqual(self._state(), ("verified", "He died", False, self.user_a, self.user_a, self.entity_a))
        self.assertFalse(self.case.on_paper)
        self.assertEqual((self.case.due_date, self.case.document_ids), (due, self.paper))

    def test_no_other_site_posts(self):
        self._login(self.user_a)
        before = self._state()
        for path in ("receive", "verify", "return"):
            data = {"statement": "Attack", "reason": "Attack"}
            self.assertEqual(self._post(self.case, path, data, csrf=False).status_code, 400, path)
            with mute_logger("odoo.http"):
                self.assertIn(self._get(self.case, f"/{path}").status_code, (404, 405), path)
        self.assertEqual(self._state(), before)

    # -------------------------------------------------------------------- RPC
    def _rpc(self, model, method, *args):
        self.env.flush_all()
        with mute_logger("odoo.http", "odoo.addons.base.models.ir_model", "odoo.addons.base.models.ir_rule"):
            response = self.url_open(
                f"/web/dataset/call_kw/{model}/{method}",
                data=json.dumps(
                    {
                        "jsonrpc": "2.0",
                        "method": "call",
                        "params": {"model": model, "method": method, "args": list(args), "kwargs": {}},
                    }
                ),
                headers={"Content-Type": "application/json"},
            )
        self.env.invalidate_all()
        return response.json()

    def test_no_rights_over_rpc(self):
        """Neither the own entity nor another one has any: the pages are the only door."""
        case, entity = self.case, self.entity_a
        before = self._state()
        for user in (self.user_a, self.user_b):
            self._login(user)
            for model, method, *args in (
                (case._name, "read", case.ids, ["shared_name", "shared_identity"]),
                (case._name, "search_read", [], ["shared_name"]),
                (case._name, "write", case.ids, {"question": "x"}),
                (case._name, "create", [{"request_id": self.request.id, "entity_id": entity.id, "question": "x"}]),
                (case._name, "unlink", case.ids),
                (case._name, "action_record_verified", case.ids, "Attack"),
                (case._name, "action_withdraw", case.ids, "Attack"),
                (case._name, "_portal_verify", case.ids, "Attack"),
                (entity._name, "read", entity.ids, ["agreement_id"]),
                (entity._name, "write", entity.ids, {"contact_ids": [(4, self.user_b.partner_id.id)]}),
                ("beneficiary.request", "read", self.request.ids, ["description"]),
                ("beneficiary.document", "read", self.paper.ids, ["number"]),
                ("beneficiary.mechanism.step", "search_read", [], ["name"]),
                ("beneficiary.mechanism.check", "search_read", [], ["name"]),
                ("ir.attachment", "read", self.file.ids, ["raw"]),
            ):
                answer = self._rpc(model, method, *args)
                self.assertIn("AccessError", answer["error"]["data"]["name"], (model, method))
        self.assertEqual(self._state(), before)

    def test_the_file_by_other_doors(self):
        self._login(self.user_a)
        for url in (f"/web/content/{self.file.id}", f"/web/image/{self.file.id}"):
            with mute_logger("odoo.http"):
                self.assertNotIn("%PDF", self.url_open(url).text)

    def test_the_chatter_of_odoo_gives_nothing(self):
        self.case.message_post(body="Secret of staff", message_type="comment", subtype_xmlid="mail.mt_comment")
        for user in (self.user_a, self.user_b):
            self._login(user)
            with mute_logger("odoo.http", "odoo.addons.base.models.ir_model"):
                response = self.url_open(
                    "/mail/chatter_fetch",
                    data=json.dumps(
                        {"params": {"thread_model": self.case._name, "thread_id": self.case.id}, "method": "call"}
                    ),
                    headers={"Content-Type": "application/json"},
                )
            self.assertNotIn("Secret of staff", response.text)
