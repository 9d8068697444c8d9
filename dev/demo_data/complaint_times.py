"""When what happens to a complaint of the demo, and what its records are called."""

from .moments import Moment


def xmlid(key, kind="complaint"):
    return f"{kind}_{key}_demo"


def ref(key):
    return f"ref('{xmlid(key)}')"


def received(case):
    return Moment(0, hours_ago=case["hours"]) if "hours" in case else Moment(case["day"], 7, 20)


def acknowledged(case):
    return None if "hours" in case else received(case).earlier(-70)


def end(case):
    """Return when a complaint was resolved, or ended otherwise; nothing while it is open."""
    day = case.get("resolved") or case.get("closed")
    return Moment(day, 8, 40) if day else None
