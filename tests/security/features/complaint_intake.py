"""How complaints come in: the code that is handed out, and the form of the website, which stores nothing."""

from . import STAFF, Method

METHODS = {"beneficiary.complaint": {"action_hand_out_code": Method(STAFF, "complaint_new")}}
