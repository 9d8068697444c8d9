"""Improvements, and what they come from."""

from datetime import timedelta

from . import MANAGERS, OFFICERS, Method
from .visit import answer, visit

IMPROVEMENT, READERS = "beneficiary.improvement", (*OFFICERS, "management")

RIGHTS = {IMPROVEMENT: {"officer": "rwc", "management": "r", "manager": "rwcd"}}
METHODS = {
    IMPROVEMENT: {
        "action_start": Method(OFFICERS, "improvement_new"),
        "action_done": Method(OFFICERS, "improvement_begun"),
        "action_cancel": Method(OFFICERS, "improvement_new"),
        "action_measure": Method(MANAGERS, "improvement_measured"),
        "action_view_cause": Method(READERS, "improvement_new"),
    },
    "beneficiary.complaint": {"action_view_improvements": Method(READERS, "complaint_investigated")},
    "beneficiary.visit": {"action_view_improvements": Method(READERS, "visit_answered")},
    "beneficiary.visit.line": {"action_improve": Method(OFFICERS, "visit_line")},
}


def _vals(test, clause=None):
    clause = clause or test.policy.clause_ids[:1]
    return {
        "name": "A second counter",
        "deadline": "2099-01-01",
        "clause_id": clause.id,
        "done_text": "There is one",
        "cancel_reason": "No room",
    }


def improvement(test, state="new", env=None, clause=None, **vals):
    """Return an improvement of the officer that is in ``state``."""
    vals = _vals(test, clause) | {"user_id": test.officer.id} | vals
    record = (env or test.env)[IMPROVEMENT].sudo().create(vals)
    if state != "new":
        record.action_start()
    if state == "done":
        record.action_done()
    return record.sudo(False)


def _measurable(test):
    """Return an improvement that is done, with a newer value of its figure."""
    figure, today = test.env["beneficiary.figure"].search([("company_id", "=", False)], limit=1), test._today()
    snapshot = {"figure_id": figure.id, "company_id": test.company.id, "has_value": True, "result": "none"}
    snapshots = test.env["beneficiary.figure.snapshot"]
    snapshots.create(snapshot | {"date": today - timedelta(days=1), "value": 1})
    record = improvement(test, "done", measure_by="figure", figure_id=figure.id)
    snapshots.create(snapshot | {"date": today + timedelta(days=2), "value": 2})
    return record


def prepare(test):
    test.improvement_new, test.improvement_begun = improvement(test), improvement(test, "in_progress")
    test.improvement_measured = _measurable(test)
    test.visit_line = answer(visit(test)).line_ids[:1]


def targets(test):
    return {IMPROVEMENT: (improvement(test), _vals(test), {"description": "Changed"})}


def foreign(test, env, other):
    clause = other["policy"].clause_ids[:1]
    vals = {"user_id": other["user"].id, "company_id": other["company"].id}
    return {"improvement": improvement(test, env=env, clause=clause, **vals)}


def frozen(test):
    return {IMPROVEMENT: improvement(test, "done")}
