"""The clocks of cases: everybody who sees the case reads them, nobody writes one."""

from odoo import fields

from . import OFFICERS, Method

READERS = ("delegate", "officer", "researcher", "management", "manager")
RIGHTS = {
    "beneficiary.clock": dict.fromkeys(READERS, "r"),
    "beneficiary.clock.pause": dict.fromkeys(READERS, "r"),
    "beneficiary.clock.reason": dict.fromkeys(OFFICERS, "rwcd"),
}
METHODS = {
    "beneficiary.clock": {
        "action_pause": Method(OFFICERS, "clock", ("On a journey",)),
        "action_resume": Method(OFFICERS, "paused_clock"),
        "action_open_case": Method(READERS, "clock"),
    },
    "beneficiary.clock.reason": {
        "action_confirm": Method(OFFICERS, "wizard_clock_reason"),
    },
}


def _clocks(test):
    request = test.steps._submit(test._create_request(test.person))
    test.clock, test.paused_clock = request.clock_ids[:2]
    test.paused_clock.with_user(test.officer).action_pause("On a journey")
    test.pause = test.paused_clock.pause_ids


def prepare(test):
    _clocks(test)


def wizards(test):
    values = {"clock_ids": [(6, 0, test.clock.ids)], "reason": "On a journey"}
    return {"wizard_clock_reason": ("beneficiary.clock.reason", values)}


def targets(test):
    _clocks(test)
    clock = {
        "res_model": "beneficiary.request",
        "res_id": test.fresh.id,
        "kind": "update",
        "started_on": fields.Datetime.now(),
    }
    pause = {"clock_id": test.clock.id, "reason": "On a journey", "paused_on": fields.Datetime.now()}
    reason = {"clock_ids": [(6, 0, test.clock.ids)], "reason": "On a journey"}
    return {
        "beneficiary.clock": (test.clock, clock, {"state": "met"}),
        "beneficiary.clock.pause": (test.pause, pause, {"reason": "Changed"}),
        "beneficiary.clock.reason": (None, reason, {"reason": "Changed"}),
    }


def foreign(test, env, other):
    clocks = env["beneficiary.clock"].search([("request_id", "=", other["request"].id)])
    pause = {"clock_id": clocks[:1].id, "reason": "On a journey", "paused_on": fields.Datetime.now()}
    return {"clock": clocks, "pause": env["beneficiary.clock.pause"].create(pause)}
