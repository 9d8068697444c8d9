"""Runs other programs, their output kept in a log file."""

import contextlib
import os
import signal
import subprocess

from .errors import DevError
from .settings import logs


def run(args, log=None, env=None, cwd=None, stdin=subprocess.DEVNULL):
    """Run ``args`` with its output in the log file named ``log``; return the exit code."""
    target = logs() / f"{log}.log" if log else os.devnull
    with (
        open(target, "wb") as output,
        _spawn(args, env=env, cwd=cwd, stdin=stdin, stdout=output, stderr=subprocess.STDOUT) as child,
    ):
        return wait(child)


def capture(args, env=None, cwd=None, text=None):
    """Run ``args``; return ``(exit code, standard output, standard error)``."""
    with _spawn(
        args,
        env=env,
        cwd=cwd,
        stdin=subprocess.DEVNULL if text is None else subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        errors="replace",
    ) as child:
        try:
            out, err = child.communicate(text)
        except BaseException:
            stop(child)
            raise
        return child.returncode, out, err


def show(args, env=None, cwd=None):
    """Run ``args`` with its output on the terminal; return the exit code."""
    with _spawn(args, env=env, cwd=cwd) as child:
        return wait(child)


def wait(child):
    """Wait for ``child``; stop it when this program is interrupted."""
    try:
        return child.wait()
    except BaseException:
        stop(child)
        raise


def stop(child, grace=10):
    """Ask ``child`` to end, and end it when it does not."""
    with contextlib.suppress(ProcessLookupError):
        child.send_signal(signal.SIGTERM)
        try:
            child.wait(grace)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


def _spawn(args, **options):
    """Start a program; a missing one is told in one line."""
    try:
        return subprocess.Popen([os.fspath(arg) for arg in args], **options)
    except FileNotFoundError as error:
        raise DevError(f"The program {error.filename} is missing on this machine.") from error
