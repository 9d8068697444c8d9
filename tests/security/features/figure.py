"""Figures of the policy, their targets and what they were each day."""

from . import OFFICERS, Method

FIGURE = "beneficiary.figure"
TARGET = "beneficiary.figure.target"
SNAPSHOT = "beneficiary.figure.snapshot"
LINE = "beneficiary.clause.figure"
READERS = (*OFFICERS, "management")
CONFIGURATION = {FIGURE, TARGET}
RIGHTS = {model: {"officer": "r", "management": "r", "manager": "rwcd"} for model in (FIGURE, TARGET)}
RIGHTS |= {model: dict.fromkeys(READERS, "r") for model in (SNAPSHOT, LINE)}
METHODS = {
    FIGURE: {
        "action_view_records": Method(READERS, "figure"),
        "action_view_missed": Method(READERS, "figure"),
        "action_view_trend": Method(READERS, "figure"),
        "action_view_targets": Method(READERS, "figure"),
    },
    LINE: {
        "action_view_records": Method(READERS, "clause_figure"),
        "action_view_missed": Method(READERS, "clause_figure"),
        "action_view_trend": Method(READERS, "clause_figure"),
    },
}


def _figure(env, name, company):
    return env[FIGURE].create(
        {
            "name": name,
            "company_id": company.id,
            "model": "beneficiary.request",
            "good_domain": "[('priority', '=', '1')]",
        }
    )


def _snapshot(figure, company):
    return figure.env[SNAPSHOT].sudo()._take(figure.sudo(), company, company._beneficiary_today()).with_env(figure.env)


def _line(env, policy, figure):
    """Let ``figure`` prove the first clause of ``policy``, and return the line that shows it."""
    clause = policy.sudo().clause_ids[0]
    clause.figure_ids = figure
    return env[LINE].search([("clause_id", "=", clause.id)])


def prepare(test):
    test.figure = _figure(test.env, "Urgent requests", test.company)
    _snapshot(test.figure, test.company)
    test.clause_figure = _line(test.env, test.policy, test.figure)


def targets(test):
    figure = _figure(test.env, "Urgent requests", test.company)
    own = test.env[TARGET].create({"figure_id": figure.id, "target": 10})
    snapshot = _snapshot(figure, test.company)
    line = _line(test.env, test.policy, figure)
    another = {"name": "Next", "model": "beneficiary.request", "aggregate": "count"}
    target = {"figure_id": test.env.ref("beneficiary.figure_reply_in_window").id, "target": 5}
    return {
        FIGURE: (figure, another, {"name": "Changed"}),
        TARGET: (own, target, {"target": 20}),
        SNAPSHOT: (snapshot, {"figure_id": figure.id, "date": "2020-01-01"}, {"good": 1}),
        LINE: (line, {"clause_id": test.policy.clause_ids[1].id}, {"good": 1}),
    }


def foreign(test, env, other):
    figure = _figure(env, "Theirs", other["company"])
    return {
        "figure": figure,
        "figure_target": env[TARGET].create({"figure_id": figure.id, "target": 1, "company_id": other["company"].id}),
        "figure_snapshot": _snapshot(figure, other["company"]),
        "clause_figure": _line(env, other["policy"], figure),
    }
