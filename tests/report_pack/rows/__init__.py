"""Rows of everything that figures count: some that keep the promise, some that do not, and some that do not count.

They are put straight into the tables, in many states and on the seconds around the edges of a period, so that one class
of tests has them all for the price of a second.
"""

from .base import Rows
from .complaints import add_clocks, add_compensation, add_complaints, add_inquiries
from .feedback import add_feedback
from .policy import add_agreements, add_policy, add_programs
from .requests import add_files, add_handling, add_requests


def fill(
    cursor, strange_channel_id, type_id, survey_id, purpose_id, category_id, employee_ids, other_policy_id, **known
):
    """Put rows for every figure into the tables.

    :param strange_channel_id: a channel that the policy does not name
    :param type_id: a type of papers
    :param employee_ids: five employees who have no acknowledgement yet
    :param other_policy_id: a policy that is not in force
    :param known: ``company_id``, ``policy_id`` (in force), ``channel_id`` (of the policy), ``user_id``, ``branch_id``,
        ``committee_id``, ``partner_id``
    """
    rows = Rows(cursor, **known)
    people = add_files(rows, category_id, purpose_id)
    requests = add_requests(rows, people, strange_channel_id, type_id)
    add_handling(rows, people, requests)
    agreements = add_agreements(rows, people)
    add_policy(rows, people, employee_ids, other_policy_id)
    add_programs(rows, people, requests, agreements)
    add_inquiries(rows, requests)
    complaint = add_complaints(rows)
    add_compensation(rows, complaint)
    add_clocks(rows, requests, complaint)
    add_feedback(rows, people, requests, survey_id)
