"""The start screen: every role sees its own numbers."""

from . import RESEARCHERS, STAFF, Method

DAY = "beneficiary.my.day"
CONFIGURATION = {DAY}
SHARED = {DAY}
RIGHTS = {
    DAY: {
        "delegate": "r",
        "officer": "r",
        "researcher": "r",
        "committee_member": "r",
        "chair": "r",
        "manager": "rwcd",
    }
}
METHODS = {DAY: {"action_open": Method(tuple({*STAFF, *RESEARCHERS}), "my_day")}}


def _vals(test):
    groups = [f"beneficiary.group_{name}" for name in ("delegate", "researcher", "committee_member")]
    return {
        "name": "Channels",
        "model": "beneficiary.channel",
        "action": "beneficiary.beneficiary_channel_action",
        "group_ids": [(6, 0, [test.env.ref(name).id for name in groups])],
    }


def prepare(test):
    groups = test.env.ref("beneficiary.group_delegate") | test.env.ref("beneficiary.group_researcher")
    test.my_day = test.env[DAY].create(_vals(test) | {"group_ids": [(6, 0, groups.ids)]})


def targets(test):
    return {DAY: (test.env[DAY].create(_vals(test)), _vals(test), {"sequence": 3})}
