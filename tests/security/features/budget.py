"""Seasons of programmes, and the waiting list."""

from odoo import fields

from . import MANAGERS, OFFICERS, READ_CONFIGURATION, Method

SEASON = "beneficiary.program.season"
CONFIGURATION = {SEASON}
READERS = ("delegate", "officer", "researcher", "committee_member", "finance", "management", "plain")
RIGHTS = {SEASON: dict.fromkeys(READERS, "r") | {"manager": "rwcd"}}
METHODS = {
    SEASON: {
        "action_open": Method(MANAGERS, "season"),
        "action_close": Method(MANAGERS, "season"),
        "action_view_requests": Method(READ_CONFIGURATION, "season"),
        "action_view_waiting": Method(READ_CONFIGURATION, "season"),
    },
    "beneficiary.program": {"action_view_seasons": Method(READ_CONFIGURATION, "limited_program")},
    "beneficiary.request": {
        "action_take_from_waiting": Method(MANAGERS, "waiting_case"),
        "action_waiting_to_committee": Method(OFFICERS, "waiting_case"),
    },
    "beneficiary.committee.item": {"action_waiting_list": Method(("chair",), "unaffordable")},
}


def _season(test, name, **vals):
    """Return an open season of a programme of its own: those of the others have no limit."""
    program = test.env["beneficiary.program"].create(
        {"name": name, "company_id": test.company.id, "committee_id": test.committee.id}
    )
    program.action_open()
    dates = {"date_from": "2020-01-01", "date_to": "2090-12-31"}
    season = test.env[SEASON].create({"name": name, "program_id": program.id} | dates | vals)
    season.action_open()
    return season


def prepare(test):
    test.season = _season(test, "Limited")
    test.limited_program = test.season.program_id
    request = test._create_request(test.person, user=test.delegate, program_id=test.limited_program.id)
    test.waiting_case = test.steps._review(request.with_user(test.officer)).request_id
    test.waiting_case.sudo().item_ids.write({"outcome": "waiting", "reason": "Later"})
    test.waiting_case.sudo().write(
        {
            "waiting_since": fields.Datetime.now(),
            "waiting_amount": 1,
            "decision_reason": "Later",
            "early_reply_reason": "Urgent",
        }
    )
    poor = _season(test, "Nothing left", budget=1)
    request = test._create_request(test.person, program_id=poor.program_id.id, amount_requested=1000)
    test.unaffordable = test.steps._review(request)
    test.steps._vote(test.unaffordable, {test.chair: "for", test.secretary: "for"})
    test.unaffordable.with_user(test.chair).write({"reason": "In need", "early_reason": "Urgent"})


def targets(test):
    season = _season(test, "Rights")
    another = {"name": "Next", "program_id": season.program_id.id, "date_from": "2091-01-01", "date_to": "2091-12-31"}
    return {SEASON: (season, another, {"name": "Changed"})}


def foreign(test, env, other):
    values = {"name": "Theirs", "program_id": other["program"].id, "date_from": "2091-01-01", "date_to": "2091-12-31"}
    return {"season": env[SEASON].create(values)}
