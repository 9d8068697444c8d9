"""A mail server of our own for the tests: SMTP (aiosmtpd) delivers into maildirs, and IMAP (pymap) serves them."""

import contextlib
import imaplib
import logging
import mailbox
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from email.utils import parseaddr
from pathlib import Path

from aiosmtpd.controller import Controller
from pysasl.hashing import BuiltinHash

PASSWORD = "only-in-tests"
START_PYMAP = "import sys; from pymap.main import main; sys.exit(main())"


def free_port():
    """Return a port of this machine on which nobody listens."""
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return sock.getsockname()[1]


class MailServers:
    """SMTP and IMAP on this machine, with one mailbox for each name that is given.

    ``on_recipient(address)`` is called before a message is taken, ``on_message(number, content)`` when it is there but
    not acknowledged yet. They may wait, or return a line such as ``550 No such user`` that refuses it.
    """

    def __init__(self, *users, on_recipient=None, on_message=None, imap=True):
        self.users = users
        self.on_recipient = on_recipient
        self.on_message = on_message
        self.imap = imap
        self.accepted = []
        self.peers = []
        self.lock = threading.Lock()

    def __enter__(self):
        logging.getLogger("mail.log").setLevel(logging.WARNING)
        self.stack = contextlib.ExitStack()
        self.folder = Path(tempfile.mkdtemp(prefix="beneficiary-mail-"))
        self.stack.callback(shutil.rmtree, self.folder, ignore_errors=True)
        for user in self.users:
            mailbox.Maildir(self.folder / user)
        self.smtp_port = free_port()
        controller = Controller(self, hostname="127.0.0.1", port=self.smtp_port)
        controller.start()
        self.stack.callback(controller.stop)
        if self.imap:
            self._start_imap()
        return self

    def __exit__(self, *args):
        self.stack.close()

    def _start_imap(self):
        self.imap_port = free_port()
        hashed = BuiltinHash().hash(PASSWORD)
        (self.folder / "pymap-etc-passwd").write_text("".join(f"{u}:x:::{u}:{u}:\n" for u in self.users))
        (self.folder / "pymap-etc-shadow").write_text("".join(f"{u}:{hashed}:::::::\n" for u in self.users))
        command = [sys.executable, "-c", START_PYMAP, "--host", "127.0.0.1", "--port", str(self.imap_port), "--no-tls"]
        process = subprocess.Popen([*command, "maildir", self.folder], stderr=subprocess.DEVNULL)
        self.stack.callback(process.wait)
        self.stack.callback(process.kill)
        deadline = time.monotonic() + 20
        while True:
            try:
                imaplib.IMAP4("127.0.0.1", self.imap_port, timeout=5).shutdown()
                return
            except OSError:
                if process.poll() is not None or time.monotonic() > deadline:
                    raise
                time.sleep(0.1)

    async def handle_RCPT(self, _server, _session, envelope, address, _options):  # aiosmtpd calls it so
        """Let a recipient in, unless somebody objects."""
        answer = self.on_recipient(address) if self.on_recipient else None
        if answer:
            return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server, session, envelope):  # aiosmtpd calls it so
        """Deliver a message, which is acknowledged by what is returned."""
        with self.lock:
            self.accepted.append((envelope.rcpt_tos, envelope.content))
            self.peers.append(session.peer)
            number = len(self.accepted)
        answer = self.on_message(number, envelope.content) if self.on_message else None
        if answer:
            return answer
        for recipient in envelope.rcpt_tos:
            user = parseaddr(recipient)[1].partition("@")[0].partition("+")[0]
            if user in self.users:
                mailbox.Maildir(self.folder / user).add(envelope.content)
        return "250 OK"

    def empty(self):
        """Forget all messages."""
        self.accepted.clear()
        self.peers.clear()
        for user in self.users:
            mailbox.Maildir(self.folder / user).clear()

    def messages(self, user):
        """Return what lies in a mailbox, read over IMAP: a list of raw messages."""
        client = imaplib.IMAP4("127.0.0.1", self.imap_port, timeout=20)
        try:
            client.login(user, PASSWORD)
            client.select()
            _status, [found] = client.search(None, "ALL")
            return [client.fetch(number, "(RFC822)")[1][0][1] for number in found.split()]
        finally:
            client.logout()

    def count_by_recipient(self):
        """Return address → how often a message to it was accepted."""
        counts = {}
        for recipients, _content in self.accepted:
            for recipient in recipients:
                counts[recipient] = counts.get(recipient, 0) + 1
        return counts
