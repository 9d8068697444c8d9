import base64
import json

from odoo.exceptions import AccessError
from odoo.http import Request
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from ..security.common import EVERYONE, NOISE, RpcCommon
from ..security.features.research import research
from .test_assessment_visit import photo

SECRETS = ("4444", "Kidney failure", "Loan shark", "SR-SECRET-REPORT")
LINES = {
    "income_ids": [(0, 0, {"source": "salary", "amount": 4444})],
    "health_ids": [(0, 0, {"name": "Fatimah", "condition": "Kidney failure", "cost": 10})],
    "debt_ids": [(0, 0, {"name": "Loan shark", "amount": 9000})],
    "report": "<p>SR-SECRET-REPORT</p>",
}
ALWAYS = ("researcher", "manager")


@tagged("post_install", "-at_install")
class TestAssessmentPrivacy(RpcCommon):
    """Income and health are for researchers, the committee of the agenda and the manager: no door for others."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.foreign_chair = cls._create_user("foreign_chair", "committee_member")
        other = cls.env["beneficiary.committee"].create({"name": "Second", "company_id": cls.company.id})
        cls.env["beneficiary.committee.member"].create({"committee_id": other.id, "user_id": cls.foreign_chair.id})
        cls.doc = research(cls, cls.person, cls.north, **LINES)
        cls.case = cls.north
        cls.raw = photo()
        cls.photo = (
            cls.env["ir.attachment"]
            .with_user(cls.researcher)
            .create({"name": "kitchen.png", "raw": cls.raw, "res_model": cls.doc._name, "res_id": 0})
        )
        cls.doc.photo_ids = cls.photo
        cls.doc.with_user(cls.researcher).message_post(body="SR-SECRET-REPORT", subtype_xmlid="mail.mt_note")
        cls.photo = cls.photo.sudo()

    def _to_committee(self):
        self.doc.action_complete()
        return self.steps._review(self.north)

    def _readers(self):
        """Assert for every role that all doors of the ORM agree; return the roles that get in."""
        readers = []
        for role in (*EVERYONE, "chair", "foreign_chair"):
            self._login(role)
            answers = [self._rpc(*call)[0] for call in self._calls()]
            said = [any(secret in json.dumps(answer) for secret in SECRETS) for answer in answers]
            with self.subTest(role=role):
                self.assertEqual(len(set(said)), 1, f"the doors disagree: {said}")
            if said[0]:
                readers.append(role)
        return readers

    def _calls(self):
        model, ids, parts = self.doc._name, self.doc.ids, {}
        domain = [("id", "in", ids)]
        for part, name in (("income", "amount"), ("health", "condition"), ("debt", "name")):
            parts[f"{part}_ids"] = {"fields": {name: {}}}
            yield f"{model}.{part}", "search_read", [("assessment_id", "in", ids)], [name]
        yield model, "read", ids, ["monthly_income", "report"]
        yield model, "web_read", ids, parts
        yield model, "search_read", domain, ["monthly_income"]
        yield model, "web_search_read", domain, parts
        yield model, "formatted_read_group", domain, ["state"], ["monthly_income:sum"]
        yield f"{model}.health", "formatted_read_group", [("assessment_id", "in", ids)], ["condition"], ["__count"]
        yield "beneficiary.request", "web_read", self.case.ids, {"assessment_ids": {"fields": parts}}
        yield "mail.message", "search_read", [("model", "=", model), ("res_id", "in", ids)], ["body"]

    def test_a_draft_is_read_by_researchers_and_the_manager(self):
        self.steps._review(self.north)
        self.assertEqual(self._readers(), list(ALWAYS))

    def test_a_completed_one_is_read_by_the_committee_of_the_agenda_too(self):
        self._to_committee()
        self.assertEqual(self._readers(), ["researcher", "committee_member", "manager", "chair"])

    def test_before_the_agenda_no_member_reads_it(self):
        self.doc.action_complete()
        self.assertEqual(self._readers(), list(ALWAYS))

    def test_a_reused_one_is_read_by_the_committee_of_the_other_request(self):
        self.doc.action_complete()
        later = self._create_request(self.person)
        later.action_request_research()
        self.assertEqual(later.sudo().assessment_ids, self.doc)
        self.steps._review(later)
        self.case = later
        self.assertEqual(self._readers(), ["researcher", "committee_member", "manager", "chair"])

    # ------------------------------------------------------------- the request
    def test_the_others_see_that_it_exists(self):
        self.doc.action_complete()
        for role in ("delegate", "officer", "management"):
            self._login(role)
            seen = self.assertRpcAllowed(
                "beneficiary.request", "read", self.north.ids, ["research_state", "research_valid_until"]
            )
            self.assertEqual(seen[0]["research_state"], "done")
            self.assertTrue(seen[0]["research_valid_until"])

    def test_searching_through_the_request_or_the_file_tells_nothing(self):
        self._to_committee()
        paths = (
            ("beneficiary.request", "assessment_ids.monthly_income", ">", 4000),
            ("beneficiary.request", "assessment_ids.score", ">", 1),
            ("beneficiary.request", "assessment_ids.health_ids.condition", "ilike", "Kidney"),
            ("beneficiary.beneficiary", "assessment_ids.monthly_income", ">", 4000),
            ("beneficiary.beneficiary", "request_ids.assessment_ids.score", ">", 1),
            ("beneficiary.beneficiary", "monthly_income", ">", 4000),
        )
        for role in ("delegate", "officer", "finance", "management", "plain", "portal", "foreign_chair"):
            self._login(role)
            for model, *leaf in paths:
                with self.subTest(role=role, path=leaf[0]):
                    found, _error = self._rpc(model, "search_count", [leaf])
                    self.assertFalse(found)
                    found, _error = self._rpc(model, "formatted_read_group", [leaf], [], ["__count"])
                    self.assertFalse(found and found[0]["__count"])
            for model, name in (
                ("beneficiary.request", "assessment_ids"),
                ("beneficiary.beneficiary", "monthly_income"),
            ):
                with self.subTest(role=role, group=name):
                    self._rpc_tells_nothing(model, "formatted_read_group", [], [name], ["__count"])
                    self._rpc_tells_nothing(model, "web_read_group", [], [name], ["__count"])
        self._login("officer")
        found, _error = self._rpc("beneficiary.request", "search_count", [("research_state", "=", "done")])
        self.assertTrue(found, "the search itself works")

    def _rpc_tells_nothing(self, model, method, *args):
        result, _error = self._rpc(model, method, *args)
        self.assertFalse(result and (method == "formatted_read_group" or result["groups"]))

    def test_who_has_two_roles_reads_by_their_own_rules(self):
        """An officer who sits in another committee sees the request and the item, not the research."""
        self.foreign_chair.group_ids += self.env.ref("beneficiary.group_officer")
        item = self._to_committee()
        self.env.registry.clear_cache()
        self._login("foreign_chair")
        seen = self.assertRpcAllowed(
            "beneficiary.committee.item", "read", item.ids, ["assessment_ids", "score_line_ids", "outcome"]
        )
        self.assertEqual((seen[0]["assessment_ids"], seen[0]["score_line_ids"]), ([], []))
        seen = self.assertRpcAllowed("beneficiary.request", "read", self.north.ids, ["assessment_ids"])
        self.assertEqual(seen[0]["assessment_ids"], [])
        for path in ("assessment_ids.score", "assessment_ids.monthly_income"):
            self.assertFalse(self._rpc("beneficiary.request", "search_count", [(path, ">", 1)])[0])

    def test_members_see_the_summary_on_the_item(self):
        item = self._to_committee()
        fields = {"fields": {"per_capita": {}, "score": {}, "recommendation": {}}}
        spec = {"assessment_ids": fields, "score_line_ids": {"fields": {"name": {}, "points": {}}}}
        for role in ("committee_member", "chair", "researcher"):
            self._login(role)
            seen = self.assertRpcAllowed("beneficiary.committee.item", "web_read", item.ids, spec)[0]
            self.assertEqual(seen["assessment_ids"][0]["per_capita"], 2222)
            self.assertEqual(len(seen["score_line_ids"]), 7)
        for role in ("officer", "management"):
            self._login(role)
            self.assertRpcRefused("beneficiary.committee.item", "web_read", item.ids, spec)

    def test_everybody_opens_the_form_of_the_request(self):
        self._to_committee()
        for role in ("delegate", "officer", "researcher", "committee_member", "management", "manager"):
            with self.subTest(role=role):
                form = Form(self._as(role, self.north))
                self.assertEqual(form.name, self.north.name)

    # ------------------------------------------------------------------ photos
    def _sees_photo(self, role):
        self._login(role)
        with mute_logger(*NOISE):
            doors = [
                self.url_open(url).content
                for url in (
                    f"/web/image/{self.photo.id}",
                    f"/web/content/{self.photo.id}",
                    f"/web/content/ir.attachment/{self.photo.id}/datas?download=1",
                    f"/web/image/ir.attachment/{self.photo.id}/datas",
                )
            ]
        read, _error = self._rpc("ir.attachment", "read", self.photo.ids, ["datas"])
        found, _error = self._rpc("ir.attachment", "search_count", [("id", "=", self.photo.id)])
        spec = {"photo_ids": {"fields": {"datas": {}}}}
        through, _error = self._rpc(self.doc._name, "web_read", self.doc.ids, spec)
        data = base64.b64encode(self.raw).decode()
        answers = [self.raw == content for content in doors] + [bool(read), bool(found), data in str(through)]
        self.assertEqual(len(set(answers)), 1, f"the doors disagree for {role}: {answers}")
        return answers[0]

    def test_photos_are_seen_by_the_readers_only(self):
        item = self._to_committee()
        self.assertEqual(item.outcome, "pending")
        for role in (*EVERYONE, "chair", "foreign_chair"):
            with self.subTest(role=role):
                self.assertIs(self._sees_photo(role), role in ("researcher", "committee_member", "manager", "chair"))

    def test_photos_of_a_draft(self):
        for role in ("officer", "committee_member", "management", "researcher"):
            with self.subTest(role=role):
                self.assertIs(self._sees_photo(role), role == "researcher")

    # ------------------------------------------------------------------ thread
    def test_a_follower_who_may_not_read_it_is_told_nothing(self):
        for user in (self.officer, self.management, self.plain):
            self.doc.sudo().message_subscribe(partner_ids=user.partner_id.ids)
        message = self.doc.with_user(self.researcher).message_post(
            body="SR-SECRET-REPORT", subtype_xmlid="mail.mt_comment", partner_ids=self.delegate.partner_id.ids
        )
        self.assertFalse(message.sudo().notification_ids)
        message = self.doc.with_user(self.researcher).message_post(
            body="A question", subtype_xmlid="mail.mt_comment", partner_ids=self.manager.partner_id.ids
        )
        self.assertEqual(message.sudo().notification_ids.res_partner_id, self.manager.partner_id)

    def test_the_thread_names_no_figure(self):
        self.doc.action_complete()
        tracked = self.doc.sudo().message_ids.tracking_value_ids.field_id.mapped("name")
        self.assertFalse(set(tracked) - {"user_id"})
        person = self.person.sudo()
        self.assertFalse(set(person.message_ids.tracking_value_ids.field_id.mapped("name")) & {"monthly_income"})
        for record in (person, self.north):
            for secret in SECRETS:
                self.assertNotIn(secret, self._notes(record))

    def test_activities_name_the_reference_only(self):
        self.env.company.beneficiary_researcher_id = self.researcher
        self.south.action_request_research()
        activity = self.south.sudo().assessment_ids.activity_ids
        text = f"{activity.summary}{activity.note}{activity.res_name}{activity.display_name}"
        self.assertNotIn(self.stranger.name, text)
        for role in ("officer", "management", "delegate_south"):
            self._login(role)
            found, _error = self._rpc("mail.activity", "search_count", [("id", "=", activity.id)])
            self.assertFalse(found)

    # ------------------------------------------------------------------- paper
    def test_the_report_is_printed_for_readers(self):
        self._to_committee()
        for role in (*EVERYONE, "chair", "foreign_chair"):
            self._login(role)
            with self.subTest(role=role), mute_logger(*NOISE, "odoo.addons.base.models.ir_qweb"):
                answer = self.url_open(f"/report/html/beneficiary.report_assessment/{self.doc.id}")
                may = role in ("researcher", "committee_member", "manager", "chair")
                for secret in ("4,444.00", *SECRETS[1:]):
                    self.assertIs(secret in answer.text, may)
                self.assertIs("1000000008" in answer.text, role in ALWAYS)

    def test_the_export_route(self):
        self.env.ref("base.group_allow_export").sudo().user_ids += self.officer | self.researcher
        for role in ("officer", "researcher"):
            self._login(role)
            export = {
                "model": self.doc._name,
                "fields": [{"name": "monthly_income", "label": "x"}, {"name": "health_ids/condition", "label": "y"}],
                "import_compat": False,
                "context": {},
                "groupby": [],
                "ids": False,
                "domain": [],
            }
            data = {"data": json.dumps(export), "csrf_token": Request.csrf_token(self)}
            with mute_logger(*NOISE, "odoo.addons.web.controllers.export"):
                text = self.url_open("/web/export/csv", data=data).text
            self.assertIs("Kidney failure" in text, role == "researcher")

    # ------------------------------------------------------------------- write
    def test_readers_change_nothing(self):
        self._to_committee()
        for role in ("committee_member", "chair"):
            self._login(role)
            with self.subTest(role=role):
                for call in (
                    (self.doc._name, "write", self.doc.ids, {"recommendation": "none"}),
                    (self.doc._name, "message_post", self.doc.ids),
                    (f"{self.doc._name}.income", "write", self.doc.income_ids.ids, {"amount": 1}),
                    (f"{self.doc._name}.score.line", "write", self.doc.score_line_ids.ids, {"points": 1}),
                    ("ir.attachment", "write", self.photo.ids, {"raw": "eA=="}),
                    ("ir.attachment", "unlink", self.photo.ids),
                ):
                    self.assertRpcRefused(*call)

    def test_what_is_computed_or_set_by_a_step_is_not_typed(self):
        draft = research(self, self.stranger)
        self._login("researcher")
        for vals in (
            {"state": "done"},
            {"score": 100},
            {"monthly_income": 0},
            {"per_capita": 0},
            {"valid_until": "2099-01-01"},
            {"request_ids": [(6, 0, self.north.ids)]},
            {"superseded_by_id": self.doc.id},
            {"visit_event_id": False},
            {"beneficiary_id": self.person.id},
            {"name": "Forged"},
        ):
            with self.subTest(vals=vals):
                self.assertRpcRefused(draft._name, "write", draft.ids, vals)
        self._login("officer")
        link = {"assessment_ids": [[4, self.doc.id]]}
        self.assertRpcRefused("beneficiary.request", "write", self.south.ids, link)
        self.assertRpcRefused("beneficiary.request", "write", self.south.ids, {"research_state": "done"})

    def test_a_research_is_not_made_about_somebody_unseen(self):
        vals = {"beneficiary_id": self.stranger.id}
        for role in ("delegate", "officer", "committee_member", "finance", "management", "plain", "portal"):
            with self.subTest(role=role), mute_logger(*NOISE), self.assertRaises(AccessError):
                self._create_as(role, self.doc._name, vals)
