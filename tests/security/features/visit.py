"""The plan of measures, visits, interviews and what management watches."""

from . import MANAGERS, OFFICERS, Method

DUE, VISIT, STEP = "beneficiary.measure.due", "beneficiary.visit", "beneficiary.visit.step"
LINE, ROW, CHECK = "beneficiary.visit.line", "beneficiary.visit.row", "beneficiary.visit.check"
READERS = (*OFFICERS, "management")
WATCHERS = ("management", "manager")

RIGHTS = {
    DUE: {"officer": "r", "management": "r", "manager": "rw"},
    VISIT: {"officer": "rwc", "management": "r", "manager": "rwcd"},
    LINE: {"officer": "rw", "management": "r", "manager": "rw"},
    ROW: dict.fromkeys(WATCHERS, "r"),
    CHECK: {"officer": "r", "management": "r", "manager": "rwcd"},
    STEP: dict.fromkeys(READERS, "rwcd"),
}
METHODS = {
    DUE: {
        "action_begin": Method(MANAGERS, "due"),
        "action_view_work": Method(WATCHERS, "due_open"),
    },
    VISIT: {
        "action_open_done": Method(OFFICERS, "visit_answered"),
        "action_done": Method(OFFICERS, "visit_answered", ("Well done",)),
        "action_count": Method(WATCHERS, "watch"),
        "action_cancel": Method(OFFICERS, "visit"),
    },
    STEP: {"action_confirm": Method(WATCHERS, "wizard_visit_step")},
    "beneficiary.policy": {"action_view_dues": Method(READERS, "policy")},
}


def visit(test, kind="office_visit", env=None, user=None, **vals):
    """Return a visit of ``user``, by default of the officer, or a watch of the management."""
    watched = kind in ("complaint_watch", "liaison_supervision")
    user = user or (test.management if watched else test.officer)
    record = (env or test.env)[VISIT].sudo().create({"kind": kind, "user_id": user.id} | vals)
    return record.sudo(False)


def answer(record):
    """Answer all questions of a visit and write its conclusion."""
    record.sudo().line_ids.write({"finding": "good"})
    record.sudo().conclusion = "Well done"
    return record


def plan(test, policy=None, kind="office_visit"):
    """Return the first planned date of a measure of ``kind``, which the policy gets if it has none."""
    policy = (policy or test.policy).sudo()
    measures = policy.measure_ids
    measures._plan()
    dues = measures.due_ids.filtered(lambda due: due.state == "planned").sorted("date_due")
    return (dues.filtered(lambda due: due.kind == kind) or dues)[:1].sudo(False)


def prepare(test):
    test.due = plan(test)
    test.due_open = test.due.sudo().search([("id", "!=", test.due.id), ("company_id", "=", test.company.id)], limit=1)
    test.due_open.visit_id = visit(test, "complaint_watch")
    test.due_open.state = "open"
    test.due_open = test.due_open.sudo(False)
    test.visit, test.visit_answered = visit(test), answer(visit(test))
    test.watch = visit(test, "complaint_watch")


def wizards(test):
    return {"wizard_visit_step": (STEP, {"visit_id": test.watch.id, "conclusion": "Looked at"})}


def targets(test):
    record, due = visit(test), plan(test)
    watch = visit(test, "complaint_watch")
    own = test.env[CHECK].create({"name": "Shade", "company_id": test.company.id})
    free = test.env[CHECK].create({"name": "Light", "company_id": test.company.id})
    measure = {"measure_id": due.measure_id.id, "anchor_date": "2026-01-01"}
    return {
        DUE: (
            due,
            measure | {"date_open": "2026-01-01", "date_due": "2026-01-02"},
            {"user_id": test.manager.id},
        ),
        VISIT: (
            record,
            {"kind": "office_visit", "company_id": test.company.id},
            {"conclusion": "Changed"},
        ),
        LINE: (
            record.line_ids[:1],
            {"visit_id": record.id, "check_id": free.id, "name": "Light"},
            {"note": "Changed"},
        ),
        ROW: (watch.sudo().row_ids[:1].sudo(False), {"visit_id": watch.id, "subject": "repeat"}, {"received": 1}),
        CHECK: (own, {"name": "New", "company_id": test.company.id}, {"name": "Changed"}),
        STEP: (None, {"visit_id": record.id, "conclusion": "Seen"}, {"conclusion": "Changed"}),
    }


def foreign(test, env, other):
    user = other["user"]
    record = visit(test, env=env, user=user)
    watch = visit(test, "complaint_watch", env=env, user=user)
    policy = other["policy"]
    return {
        "measure_due": plan(test, policy),
        "visit": record,
        "visit_line": record.line_ids[:1],
        "visit_row": watch.row_ids[:1],
        "visit_check": env[CHECK].create({"name": "Theirs", "company_id": other["company"].id}),
    }


def frozen(test):
    record = answer(visit(test))
    record.sudo().action_done()
    watch = visit(test, "complaint_watch")
    watch.sudo().action_done("Looked at")
    due = plan(test).sudo()
    due._mark_held()
    return {VISIT: record, LINE: record.line_ids[:1], ROW: watch.sudo().row_ids[:1], DUE: due}
