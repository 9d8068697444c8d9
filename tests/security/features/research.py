"""Social research: who reads income and health, who writes them, and the weights of the advisory score (R-14)."""

from . import MANAGERS, MEMBERS, READ_CONFIGURATION, RESEARCHERS, Method

CONFIGURATION = {"beneficiary.need.band", "beneficiary.need.criterion"}
PARTS = ("member", "income", "expense", "debt", "health")
RIGHTS = {
    "beneficiary.assessment": {"researcher": "rwc", "committee_member": "r", "manager": "rwcd"},
    "beneficiary.assessment.score.line": {"researcher": "r", "committee_member": "r", "manager": "r"},
}
RIGHTS |= {
    f"beneficiary.assessment.{part}": {"researcher": "rwcd", "committee_member": "r", "manager": "rwcd"}
    for part in PARTS
}
RIGHTS |= {name: dict.fromkeys(READ_CONFIGURATION, "r") | {"manager": "rwcd"} for name in CONFIGURATION}
METHODS = {
    "beneficiary.assessment": {
        "action_take": Method(RESEARCHERS, "loose_research"),
        "action_schedule_visit": Method(RESEARCHERS, "draft_research"),
        "action_compute_score": Method(RESEARCHERS, "draft_research"),
        "action_complete": Method(RESEARCHERS, "draft_research"),
        "action_cancel": Method(RESEARCHERS, "draft_research"),
        "action_renew": Method(RESEARCHERS, "done_research"),
        "action_view_requests": Method((*RESEARCHERS, *MEMBERS), "done_research"),
    },
    "beneficiary.need.criterion": {
        "action_copy_to_company": Method(MANAGERS, "criterion"),
    },
}
LINES = {
    "member": {"name": "ليلى", "relation": "daughter", "age": 9},
    "income": {"source": "salary", "amount": 1500},
    "expense": {"kind": "rent", "amount": 700},
    "debt": {"name": "Shop", "amount": 2000, "instalment": 100},
    "health": {"name": "ليلى", "condition": "Asthma", "needs_care": True, "cost": 50},
}


def research(test, person, request=None, **vals):
    """Return a draft of the researcher about ``person`` that has everything it needs."""
    values = {
        "beneficiary_id": person.id,
        "user_id": test.researcher.id,
        "request_id": request.id if request else False,
        "housing_condition": "poor",
        "report": "<p>Two rooms for four.</p>",
        "recommendation": "support",
        "visit_date": "2026-01-04 08:00:00",
    }
    values |= {f"{part}_ids": [(0, 0, line)] for part, line in LINES.items()}
    return test.env["beneficiary.assessment"].with_user(test.researcher).create(values | vals)


def prepare(test):
    test.draft_research = research(test, test._create_beneficiary("هند بنت سالم"))
    test.loose_research = research(test, test._create_beneficiary("سلمى بنت عادل"))
    test.loose_research.sudo().user_id = False
    test.done_research = research(test, test.person, test.reviewed)
    test.done_research.action_complete()
    test.researched = test.reviewed
    test.criterion = test.env.ref("beneficiary.need_criterion_per_capita")


def targets(test):
    done = research(test, test.person, test.north)
    done.action_complete()
    draft = research(test, test.stranger)
    line = {"assessment_id": draft.id}
    result = {
        "beneficiary.assessment": (done, {"beneficiary_id": test.person.id}, {"housing_note": "Damp"}),
        "beneficiary.assessment.score.line": (done.score_line_ids[:1], {**line, "name": "Forged"}, {"points": 100}),
        "beneficiary.need.criterion": (
            test.env.ref("beneficiary.need_criterion_debt"),
            {"name": "New", "kind": "debt"},
            {"weight": 99},
        ),
        "beneficiary.need.band": (
            test.env.ref("beneficiary.need_band_debt_1"),
            {"criterion_id": test.env.ref("beneficiary.need_criterion_debt").id, "minimum": 2, "points": 30},
            {"points": 31},
        ),
    }
    for part, vals in LINES.items():
        change = {"name": "Changed"}
        result[f"beneficiary.assessment.{part}"] = (done[f"{part}_ids"], {**line, **vals}, change)
    return result


def foreign(test, env, other):
    lines = {f"{part}_ids": [(0, 0, line)] for part, line in LINES.items()}
    assessment = env["beneficiary.assessment"].create({"beneficiary_id": other["person"].id, "user_id": False, **lines})
    assessment.action_compute_score()
    criterion = env["beneficiary.need.criterion"].create(
        {
            "name": "Theirs",
            "kind": "debt",
            "company_id": other["company"].id,
            "band_ids": [(0, 0, {"minimum": 1, "points": 50})],
        }
    )
    records = {"assessment": assessment, "score": assessment.score_line_ids, "criterion": criterion}
    records |= {part: assessment[f"{part}_ids"] for part in PARTS}
    return {f"research_{name}": record for name, record in records.items()} | {"research_band": criterion.band_ids}


def frozen(test):
    done = research(test, test.person, test.north)
    done.action_complete()
    parts = {f"beneficiary.assessment.{part}": done[f"{part}_ids"][:1] for part in PARTS}
    return {"beneficiary.assessment": done, "beneficiary.assessment.score.line": done.score_line_ids[:1], **parts}
