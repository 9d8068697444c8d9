from ..common import BeneficiaryCommon


class MeetingCommon(BeneficiaryCommon):
    """A committee of three with two cases that wait, and a meeting today."""

    template = "samtah"  # no earliest date stands in the way

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.items = cls._review() | cls._review()
        cls.meeting = cls._plan()

    @classmethod
    def _plan(cls, user=None, **vals):
        """Return a planned meeting of today, as the chair sees it."""
        defaults = {"committee_id": cls.committee.id, "start": cls.env.cr.now().replace(microsecond=0)}
        meeting = cls.env["beneficiary.committee.meeting"].with_user(user or cls.chair).create(defaults | vals)
        return meeting.with_user(cls.chair)

    @classmethod
    def _attendee(cls, user, meeting=None):
        return (meeting or cls.meeting).attendee_ids.filtered(lambda a: a.user_id == user)

    @classmethod
    def _hold(cls, meeting=None, present=None):
        meeting = meeting or cls.meeting
        meeting.action_fill_agenda()
        for user in present or (cls.chair, cls.secretary):
            cls._attendee(user, meeting).presence = "present"
        meeting.action_hold()
        return meeting

    @classmethod
    def _decide(cls, items=None, choice="for"):
        items = items or cls.items
        for user in (cls.chair, cls.secretary):
            items.with_user(user).cast_vote(choice)
        items = items.with_user(cls.chair)
        items.write({"reason": "In need"})
        items.action_decide()

    @classmethod
    def _certify(cls, *users, meeting=None):
        for user in users:
            (meeting or cls.meeting).with_user(user).action_certify(user.name, cls.signature)
