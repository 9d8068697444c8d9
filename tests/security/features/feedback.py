"""Results of feedback and comments: made of answers, read by some, changed by nobody."""

from . import OFFICERS, Method

CELL, COMMENT = "beneficiary.feedback.cell", "beneficiary.feedback.comment"

RIGHTS = {
    CELL: dict.fromkeys(("delegate", "officer", "management", "manager"), "r"),
    COMMENT: dict.fromkeys(("management", "manager"), "r"),
}
METHODS = {
    "beneficiary.survey.round": {"action_view_results": Method((*OFFICERS, "management"), "round_published")},
    "beneficiary.program": {"action_view_feedback": Method((*OFFICERS, "management"), "program")},
}


def cell(test, company=None, user=None):
    """Return a result about the work of ``user``."""
    vals = _vals(company or test.company) | {"provider_user_id": (user or test.delegate).id}
    return test.env[CELL].sudo().create(vals).sudo(False)


def _vals(company):
    return {
        "company_id": company.id,
        "date": "2026-01-31",
        "topic": "rating",
        "audience": "beneficiaries",
        "answer_count": 5,
    }


def comment(test, company=None):
    vals = {"company_id": (company or test.company).id, "date": "2026-01-31", "text": "Good"}
    return test.env[COMMENT].sudo().create(vals).sudo(False)


def prepare(test):
    survey = test.env["survey.survey"].create({"title": "Published", "beneficiary_audience": "beneficiaries"})
    published = test.env["beneficiary.survey.round"].create(
        {"name": "Published", "survey_id": survey.id, "company_id": test.company.id}
    )
    published.sudo().write({"state": "closed", "published_on": "2026-01-31 12:00:00"})
    test.round_published = published


def targets(test):
    return {
        CELL: (cell(test), _vals(test.company), {"answer_count": 6}),
        COMMENT: (
            comment(test),
            {"company_id": test.company.id, "date": "2026-01-31", "text": "Bad"},
            {"text": "Changed"},
        ),
    }


def foreign(test, env, other):
    return {
        "feedback_cell": cell(test, other["company"], other["user"]),
        "feedback_comment": comment(test, other["company"]),
    }


def frozen(test):
    return {CELL: cell(test), COMMENT: comment(test)}
