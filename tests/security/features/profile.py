"""Qualifications, experience and volunteering (R-60, R-61)."""

from . import MANAGERS, OFFICERS, READ_CONFIGURATION, STAFF, Method

READERS = ("delegate", "officer", "researcher", "management", "manager")
LINES = {"delegate": "rwcd", "officer": "rwcd", "researcher": "r", "management": "r", "manager": "rwcd"}
QUALIFICATION, EXPERIENCE = "beneficiary.qualification", "beneficiary.experience"
LEVEL, ABILITY = "beneficiary.qualification.level", "beneficiary.ability"
OPPORTUNITY, ASSIGNMENT = "beneficiary.opportunity", "beneficiary.volunteer.assignment"
HOUR, RATING = "beneficiary.volunteer.hour", "beneficiary.volunteer.rating"
CERTIFICATE, STEP = "beneficiary.volunteer.certificate", "beneficiary.volunteer.step"

CONFIGURATION = {LEVEL, ABILITY}
RIGHTS = dict.fromkeys((QUALIFICATION, EXPERIENCE, ASSIGNMENT, HOUR, RATING), LINES)
RIGHTS |= dict.fromkeys(CONFIGURATION, dict.fromkeys(READ_CONFIGURATION, "r") | {"manager": "rwcd"})
RIGHTS |= {
    OPPORTUNITY: LINES | {"delegate": "rwc", "officer": "rwc"},
    CERTIFICATE: dict.fromkeys(READERS, "r") | {"manager": "rw"},
    STEP: dict.fromkeys(OFFICERS, "rwcd"),
}
CLAIM = {
    "action_verify": Method(OFFICERS, "qualification"),
    "action_reject": Method(OFFICERS, "qualification", ("It is of another person.",)),
}
METHODS = {
    QUALIFICATION: CLAIM,
    EXPERIENCE: {name: method._replace(target="experience") for name, method in CLAIM.items()},
    OPPORTUNITY: {
        "action_close": Method(STAFF, "opportunity"),
        "action_reopen": Method(STAFF, "closed_opportunity"),
        "action_view_assignments": Method(READERS, "opportunity"),
        "action_find_volunteers": Method(READERS, "opportunity"),
    },
    ASSIGNMENT: {
        "action_confirm": Method(OFFICERS, "proposed_assignment"),
        "action_done": Method(STAFF, "assignment"),
        "action_cancel": Method(STAFF, "proposed_assignment", ("She moved away.",)),
    },
    HOUR: {"action_approve": Method(OFFICERS, "hour"), "action_refuse": Method(OFFICERS, "hour")},
    RATING: {"action_review": Method(OFFICERS, "rating")},
    CERTIFICATE: {
        "check_integrity": Method(READERS, "certificate"),
        "action_print": Method(READERS, "certificate"),
        "action_revoke": Method(MANAGERS, "certificate", ("The name is wrong.",)),
    },
    STEP: {"action_confirm": Method(OFFICERS, "wizard_volunteer_step")},
    "beneficiary.beneficiary": {
        "action_verify_platform_number": Method(OFFICERS, "volunteer"),
        "action_review_volunteer_record": Method(OFFICERS, "volunteer", ("The record of the platform.",)),
        "action_view_volunteer_assignments": Method((*READERS, "committee_member", "chair"), "person"),
        "action_issue_certificate": Method(OFFICERS, "volunteer"),
    },
}


def program(env, company):
    """Return a volunteering programme of an association."""
    return env["beneficiary.program"].create(
        {"name": "Volunteering", "program_type": "volunteer", "company_id": company.id}
    )


def opportunity(env, program, branch, **vals):
    """Return an opportunity in a branch, with two seats."""
    return env[OPPORTUNITY].create(
        {
            "name": "Food baskets",
            "program_id": program.id,
            "branch_id": branch.id,
            "date_from": "2026-01-04",
            "date_to": "2026-01-08",
            "seats": 2,
        }
        | vals
    )


def proof(env):
    return env["ir.attachment"].create({"name": "paper.txt", "raw": b"a proof", "mimetype": "text/plain"})


def scene(env, person, place):
    """Return name → record of everything that one person may have, hours and certificate included."""
    level = env.ref("beneficiary.qualification_level_diploma")
    owner = {"beneficiary_id": person.id}
    person = person.with_env(env)
    person.write({"volunteer_platform_number": f"77{person.id}"})
    person.action_verify_platform_number()
    found = {
        "qualification": env[QUALIFICATION].create(
            {**owner, "level_id": level.id, "attachment_ids": [(4, proof(env).id)]}
        ),
        "experience": env[EXPERIENCE].create(
            {
                **owner,
                "name": "Nurse",
                "organisation": "Hospital",
                "date_from": "2020-01-01",
                "date_to": "2020-12-31",
                "attachment_ids": [(4, proof(env).id)],
            }
        ),
        "opportunity": place,
        "assignment": env[ASSIGNMENT].create({**owner, "opportunity_id": place.id}),
        "rating": env[RATING].create({**owner, "entity": "Red Crescent", "score": "4"}),
    }
    found["assignment"].action_confirm()
    found["approved_hour"] = env[HOUR].create(
        {"assignment_id": found["assignment"].id, "hours": 3, "date": "2026-01-04"}
    )
    found["approved_hour"].sudo().write({"state": "approved", "approved_on": "2026-01-05 08:00:00"})
    found["certificate"] = env[CERTIFICATE]._issue(person)
    found["hour"] = env[HOUR].create({"assignment_id": found["assignment"].id, "hours": 2, "date": "2026-01-05"})
    return found


def prepare(test):
    env = test.env
    place = opportunity(env, program(env, test.company), test.branch)
    for name, record in scene(env, test.person, place).items():
        setattr(test, name, record)
    test.closed_opportunity = opportunity(env, place.program_id, test.branch, state="closed")
    test.volunteer = test.person
    other = test._create_beneficiary("هيا بنت فهد", volunteer_platform_number="8812")
    other.action_verify_platform_number()
    test.proposed_assignment = env[ASSIGNMENT].create({"beneficiary_id": other.id, "opportunity_id": place.id})


def wizards(test):
    return {"wizard_volunteer_step": (STEP, {"beneficiary_id": test.volunteer.id, "text": "The platform's record"})}


def targets(test):
    env = test.env
    place = opportunity(env, program(env, test.company), test.branch)
    made = scene(env, test.person, place)
    other = test._create_beneficiary("هيا بنت فهد")
    owner = {"beneficiary_id": other.id}
    proposed = env[ASSIGNMENT].create({**owner, "opportunity_id": place.id})
    free = opportunity(env, place.program_id, test.branch)
    level = env.ref("beneficiary.qualification_level_primary")
    return {
        QUALIFICATION: (made["qualification"], {**owner, "level_id": level.id}, {"institution": "Changed"}),
        EXPERIENCE: (
            made["experience"],
            {**owner, "name": "Cook", "organisation": "School", "date_from": "2020-01-01"},
            {"organisation": "Changed"},
        ),
        OPPORTUNITY: (
            free,
            {
                "name": "New",
                "program_id": place.program_id.id,
                "branch_id": test.branch.id,
                "date_from": "2026-01-04",
                "date_to": "2026-01-04",
            },
            {"place": "Changed"},
        ),
        ASSIGNMENT: (proposed, {**owner, "opportunity_id": free.id}, {"note": "Changed"}),
        HOUR: (
            made["hour"],
            {"assignment_id": made["assignment"].id, "hours": 1, "date": "2026-01-06"},
            {"description": "Changed"},
        ),
        RATING: (made["rating"], {**owner, "entity": "Other", "score": "3"}, {"text": "Changed"}),
        CERTIFICATE: (
            made["certificate"],
            {**owner, "name": "VC/1", "code": "A" * 12},
            {},  # nothing of it is free
        ),
        LEVEL: (level, {"name": "New"}, {"rank": 21}),
        ABILITY: (env.ref("beneficiary.ability_driving"), {"name": "New"}, {"color": 9}),
        STEP: (None, {"beneficiary_id": test.person.id, "text": "Words"}, {"text": "Changed"}),
    }


def foreign(test, env, other):
    place = opportunity(env, program(env, other["company"]), other["branch"])
    made = scene(env, other["person"], place)
    made["level"] = env[LEVEL].create({"name": "Theirs", "company_id": other["company"].id})
    made["ability"] = env[ABILITY].create({"name": "Theirs", "company_id": other["company"].id})
    return {f"profile_{name}": record for name, record in made.items()}


def frozen(test):
    env = test.env
    made = scene(env, test.stranger, opportunity(env, program(env, test.company), test.branch))
    made["rating"].with_user(test.officer).action_review()
    return {HOUR: made["approved_hour"], RATING: made["rating"], CERTIFICATE: made["certificate"]}
