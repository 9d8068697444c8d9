"""What the public website shows, seen from the backend: frequent questions."""

from . import READ_CONFIGURATION, Method

FAQ = "beneficiary.faq"
CONFIGURATION = {FAQ}
RIGHTS = {
    FAQ: dict.fromkeys(("delegate", "officer", "researcher", "committee_member", "finance", "management", "plain"), "r")
    | {"manager": "rwcd"}
}
METHODS = {FAQ: {"action_open_page": Method(READ_CONFIGURATION, "faq")}}


def _vals(company):
    return {"question": "Why?", "answer": "<p>So</p>", "company_id": company.id}


def prepare(test):
    test.faq = test.env[FAQ].create(_vals(test.company))


def targets(test):
    return {FAQ: (test.env[FAQ].create(_vals(test.company)), _vals(test.company), {"question": "How?"})}


def foreign(test, env, other):
    return {"faq": env[FAQ].create(_vals(other["company"]))}
