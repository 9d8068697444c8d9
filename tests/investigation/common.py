from odoo import fields

from ..complaint.common import ComplaintCommon


class InvestigationCommon(ComplaintCommon):
    """An investigation committee of four, with a complaint that the officer took in about the person with a file."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.second_manager = cls._create_user("second_manager", "manager")
        cls.panel = cls.env["beneficiary.committee"].create(
            {"name": "Investigation", "kind": "investigation", "company_id": cls.company.id, "decide_in_meetings": True}
        )
        cls.env["beneficiary.committee.member"].create(
            [
                {"committee_id": cls.panel.id, "user_id": user.id, "role": role}
                for user, role in (
                    (cls.chair, "chair"),
                    (cls.secretary, "secretary"),
                    (cls.committee_member, "member"),
                    (cls.outsider, "member"),
                )
            ]
        )
        cls.person = cls._create_beneficiary(email="fatimah@beneficiary.test", phone="+966 50 111 1111")
        cls.cause = cls.env.ref("beneficiary.complaint_cause_delay")

    @classmethod
    def _investigated(cls, **vals):
        """Return a complaint before the committee, as the officer sees it."""
        complaint = cls._create_complaint(**{"beneficiary_id": cls.person.id, "contact_name": False} | vals)
        complaint.action_acknowledge()
        complaint.action_investigate("There is nothing to talk about")
        return complaint

    @classmethod
    def _panel_meeting(cls, items, present=None, user=None):
        """Return a held meeting of the committee with these items."""
        user = user or cls.chair
        vals = {"committee_id": cls.panel.id, "start": cls.env.cr.now().replace(microsecond=0)}
        meeting = cls.env["beneficiary.committee.meeting"].with_user(user).create(vals)
        meeting.add_items(items.ids)
        present = present or (cls.chair, cls.secretary)
        for attendee in meeting.sudo().attendee_ids.filtered(lambda a: a.user_id in present):
            attendee.with_user(user).presence = "present"
        meeting.action_hold()
        return meeting

    @classmethod
    def _uphold(cls, complaint, **findings):
        """Let the committee uphold a complaint in a meeting, whose minutes are not certified yet."""
        item = complaint.sudo().item_ids.filtered(lambda i: i.outcome == "pending")
        meeting = cls._panel_meeting(item)
        cls._vote(item, {cls.chair: "for", cls.secretary: "for"})
        found = {
            "association_at_fault": True,
            "damage": "The rent was paid a month late",
            "damage_amount": 1500,
            "cause_ids": [(6, 0, cls.cause.ids)],
            "reason": "The order was forgotten",
        }
        item.with_user(cls.chair).write(found | findings)
        item.with_user(cls.chair).action_decide()
        return item, meeting

    @classmethod
    def _certify(cls, meeting, *users):
        for user in users or (cls.chair, cls.secretary):
            meeting.with_user(user).action_certify(user.name, cls.signature)

    @classmethod
    def _settlement(cls, complaint, user=None, **vals):
        defaults = {"complaint_id": complaint.id, "terms": "We pay the fine of the landlord.", "amount": 1200}
        return cls.env["beneficiary.settlement"].with_user(user or cls.officer).create(defaults | vals)

    @classmethod
    def _offered(cls, complaint, **vals):
        settlement = cls._settlement(complaint, **vals)
        settlement.action_offer()
        return settlement

    @classmethod
    def _evidence(cls, complaint, user=None, **vals):
        user = user or cls.officer
        file = cls.env["ir.attachment"].with_user(user).create({"name": "notice.txt", "raw": b"Pay by the first."})
        defaults = {"complaint_id": complaint.id, "name": "Notice", "attachment_ids": [(6, 0, file.ids)]}
        return cls.env["beneficiary.evidence"].with_user(user).create(defaults | vals)

    @classmethod
    def _hearing(cls, complaint, user=None, **vals):
        defaults = {
            "complaint_id": complaint.id,
            "person_name": "Fatimah",
            "date": fields.Datetime.subtract(fields.Datetime.now(), hours=1),
            "statement": "I waited.",
        }
        return cls.env["beneficiary.hearing"].with_user(user or cls.chair).create(defaults | vals)

    @classmethod
    def _ruling(cls, complaint, user=None, **vals):
        defaults = {
            "complaint_id": complaint.id,
            "authority": "General Court",
            "number": "77",
            "date": "2026-01-05",
            "amount": 900,
            "file": cls.signature,
            "file_name": "ruling.png",
        }
        return cls.env["beneficiary.ruling"].with_user(user or cls.officer).create(defaults | vals)
