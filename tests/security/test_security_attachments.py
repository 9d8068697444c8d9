from base64 import b64encode

from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import EVERYONE, NOISE, REFUSED, RpcCommon

CONTENT, SECRET = b"the content of a paper", b"SOMEBODY ELSE'S PAPER"
WORDS = "A word about the case"


@tagged("post_install", "-at_install")
class TestAttachments(RpcCommon):
    """A paper's files are read by whoever reads the paper, and by nobody else, whatever is linked to what."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.paper = cls.north.document_ids[:1]
        cls.hidden_paper = cls.south.document_ids[:1]
        cls.file = cls._upload(cls.delegate, cls.paper)
        cls.hidden_file = cls._upload(cls.delegate_south, cls.hidden_paper, raw=SECRET)
        cls.loose = cls.steps._attachment(cls.officer, raw=SECRET)  # uploaded, but not saved yet

    @classmethod
    def _upload(cls, user, paper, **vals):
        """Upload a file as the form does: first the file, then the line that holds it."""
        attachment = cls.steps._attachment(user, **vals)
        paper.with_user(user).write({"attachment_ids": [Command.link(attachment.id)]})
        return attachment.sudo()

    def _reads(self, role, attachment):
        """Tell whether a role gets at the content, over every door there is."""
        self._login(role)
        doors = [self.url_open(url).content for url in self._urls(attachment)]
        result, _error = self._rpc("ir.attachment", "read", attachment.ids, ["datas"])
        found, _error = self._rpc("ir.attachment", "search_count", [("id", "=", attachment.id)])
        answers = [attachment.raw in content for content in doors] + [bool(result), bool(found)]
        self.assertEqual(len(set(answers)), 1, f"the doors disagree for {role}: {answers}")
        return answers[0]

    def _urls(self, attachment):
        yield f"/web/content/{attachment.id}"
        yield f"/web/content/ir.attachment/{attachment.id}/datas?download=1"

    def _assert_readers(self, attachment, readers):
        for role in EVERYONE:
            with self.subTest(role=role), mute_logger(*NOISE):
                self.assertIs(self._reads(role, attachment), role in readers)

    # ------------------------------------------------------------------ owners
    def test_a_file_belongs_to_its_paper(self):
        self.assertEqual((self.file.res_model, self.file.res_id), ("beneficiary.document", self.paper.id))

    def test_a_file_is_read_by_the_readers_of_its_paper_only(self):
        self._assert_readers(self.file, ("delegate", "officer", "researcher", "management", "manager"))

    def test_a_file_of_another_branch(self):
        self._assert_readers(self.hidden_file, ("officer", "researcher", "management", "manager"))

    def test_a_file_of_an_agenda_is_read_by_its_committee_only(self):
        self.steps._review(self.north)
        readers = ("delegate", "officer", "researcher", "committee_member", "management", "manager")
        self._assert_readers(self.file, readers)
        self._login("outsider")
        with mute_logger(*NOISE):
            self.assertNotIn(CONTENT, self.url_open(f"/web/content/{self.file.id}").content)

    def test_a_file_made_by_the_request_form_belongs_to_its_paper(self):
        loose = self._attachment(self.delegate)
        vals = {"type_id": self.paper_id.id, "attachment_ids": [Command.link(loose.id)]}
        self._as("delegate", self.north).write({"document_ids": [Command.create(vals)]})
        self.assertEqual(loose.sudo().res_model, "beneficiary.document")
        self.assertIn(loose.sudo().res_id, self.north.document_ids.ids)
        created = {"type_id": self.paper_income.id, "attachment_ids": [Command.create({"name": "x", "raw": CONTENT})]}
        self._as("delegate", self.north).write({"document_ids": [Command.create(created)]})
        for attachment in self.north.sudo().document_ids.attachment_ids:
            self.assertEqual(attachment.res_model, "beneficiary.document")
            self.assertTrue(attachment.res_id)

    def test_a_file_that_leaves_its_branch(self):
        self.person.sudo().branch_id = self.other_branch
        self.assertFalse(self._reads("delegate", self.file))

    # ------------------------------------------------------------- somebody's
    def test_linking_somebodys_file_does_not_open_it(self):
        """Neither a file of a paper that one does not see, nor one that somebody has just uploaded."""
        thread = self._attachment(self.officer, res_model="beneficiary.request", res_id=self.south.id, raw=SECRET)
        for attachment in (self.hidden_file, self.loose.sudo(), thread.sudo()):
            owner = (attachment.res_model, attachment.res_id, attachment.public, attachment.access_token)
            for command in ([4, attachment.id], [6, 0, attachment.ids]):
                with self.subTest(owner=owner, command=command[0]), self._undone():
                    self._login("delegate")
                    self._rpc("beneficiary.document", "write", self.paper.ids, {"attachment_ids": [command]})
                    self.assertEqual(
                        (attachment.res_model, attachment.res_id, attachment.public, attachment.access_token), owner
                    )
                    spec = {"attachment_ids": {"fields": {"datas": {}, "name": {}}}}
                    for model, method, args in (
                        ("beneficiary.document", "web_read", [self.paper.ids, spec]),
                        ("beneficiary.document", "web_search_read", [[("id", "=", self.paper.id)], spec]),
                        ("beneficiary.request", "web_read", [self.north.ids, {"document_ids": {"fields": spec}}]),
                        ("ir.attachment", "read", [attachment.ids, ["datas"]]),
                    ):
                        result, _error = self._rpc(model, method, *args)
                        self.assertNotIn(b64encode(SECRET).decode(), str(result))
                    self.assertFalse(self._reads("delegate", attachment))

    def test_a_paper_cannot_hold_somebodys_file_at_all(self):
        """What is on the checklist is what the declaration covers and the committee reads."""
        for attachment in (self.hidden_file, self.loose):
            with self.subTest(attachment=attachment.id):
                link = {"attachment_ids": [Command.link(attachment.id)]}
                self.assertNotEffective(
                    lambda vals=link: self._as("delegate", self.paper).write(vals), (self.paper, "attachment_ids")
                )
                vals = {"request_id": self.north.id, "type_id": self.paper_id.id} | link
                try:
                    with mute_logger(*NOISE), self.env.cr.savepoint():
                        created = self._create_as("delegate", "beneficiary.document", vals)
                except REFUSED:
                    continue
                self.assertNotIn(attachment, created.sudo().attachment_ids)

    def test_a_file_of_another_paper_is_not_taken_over(self):
        """The officer sees both papers; linking the file to a second one leaves it where it is."""
        self._as("officer", self.paper).write({"attachment_ids": [Command.link(self.hidden_file.id)]})
        self.assertEqual(self.hidden_file.res_id, self.hidden_paper.id)
        self.assertFalse(self._reads("delegate", self.hidden_file))

    def test_files_are_not_changed_or_deleted_through_a_paper(self):
        for vals in (
            {"attachment_ids": [Command.update(self.hidden_file.id, {"public": True})]},
            {"attachment_ids": [Command.update(self.hidden_file.id, {"raw": b"forged"})]},
            {"attachment_ids": [Command.delete(self.hidden_file.id)]},
            {"attachment_ids": [Command.update(self.hidden_file.id, {"res_id": self.paper.id})]},
        ):
            names = ("public", "checksum", "res_id")
            with self.subTest(vals=str(vals)):
                self.assertNotEffective(
                    lambda v=vals: self._as("delegate", self.paper).write(v),
                    *[(self.hidden_file, name) for name in names],
                )
                self.assertTrue(self.hidden_file.exists())

    # --------------------------------------------------------------- take-over
    def test_the_owner_of_a_file_is_not_rewritten(self):
        for role, record in (("delegate", self.hidden_paper), ("plain", self.paper), ("management", self.paper)):
            with self.subTest(role=role):
                own = self._attachment(self._user(role))
                for vals in (
                    {"res_model": "beneficiary.document", "res_id": record.id},
                    {"res_model": "beneficiary.request", "res_id": record.request_id.id},
                    {"res_model": "beneficiary.declaration", "res_id": 1, "res_field": "signature"},
                ):
                    self.assertDenied(self._as(role, own).write, vals)
                    vals |= {"name": "x", "raw": b"forged"}
                    self.assertDenied(self._create_as, role, "ir.attachment", vals)

    def test_files_of_others_are_not_pulled_to_the_own_record(self):
        for role in ("delegate", "plain", "committee_member", "finance", "portal"):
            with self.subTest(role=role):
                for attachment in (self.hidden_file, self.loose):
                    vals = {"res_model": "res.partner", "res_id": self._user(role).partner_id.id}
                    self.assertDenied(self._as(role, attachment).write, vals)
                    self.assertDenied(self._as(role, attachment).write, {"public": True})
                    self.assertDenied(self._as(role, attachment).copy, {"res_model": False, "res_id": False})
                    self.assertDenied(self._as(role, attachment).generate_access_token)

    def test_read_only_roles_do_not_touch_files_of_papers(self):
        self.steps._review(self.north)
        for role in ("committee_member", "researcher", "management"):
            with self.subTest(role=role):
                self.assertDenied(self._as(role, self.file).write, {"raw": b"forged"})
                self.assertDenied(self._as(role, self.file).unlink)

    # --------------------------------------------------------- binary fields
    def test_signatures_are_served_to_those_who_may_see_them(self):
        self.steps._review(self.north)
        declaration = self.north.declaration_id
        url = f"/web/image/beneficiary.declaration/{declaration.id}/signature"
        png = b"\x89PNG"
        for role in EVERYONE:
            with self.subTest(role=role), mute_logger(*NOISE):
                self._login(role)
                attachment = (
                    self.env["ir.attachment"]
                    .sudo()
                    .search(
                        [
                            ("res_model", "=", declaration._name),
                            ("res_id", "=", declaration.id),
                            ("res_field", "!=", False),
                        ]
                    )
                )
                may = role in ("delegate", "officer", "researcher", "manager")
                signature, _error = self._rpc(declaration._name, "read", declaration.ids, ["signature"])
                self.assertIs(bool(signature), may)
                raw, _error = self._rpc("ir.attachment", "read", attachment.ids, ["datas"])
                self.assertIs(bool(raw), may)
                served = self.url_open(url.replace("/web/image", "/web/content")).content
                self.assertIs(served.startswith(png), may)

    def test_attachments_of_the_thread_follow_the_record(self):
        self.north.with_user(self.officer).message_post(
            body=WORDS, attachments=[("thread.txt", CONTENT)], subtype_xmlid="mail.mt_note"
        )
        attachment = self.env["ir.attachment"].search([("name", "=", "thread.txt")])
        self.assertEqual(attachment.res_id, self.north.id)
        self._assert_readers(attachment, ("delegate", "officer", "researcher", "management", "manager"))
        self._login("delegate_south")
        with mute_logger(*NOISE):
            self.assertNotIn(CONTENT, self.url_open(f"/web/content/{attachment.id}").content)
