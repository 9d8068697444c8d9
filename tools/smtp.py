import smtplib
from contextlib import suppress

# mail servers hang up on a connection that carries too many messages
MAX_MESSAGES = 50


class SmtpSessions:
    """Connections to mail servers that a run keeps, to send message after message over them.

    A connection is asked whether it still stands before it carries another message, and is never used again after an
    error: so a message fails, or is uncertain, only where it would be on a connection of its own.
    """

    def __init__(self):
        self._kept = {}

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()

    def lend(self, key, connect):
        """Return the connection that is kept under ``key``, else a new one.

        :param key: what tells connections apart
        :param connect: function that makes a new one; what it raises is raised here
        """
        session, count = self._kept.pop(key, (None, 0))
        if session and not self._stands(session):
            hang_up(session)
            session = None
        if not session:
            session, count = connect(), 0
        return session and LentSession(session, self, key, count + 1)

    def give_back(self, key, session, count):
        """Keep a connection that carried ``count`` messages, for the next one."""
        if count >= MAX_MESSAGES or key in self._kept:
            hang_up(session)
        else:
            self._kept[key] = (session, count)

    def close(self):
        """End all connections that are kept."""
        for session, _count in self._kept.values():
            hang_up(session)
        self._kept.clear()

    def _stands(self, session):
        try:
            return session.noop()[0] == 250
        except (smtplib.SMTPException, OSError):
            return False


class LentSession:
    """A connection for one message: to quit it is to give it back, unless there was an error."""

    def __init__(self, session, owner, key, count):
        self._session, self._owner, self._key, self._count = session, owner, key, count
        self._failed = False

    def __getattr__(self, name):
        return getattr(self._session, name)

    def send_message(self, *args, **kwargs):
        """Send a message, as ``smtplib`` does."""
        try:
            return self._session.send_message(*args, **kwargs)
        except BaseException:
            self._failed = True
            raise

    def quit(self):
        """Give the connection back. That never fails: by now the message is on its way."""
        if self._failed:
            hang_up(self._session)
        else:
            self._owner.give_back(self._key, self._session, self._count)


def hang_up(session):
    """End a connection, whatever is left of it."""
    with suppress(smtplib.SMTPException, OSError):
        session.quit()
