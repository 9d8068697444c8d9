from odoo.tests import tagged

from ..notice.common import NoticeCommon

LIST_FIELDS = {
    name: {}
    for name in ("create_date", "subject", "kind", "medium", "recipient", "failure_type", "state", "letter_number")
} | {name: {"fields": {"display_name": {}}} for name in ("beneficiary_id", "user_id", "branch_id")}


@tagged("post_install", "-at_install")
class TestNoticePerformance(NoticeCommon):
    """Telling people costs a step a constant number of queries, and the run a bounded number for each message."""

    def _requests(self, count):
        people = self.env["beneficiary.beneficiary"].with_user(self.officer)
        people = people.create(
            [
                {
                    "name": f"Person {number}",
                    "email": f"person{number}@example.org",
                    "lang": "en_US",
                    "agreed_medium": "email",
                    "identity_type": "none",
                    "branch_id": self.branch.id,
                    "company_id": self.company.id,
                }
                for number in range(count)
            ]
        )
        requests = self.env["beneficiary.request"].with_user(self.officer)
        return requests.create(
            [
                {
                    "beneficiary_id": person.id,
                    "program_id": self.program.id,
                    "channel_id": self.channel.id,
                    "company_id": self.company.id,
                }
                for person in people
            ]
        )

    def test_acknowledgements(self):
        """Acknowledging 10 or 110 requests of as many people costs the same."""
        requests = self._requests(130)
        requests[:10]._send_notice("acknowledgement")
        few = self._count_queries(lambda: requests[10:20]._send_notice("acknowledgement"))
        many = self._count_queries(lambda: requests[20:]._send_notice("acknowledgement"))
        self.assertLessEqual(many, few + 5, (few, many))
        self.assertLess(many, 60)

    def test_submitting(self):
        """With everything else that submitting does, less than two queries for each request are added by the notice."""
        requests = self._requests(60)
        requests.sudo().write({"state": "submitted"})
        cost = self._count_queries(lambda: requests._send_notice("acknowledgement"))
        self.assertLess(cost, 2 * len(requests))

    def test_run(self):
        """What the run costs for each notice does not grow with their number."""
        notices = self._requests(60)._send_notice("acknowledgement")
        with self._smtp() as sent:
            self._send()  # warm
            self.assertEqual(len(sent), 60)
            notices = self._requests(20)._send_notice("acknowledgement")
            cost = self._count_queries(self._send)
        self.assertEqual(set(notices.mapped("state")), {"sent"})
        self.assertLess(cost / 20, 60)

    def test_list(self):
        """The list of 80 costs the same among few and many notices, for everyone who sees it."""
        self._requests(100)._send_notice("acknowledgement")
        for user in (self.officer, self.delegate, self.management):
            notices = self.env["beneficiary.notice"].with_user(user)
            read = lambda notices=notices: notices.web_search_read([], LIST_FIELDS, limit=80)  # noqa: E731
            read()
            few = self._count_queries(read)
            self._requests(60)._send_notice("acknowledgement")
            self.assertEqual(self._count_queries(read), few)
            self.assertLessEqual(few, 20)
