from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from . import features
from .common import MAGIC, NOISE, SecurityCommon


@tagged("post_install", "-at_install")
class TestFrozen(SecurityCommon):
    """What was signed, voted, decided or approved does not change: not by the manager, not by the superuser."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.frozen = features.run("frozen", cls)
        cls.item = cls.frozen["beneficiary.committee.item"]
        cls.case = cls.item.request_id.with_user(cls.officer)
        cls.vote = cls.frozen["beneficiary.committee.vote"]
        cls.declaration = cls.frozen["beneficiary.declaration"]
        cls.delivery = cls.frozen["beneficiary.delivery"]
        cls.clause = cls.frozen["beneficiary.policy.clause"]
        cls.tool = cls.frozen["beneficiary.policy.tool"]
        cls.template = cls.env.ref("beneficiary.policy_template_samtah")
        cls.superuser = cls.env.ref("base.user_root")

    def test_every_frozen_model_is_tried(self):
        """A model that can become final names a final record in ``tests/security/features``."""
        mixin = self.env.registry["beneficiary.frozen.mixin"]
        models = {name for name, model in self.env.items() if isinstance(model, mixin) and not model._abstract}
        self.assertEqual(models, set(self.frozen))
        for model, record in self.frozen.items():
            with self.subTest(model=model):
                self.assertEqual((len(record), record.sudo()._is_frozen()), (1, True))

    # what may still be written, where it is not what the model itself says: the library lives on, a declaration
    # becomes void, a policy goes its way
    EXCEPT = {
        "beneficiary.declaration": {"state", "void_reason", "voided_on"},
        "beneficiary.policy": {
            "state",
            "date_in_force",
            "date_superseded",
            "next_review_date",
            "review_reminded_for",
        },
        "beneficiary.policy.tool": {"version", "owner_id", "file", "file_name", "is_public"},
    }

    def _values(self, record):
        """Return field → another value, for everything that the record stores."""
        for name, field in record._fields.items():
            stored = field.store and (field.column_type or field.type in ("one2many", "many2many", "binary"))
            if not stored or name in MAGIC or name.startswith(record._frozen_except_prefixes):
                continue
            if name in self.EXCEPT.get(record._name, record._frozen_except()):
                continue
            if field.type in ("one2many", "many2many"):
                value = [(5, 0, 0)]
            elif field.type == "many2one":
                value = self.env[field.comodel_name].sudo().search([("id", "!=", record[name].id or 0)], limit=1).id
            elif field.type == "selection":
                value = next(key for key in field.get_values(self.env) if key != record[name])
            elif field.type in ("integer", "monetary", "float"):
                value = record[name] + 1
            elif field.type == "boolean":
                value = not record[name]
            elif field.type in ("date", "datetime"):
                value = "2031-01-01"
            elif field.type == "json":
                value = {"forged": True}
            else:
                value = self.signature if field.type == "binary" else "2031/01/01" if "hijri" in name else "forged"
            yield name, value

    def test_no_field_is_written_even_by_the_superuser(self):
        for model, record in self.frozen.items():
            for name, value in self._values(record.sudo()):
                for who in ("manager", "superuser"):
                    with self.subTest(model=model, field=name, who=who):
                        target = self._as(who, record) if who == "manager" else record.sudo()
                        self.assertRefused(target.write, {name: value})

    def test_nothing_is_deleted_even_by_the_superuser(self):
        for model, record in self.frozen.items():
            for target in (self._as("manager", record), self._as("officer", record), record.sudo()):
                with self.subTest(model=model, user=target.env.user.login, su=target.env.su):
                    self.assertRefused(target.unlink)
                    self.assertTrue(record.exists())

    def test_the_message_says_what_to_do_instead(self):
        for record, words in (
            (self.vote, "cannot be changed"),
            (self.declaration, "sign a new one"),
            (self.delivery, "Record another delivery"),
            (self.item, "is decided"),
            (self.policy, "new version"),
            (self.clause, "new version"),
        ):
            name = "message_follower_ids" if record == self.item else next(iter(self._values(record.sudo())))[0]
            value = dict(self._values(record.sudo()))[name] if name != "message_follower_ids" else None
            if value is None:
                name, value = "reason", "forged"
            with self.assertRaisesRegex(UserError, words), mute_logger(*NOISE):
                record.sudo().write({name: value})

    def test_a_translation_is_a_change_too(self):
        """`update_field_translations` writes past `write`."""
        self.env["res.lang"]._activate_lang("ar_001")
        for record, name in (
            (self.clause, "text"),
            (self.clause, "name"),
            (self.tool, "name"),
            (self.tool, "description"),
            (self.policy, "name"),
            (self.policy, "purpose"),
            (self.template, "name"),
            (self.template.clause_ids[:1], "text"),
        ):
            for target in (self._as("manager", record), record.with_user(self.superuser)):
                if record in (self.template, self.template.clause_ids[:1]) and target.env.su:
                    continue  # the addon's own data loads translations of templates
                for lang in ("en_US", "ar_001"):
                    with self.subTest(model=record._name, field=name, lang=lang, su=target.env.su):
                        self.assertRefused(target.update_field_translations, name, {lang: "Forged"})

    def test_other_ways_to_write(self):
        """Archive, resequence, name, import, and the form's own save."""
        clause = self._as("manager", self.clause)
        for function, args in (
            (clause.web_save, ({"text": "Forged"}, {"text": {}})),
            (clause.web_resequence, ({"sequence": {}},)),
            (self._as("manager", self.policy).web_save, ({"purpose": "Forged"}, {"purpose": {}})),
            (self._as("manager", self.template).web_save, ({"purpose": "Forged"}, {"purpose": {}})),
        ):
            with self.subTest(function=function.__name__):
                self.assertRefused(function, *args)
        result = clause.load([".id", "text"], [[str(self.clause.id), "Forged"]])
        self.assertFalse(result["ids"])
        self.assertNotEqual(self.clause.text, "Forged")

    def test_templates_are_nobodys_to_change(self):
        for record in (self.template, self.template.clause_ids[:1], self.template.tool_ids[:1]):
            with self.subTest(model=record._name):
                self.assertRefused(self._as("manager", record).write, {"name": "Forged"})
                self.assertRefused(self._as("manager", record).unlink)

    def test_a_decided_case_does_not_change(self):
        case = self._as("manager", self.case)
        for vals in (
            {"amount_requested": 1},
            {"description": "Forged"},
            {"beneficiary_id": self.stranger.id},
            {"program_id": self.program.copy().id},
        ):
            with self.subTest(vals=vals):
                self.assertRefused(case.write, vals)
        self.assertRefused(case.unlink)
        for vals in (
            {"number": "1"},
            {"expiry_date": "2098-01-01"},
            {"attachment_ids": [(5, 0, 0)]},
            {"issue_date": False},
        ):
            self.assertRefused(self._as("manager", self.case.document_ids[:1]).write, vals)
        for method in ("action_receive", "action_verify", "action_reject"):
            self.assertRefused(getattr(self._as("officer", self.case.document_ids[:1]), method))
        self.assertRefused(self._as("manager", self.case.document_ids[:1]).unlink)
        self.assertRefused(self._create_as, "officer", "beneficiary.document", self._paper(self.case))

    def test_a_paper_does_not_move_into_or_out_of_a_decided_case(self):
        draft = self._create_request(self.person)
        for paper, target in ((draft.document_ids[:1], self.case), (self.case.document_ids[:1], draft)):
            with self.subTest(paper=paper.id):
                self.assertRefused(self._as("manager", paper).write, {"request_id": target.id})

    def _paper(self, request):
        return {"request_id": request.id, "type_id": self.paper_id.id}

    def test_the_checklist_of_a_request_is_not_the_applicants_to_shorten(self):
        """What the programme asks for stays on the list: a request is not complete because a line was deleted."""
        draft = self._create_request(self.person)
        self.assertRefused(self._as("delegate", draft.document_ids).unlink)
        self.assertRefused(self._as("delegate", draft).write, {"document_ids": [(5, 0, 0)]})
        self.steps._sign(draft)
        draft.action_submit()
        self.assertRefused(self._as("delegate", draft.document_ids).unlink)
        self.assertRefused(self._as("officer", draft).action_complete)

    def test_a_verified_paper_does_not_become_another_paper(self):
        draft = self._create_request(self.person)
        self.steps._verify_papers(draft)
        paper = draft.document_ids.filtered(lambda d: d.type_id == self.paper_id)
        self.assertEqual(paper.state, "verified")
        with self.env.cr.savepoint():
            try:
                with mute_logger(*NOISE), self.env.cr.savepoint():
                    self._as("delegate", paper).write({"type_id": self.paper_income.id})
            except UserError:
                return
        self.env.invalidate_all()
        self.assertNotEqual(paper.state, "verified", "what was matched was another paper")

    def test_the_declaration_tells_of_forgery(self):
        self.assertTrue(self._as("manager", self.declaration).check_integrity())
        self.env.cr.execute("UPDATE beneficiary_declaration SET text = 'Forged' WHERE id = %s", self.declaration.ids)
        self.env.invalidate_all()
        self.assertFalse(self._as("manager", self.declaration).check_integrity())

    def test_the_forged_signature_is_told_as_well(self):
        """The drawing is part of what was signed."""
        attachment = self.env["ir.attachment"].search(
            [
                ("res_model", "=", self.declaration._name),
                ("res_id", "=", self.declaration.id),
                ("res_field", "=", "signature"),
            ]
        )
        self.assertTrue(attachment)
        forged = self.env["ir.attachment"].create({"name": "forged", "raw": b"another drawing"})
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE ir_attachment SET store_fname = %s WHERE id = %s", (forged.store_fname, attachment.id)
        )
        self.env.invalidate_all()
        self.assertFalse(self._as("manager", self.declaration).check_integrity())

    def test_signatures_are_not_replaced_through_their_attachment(self):
        for record in (self.declaration, self.delivery):
            attachment = self.env["ir.attachment"].search(
                [("res_model", "=", record._name), ("res_id", "=", record.id), ("res_field", "=", "signature")]
            )
            self.assertTrue(attachment, record._name)
            for role in ("officer", "manager"):
                with self.subTest(model=record._name, role=role):
                    before = attachment.checksum
                    with mute_logger(*NOISE), self.assertRaises(UserError):
                        self._as(role, attachment).write({"raw": b"another drawing"})
                    with mute_logger(*NOISE), self.assertRaises(UserError):
                        self._as(role, attachment).unlink()
                    self.env.invalidate_all()
                    self.assertEqual(attachment.exists().checksum, before)
