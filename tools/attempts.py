"""Attempts of people of whom nothing may be stored, counted in the memory of the server."""

import hashlib
import hmac
import secrets
import threading
from collections import OrderedDict, deque
from time import monotonic

MAX_KEYS = 20_000


class Attempts:
    """How often somebody has tried something lately, known to this process alone.

    Where it comes from is kept as a hash, whose key is drawn when the process starts and never leaves it. So neither
    the database nor its backups hold anything that leads from a case to an address, not even to who knows the secret
    of the database. The price: every worker counts for itself, and a restart forgets.
    """

    def __init__(self):
        self._secret = secrets.token_bytes(32)
        self._lock = threading.Lock()
        self._moments = OrderedDict()  # hash → moments, the key that was used last at the end

    def allow(self, limit, seconds, *key):
        """Count an attempt, and tell whether it may go on.

        :param int limit: attempts that are allowed
        :param int seconds: in this time
        :param key: what is tried, and by whom
        """
        digest = hmac.new(self._secret, repr(key).encode(), hashlib.sha256).digest()
        now = monotonic()
        with self._lock:
            # of an attempt too many only the last ones are kept: they are enough to refuse the next
            moments = self._moments.setdefault(digest, deque(maxlen=limit + 1))
            self._moments.move_to_end(digest)
            moments.append(now)
            while len(self._moments) > MAX_KEYS:
                self._moments.popitem(last=False)
            return sum(moment > now - seconds for moment in moments) <= limit

    def clear(self):
        """Forget everything."""
        with self._lock:
            self._moments.clear()


attempts = Attempts()
