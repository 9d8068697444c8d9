"""Eligibility: managers set criteria and waive them, officers check, everybody who reads a case reads its results."""

from . import MANAGERS, OFFICERS, READ_CONFIGURATION, READ_FILES, Method

CRITERION = "beneficiary.criterion"
GROUP = "beneficiary.criterion.group"
VERSION = "beneficiary.criterion.version"
TEMPLATE = "beneficiary.criterion.template"
CHECK = "beneficiary.eligibility.check"
STEP = "beneficiary.eligibility.step"

CONFIGURATION = {CRITERION, GROUP}
SHARED = {TEMPLATE}
RIGHTS = {name: dict.fromkeys(READ_CONFIGURATION, "r") | {"manager": "rwcd"} for name in CONFIGURATION}
RIGHTS |= {name: dict.fromkeys(READ_CONFIGURATION, "r") for name in (VERSION, TEMPLATE)}
RIGHTS |= {
    CHECK: dict.fromkeys((*READ_FILES, "chair"), "r"),
    STEP: {"officer": "rwcd", "manager": "rwcd"},
}
METHODS = {
    CRITERION: {"action_view_versions": Method(READ_CONFIGURATION, "asked_criterion")},
    CHECK: {
        "action_judge": Method(OFFICERS, "pending_check"),
        "action_judge_failed": Method(OFFICERS, "pending_check"),
        "action_pass": Method(OFFICERS, "pending_check", ("Seen",)),
        "action_fail": Method(OFFICERS, "pending_check", ("Not seen",)),
        "action_reopen": Method(OFFICERS, "judged_check"),
        "action_ask_waiver": Method(MANAGERS, "pending_check"),
        "action_waive": Method(MANAGERS, "pending_check", ("The only one",)),
    },
    STEP: {"action_confirm": Method(OFFICERS, "wizard_eligibility")},
    "beneficiary.program": {
        "action_load_criteria": Method(MANAGERS, "field_program"),
        "action_check_eligibility": Method(OFFICERS, "field_program"),
        "action_view_checks": Method(READ_CONFIGURATION, "program"),
    },
    "beneficiary.request": {
        "action_check_eligibility": Method(OFFICERS, "asked"),
        "action_view_checks": Method((*READ_FILES, "chair"), "reviewed"),
    },
}


def asking(test, env=None, company=None, **vals):
    """Return a programme of the field type with an officer's check of each applicant."""
    company = company or test.company
    env = env or test.env
    program = env["beneficiary.program"].create(
        {"name": "Asking", "program_type": "field", "company_id": company.id, "user_id": False} | vals
    )
    group = env[GROUP].create({"name": "Either", "program_id": program.id})
    env[CRITERION].create({"name": "Serious", "kind": "officer", "program_id": program.id, "group_id": group.id})
    return program


def check(test, request, criterion, **vals):
    """Return a result of the request, as the system would have found it."""
    values = {
        "request_id": request.id,
        "program_id": criterion.program_id.id,
        "criterion_id": criterion.id,
        "version_id": criterion.version_id.id,
    }
    return test.env[CHECK].sudo().create(values | vals)


def prepare(test):
    test.env["beneficiary.policy"].browse(test.policy.id)._write({"eligibility_enabled": True})
    test.env.invalidate_all()
    test.field_program = asking(test, committee_id=test.committee.id)
    test.asked_criterion = test.field_program.criterion_ids
    test.field_program.action_open()
    test.asked = test._create_request(test.person, program_id=test.field_program.id, user=test.delegate)
    test.pending_check = check(test, test.asked, test.asked_criterion)
    judged = test._create_request(test.person, program_id=test.field_program.id, user=test.delegate)
    test.judged_check = check(test, judged, test.asked_criterion, result="failed", evidence="Nothing")


def wizards(test):
    return {"wizard_eligibility": (STEP, {"check_id": test.pending_check.id, "step": "fail", "text": "No"})}


def targets(test):
    criterion = asking(test).criterion_ids
    group, program = criterion.group_id, criterion.program_id
    done = check(test, test.north, criterion, result="failed", evidence="Nothing")
    said = {"name": "New", "kind": "officer"}
    values = {"criterion_id": criterion.id, "program_id": program.id, "version_id": criterion.version_id.id}
    return {
        CRITERION: (criterion, said | {"program_id": program.id}, {"sequence": 3}),
        GROUP: (group, {"name": "New", "program_id": program.id}, {"sequence": 3}),
        VERSION: (criterion.version_id, said | {"criterion_id": criterion.id, "number": 9}, {"name": "Changed"}),
        TEMPLATE: (
            test.env.ref("beneficiary.criterion_template_field_venue"),
            said | {"program_type": "field"},
            {"name": "Changed"},
        ),
        CHECK: (done, values | {"request_id": test.fresh.id}, {"evidence": "Changed"}),
        STEP: (None, {"check_id": done.id}, {"text": "Changed"}),
    }


def foreign(test, env, other):
    criterion = asking(test, env, other["company"]).criterion_ids
    return {
        "criterion": criterion,
        "criterion_group": criterion.group_id,
        "criterion_version": criterion.version_id,
        "eligibility_check": check(test, other["request"], criterion),
    }


def frozen(test):
    criterion = asking(test).criterion_ids
    done = check(test, test.north, criterion, result="failed", value_seen="Nothing")
    return {VERSION: criterion.version_id, CHECK: done}
