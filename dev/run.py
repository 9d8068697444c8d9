"""Entry point of the Makefile: ``python3 dev/run.py <command>`` (standard library only)."""

import sys

sys.dont_write_bytecode = True  # nothing is ever written into the checkout

from beneficiary_dev.cli import main  # noqa: E402

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
