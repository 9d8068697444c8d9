from odoo.tests import tagged

from .common import RpcCommon

WORDS = "A word about the case"
WRITERS = ("delegate", "officer", "manager")
READERS = ("researcher", "committee_member", "management")
STRANGERS = ("delegate_south", "outsider", "finance", "plain", "portal", "public")


@tagged("post_install", "-at_install")
class TestChatter(RpcCommon):
    """The thread follows its record: who may not read it reads no word of it, who may not change it adds none."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.steps._review(cls.north)
        cls.item = cls.north.sudo().item_ids
        cls.note = cls.north.with_user(cls.officer).message_post(body=WORDS, subtype_xmlid="mail.mt_note")
        cls.person_note = cls.person.with_user(cls.officer).message_post(body=WORDS, subtype_xmlid="mail.mt_note")
        cls.activity = cls.north.with_user(cls.officer).activity_schedule(
            "mail.mail_activity_data_todo", summary=WORDS, user_id=cls.officer.id
        )

    # -------------------------------------------------------------------- read
    def test_words_are_read_with_the_record_only(self):
        for role in (*WRITERS, *READERS, *STRANGERS):
            readers = (*WRITERS, *READERS)
            self._login(role)
            with self.subTest(role=role):
                for note in (self.note, self.person_note):
                    read, _error = self._rpc("mail.message", "read", note.ids, ["body"])
                    self.assertIs(bool(read), role in readers)
                    found, _error = self._rpc("mail.message", "search_read", [("id", "=", note.id)], ["body"])
                    self.assertIs(bool(found), role in readers)
                    found, _error = self._rpc("mail.message", "search_count", [("body", "ilike", WORDS)])
                    self.assertIs(bool(found), role in readers)
                    model, res_id = note.model, note.res_id
                    answer = self._json("/mail/thread/messages", {"thread_model": model, "thread_id": res_id})
                    self.assertIs(WORDS in answer.text, role in readers)

    def test_activities_are_seen_by_who_may_change_the_record(self):
        for role in (*WRITERS, *READERS, *STRANGERS):
            self._login(role)
            with self.subTest(role=role):
                found, _error = self._rpc("mail.activity", "search_read", [("id", "=", self.activity.id)], ["summary"])
                self.assertIs(bool(found), role in WRITERS)
                if role in STRANGERS:
                    self.assertRpcRefused("mail.activity", "read", self.activity.ids, ["summary"])

    def test_the_words_go_with_the_person(self):
        self.person.sudo().branch_id = self.other_branch
        self._login("delegate")
        for note in (self.note, self.person_note):
            found, _error = self._rpc("mail.message", "search_read", [("id", "=", note.id)], ["body"])
            self.assertFalse(found)

    def test_a_former_delegate_is_not_told_any_more(self):
        """Who followed a case of his branch does not go on receiving it when the branch is taken from him."""
        self.north.sudo().message_subscribe(partner_ids=self.delegate.partner_id.ids)
        self.branch.delegate_ids = False
        message = self.north.with_user(self.officer).message_post(body=WORDS, subtype_xmlid="mail.mt_comment")
        self.assertNotIn(self.delegate.partner_id, message.sudo().notified_partner_ids)
        self._login("delegate")
        self.assertRpcRefused("mail.message", "read", message.ids, ["body"])

    # ------------------------------------------------------------------- write
    def test_only_who_may_change_a_record_posts_on_it(self):
        for record in (self.north, self.person):
            for role in (*WRITERS, *READERS, *STRANGERS):
                self._login(role)
                with self.subTest(role=role, model=record._name), self._undone():
                    before = len(record.sudo().message_ids)
                    self._rpc(record._name, "message_post", record.ids, body="Forged")
                    params = {
                        "thread_model": record._name,
                        "thread_id": record.id,
                        "post_data": {"body": "Forged", "message_type": "comment", "subtype_xmlid": "mail.mt_comment"},
                    }
                    self._json("/mail/message/post", params)
                    added = len(record.sudo().message_ids) - before
                    self.assertEqual(added, 2 if role in WRITERS else 0)

    def test_who_follows_without_a_right_to_read_does_not_post(self):
        for role in ("delegate_south", "outsider", "plain", "portal"):
            self.north.sudo().message_subscribe(partner_ids=self._user(role).partner_id.ids)
            self._login(role)
            with self.subTest(role=role):
                before = len(self.north.sudo().message_ids)
                self._rpc(self.north._name, "message_post", self.north.ids, body="Forged")
                self._rpc(self.north._name, "message_post", self.north.ids, body="Forged", parent_id=self.note.id)
                params = {"thread_model": self.north._name, "thread_id": self.north.id, "post_data": {"body": "Forged"}}
                self._json("/mail/message/post", params)
                self.assertEqual(len(self.north.sudo().message_ids), before)

    def test_management_says_nothing_even_when_it_follows(self):
        """Odoo lets readers post who follow a record or answer a message on it: here that reaches the applicant."""
        for role in READERS:
            with self.subTest(role=role), self._undone():
                self._login(role)
                own = self._user(role).partner_id
                self._rpc(self.north._name, "message_subscribe", self.north.ids, partner_ids=own.ids)
                before = len(self.north.sudo().message_ids)
                self._rpc(self.north._name, "message_post", self.north.ids, body="Forged")
                self._rpc(self.north._name, "message_post", self.north.ids, body="Forged", parent_id=self.note.id)
                self.assertEqual(len(self.north.sudo().message_ids), before)

    def test_configuration_is_the_managers_to_comment(self):
        for record in (self.policy, self.program, self.committee):
            for role in ("delegate", "officer", "researcher", "committee_member", "management", "plain", "portal"):
                self._login(role)
                with self.subTest(role=role, model=record._name):
                    self.assertRpcRefused(record._name, "message_post", record.ids, body="Forged")

    def test_an_item_is_commented_by_its_committee_only(self):
        for role in ("delegate", "officer", "researcher", "management", "manager", "outsider", "plain"):
            self._login(role)
            with self.subTest(role=role):
                self.assertRpcRefused(self.item._name, "message_post", self.item.ids, body="Forged")
        self._login("committee_member")
        self.assertRpcAllowed(self.item._name, "message_post", self.item.ids, body="A question")

    def test_messages_are_not_made_changed_or_deleted_by_strangers_and_readers(self):
        for role in (*READERS, *STRANGERS[:-1]):
            self._login(role)
            vals = {"model": self.north._name, "res_id": self.north.id, "body": "Forged"}
            with self.subTest(role=role):
                self.assertRpcRefused("mail.message", "create", vals)
                self.assertRpcRefused("mail.message", "write", self.note.ids, {"body": "Forged"})
                self.assertRpcRefused("mail.message", "unlink", self.note.ids)
                own = self.env["mail.message"].sudo().create({"author_id": self._user(role).partner_id.id, "body": "x"})
                move = {"model": self.south._name, "res_id": self.south.id}
                self._rpc("mail.message", "write", own.ids, move)
                self.assertFalse(own.res_id == self.south.id and own.model == self.south._name)

    def test_activities_are_not_planned_by_strangers_and_readers(self):
        model = self.env["ir.model"]._get_id(self.north._name)
        for role in ("officer", *READERS, *STRANGERS[:-1]):
            self._login(role)
            vals = {"res_model_id": model, "res_id": self.north.id, "summary": "Forged", "user_id": self._user(role).id}
            with self.subTest(role=role), self._undone():
                before = len(self.north.sudo().activity_ids)
                self._rpc("mail.activity", "create", vals)
                self._rpc(self.north._name, "activity_schedule", self.north.ids, summary="Forged")
                self.assertIs(len(self.north.sudo().activity_ids) > before, role == "officer")

    def test_the_composer_is_no_way_around(self):
        for role in ("officer", *READERS, *STRANGERS[:-1]):
            self._login(role)
            with self.subTest(role=role), self._undone():
                before = len(self.north.sudo().message_ids)
                vals = {
                    "model": self.north._name,
                    "res_ids": str(self.north.ids),
                    "body": "Forged",
                    "composition_mode": "comment",
                    "subject": "Forged",
                }
                composer, _error = self._rpc("mail.compose.message", "create", vals)
                if composer:
                    self._rpc("mail.compose.message", "action_send_mail", [composer])
                self.assertEqual(len(self.north.sudo().message_ids) - before, 1 if role == "officer" else 0)

    def test_readers_and_strangers_subscribe_nobody_else(self):
        for role in (*READERS, *STRANGERS[:-1]):
            self._login(role)
            with self.subTest(role=role):
                self._rpc(self.north._name, "message_subscribe", self.north.ids, partner_ids=self.plain.partner_id.ids)
                self.assertNotIn(self.plain.partner_id, self.north.sudo().message_partner_ids)
                if role in STRANGERS:
                    own = self._user(role).partner_id
                    self._rpc(self.north._name, "message_subscribe", self.north.ids, partner_ids=own.ids)
                    self.assertNotIn(own, self.north.sudo().message_partner_ids)

    def test_the_notices_to_the_applicant_are_on_the_record_only(self):
        """The decision goes to the applicant; whoever else sees it sees it on the case."""
        self.steps._vote(self.item, {self.chair: "for", self.secretary: "for"})
        self.item.with_user(self.chair).write({"reason": "In need", "early_reason": "Urgent"})
        self.item.with_user(self.chair).action_decide()
        posted = self.north.sudo().message_ids.filtered(lambda m: "In need" in (m.body or ""))
        self.assertTrue(posted)
        self.assertFalse(posted.notified_partner_ids - self.person.partner_id - self.officer.partner_id)
        for role in STRANGERS:
            self._login(role)
            found, _error = self._rpc("mail.message", "search_count", [("id", "in", posted.ids)])
            self.assertFalse(found, role)
