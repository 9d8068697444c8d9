"""What both complaints and their routes are told apart by."""

KINDS = [
    ("complaint", "Complaint"),
    ("dispute", "Dispute"),
    ("technical", "Technical support"),
    ("suggestion", "Suggestion"),
]
OPEN_STATES = ("new", "acknowledged", "amicable", "investigation")
