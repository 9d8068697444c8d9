"""The hashes by which it is shown that nothing of a signed paper was changed."""

import hashlib
import json
from base64 import b64decode


def seal(data):
    """Return the SHA-256 of plain data in a canonical form, as hexadecimal digits."""
    canonical = json.dumps(data, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()


def seal_drawing(drawing):
    """Return the SHA-256 of a drawn signature or a scan (base64, or nothing), as hexadecimal digits."""
    return hashlib.sha256(b64decode(drawing or b"")).hexdigest()
