"""The words that agreements, their templates and their lines share."""

KINDS = [
    ("service", "Service"),
    ("support", "Support"),
    ("volunteering", "Volunteering"),
    ("partnership", "Partnership"),
    ("membership", "Membership"),
    ("works", "Works and intellectual property"),
    ("other", "Other"),
]
LINE_KINDS = [("right", "Right"), ("duty", "Duty")]
SIDES = [("association", "Association"), ("party", "Other party")]
RECURRENCES = [("none", "Once"), ("monthly", "Every month"), ("quarterly", "Every quarter"), ("yearly", "Every year")]
MONTHS = {"monthly": 1, "quarterly": 3, "yearly": 12}
# states of an agreement in which what falls due is still owed
LIVE = ("active", "renewed", "ended")
