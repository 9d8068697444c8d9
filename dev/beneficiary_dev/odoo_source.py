"""Odoo 19 itself: an existing one, or Debian's package in the work folder."""

import os
import re
import shutil
from pathlib import Path

from .errors import DevError
from .process import capture, run
from .progress import step
from .settings import logs, work

PACKAGE = "odoo-19"
# Odoo links to these relatively, so they are unpacked into the same prefix.
COMPANIONS = (
    "fonts-montserrat",
    "fonts-roboto-unhinted",
    "fonts-inconsolata",
    "fonts-ocr-b",
    "libjs-jquery",
    "libjs-jquery-form",
    "libjs-underscore",
)
ICONS = "fonts-font-awesome"  # 4.7 of the older suite: the newer one renamed its files
SUITE, ICONS_SUITE = "sid", "bookworm"
KEYRINGS = ("debian-archive-keyring.gpg", "debian-archive-keyring.pgp")
DIST = "usr/lib/python3/dist-packages"
# Debian leaves this file out; without it every browser test meets an asset error.
ABSENT = "odoo/addons/mail/static/lib/selfie_segmentation/selfie_segmentation.js"


class OdooSource:
    """A folder that holds the package ``odoo`` and knows its addons."""

    def __init__(self, path):
        self.path = Path(path)
        release = self.path / "odoo" / "release.py"
        try:
            text = release.read_text(encoding="utf-8")
        except OSError as error:
            raise DevError(f"No Odoo in {path}: {release} is missing.") from error
        found = re.search(r"version_info\s*=\s*\((\d+),\s*(\d+)", text)
        if not found or found[1] != "19":
            raise DevError(f"{path} holds another Odoo than 19 (see odoo/release.py).")
        self.version = f"{found[1]}.{found[2]}"

    @property
    def addons_path(self):
        """Return the folders of Odoo's own addons outside the package ``odoo``."""
        extra = self.path / "addons"
        return [extra] if extra.is_dir() else []

    @property
    def key(self):
        """Return what tells this Odoo from another one: path, version, last change."""
        release = self.path / "odoo" / "release.py"
        return f"{self.path}:{self.version}:{release.stat().st_mtime_ns}"


def ready():
    """Return a usable Odoo 19, fetching it when this machine has none yet."""
    given = os.environ.get("BENEFICIARY_ODOO")
    if given:
        return OdooSource(Path(given).expanduser().resolve())
    prefix = work() / "odoo"
    if not (prefix / DIST / "odoo" / "release.py").is_file():
        _build(prefix)
    return OdooSource(prefix / DIST)


def _build(prefix):
    """Fetch and unpack Odoo beside ``prefix``, then rename it into place."""
    for program in ("apt-get", "dpkg-deb"):
        if not shutil.which(program):
            raise DevError(
                f"{program} is missing: Odoo 19 is fetched as a Debian package. "
                "Point BENEFICIARY_ODOO at an Odoo 19 you already have."
            )
    fresh = prefix.with_name("odoo.new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir()
    debs = _fetch()
    with step("Unpacking Odoo 19", watch=fresh):
        for deb in sorted(debs.glob("*.deb")):
            code, _out, err = capture(["dpkg-deb", "-x", deb, fresh])
            if code:
                shutil.rmtree(debs)
                raise DevError(f"Cannot unpack {deb.name}: {err.strip()}. Run the command again.")
        absent = fresh / DIST / ABSENT
        absent.parent.mkdir(parents=True, exist_ok=True)
        absent.touch()
    shutil.rmtree(prefix, ignore_errors=True)
    fresh.rename(prefix)
    shutil.rmtree(debs.parent, ignore_errors=True)


def _fetch():
    """Download the packages through an apt root of our own; return their folder."""
    root = work() / "apt"
    debs = root / "debs"
    for folder in ("lists/partial", "cache/archives/partial", "debs"):
        (root / folder).mkdir(parents=True, exist_ok=True)
    mirror, keyring = _mirror(), _keyring()
    (root / "sources.list").write_text(
        "".join(f"deb [signed-by={keyring}] {mirror} {suite} main\n" for suite in (SUITE, ICONS_SUITE))
    )
    apt = ["apt-get", *_options(root)]
    with step("Fetching Debian's package lists", watch=root / "lists"):
        if run([*apt, "update"], log="apt-lists"):
            raise DevError(_network_trouble("apt-lists"))
    packages = [PACKAGE, *COMPANIONS, f"{ICONS}/{ICONS_SUITE}"]
    code, out, err = capture([*apt, "--print-uris", "download", *packages], cwd=debs)
    if code:
        raise DevError(
            f"The Debian mirror does not offer {PACKAGE} any more ({err.strip().splitlines()[-1]})."
            " Point BENEFICIARY_ODOO at an Odoo 19 you have."
        )
    total = sum(int(size) for size in re.findall(r"_\S+\.deb (\d+) ", out))
    for stale in debs.glob("*"):  # what an interruption left may be cut off
        stale.unlink()
    with step("Fetching Odoo 19", watch=debs, total=total):
        if run([*apt, "download", *packages], log="apt-download", cwd=debs):
            raise DevError(_network_trouble("apt-download"))
    return debs


def _options(root):
    """Return the options that keep apt away from the machine's own lists and cache."""
    options = {
        "Dir::Etc::sourcelist": root / "sources.list",
        "Dir::Etc::sourceparts": "/dev/null",
        "Dir::State::lists": root / "lists",
        "Dir::Cache": root / "cache",
        "Acquire::Languages": "none",
        "Acquire::Retries": "2",
        "APT::Sandbox::User": "root",
        "APT::Update::Error-Mode": "any",
        "APT::Update::Pre-Invoke": "",
        "APT::Update::Post-Invoke": "",
        "APT::Update::Post-Invoke-Success": "",
    }
    return [part for key, value in options.items() for part in ("-o", f"{key}={value}")]


def _mirror():
    """Return the mirror this machine itself uses: the project names no host."""
    wanted = "$(REPO_URI) $(COMPONENT)"
    code, out, _err = capture(
        ["apt-get", "indextargets", "--no-release-info", "--format", wanted, "Created-By: Packages"]
    )
    for line in out.splitlines():
        uri, _space, component = line.partition(" ")
        if code == 0 and component == "main" and "security" not in uri:
            return uri
    raise DevError(
        "This machine's apt names no Debian mirror (section main). "
        "Point BENEFICIARY_ODOO at an Odoo 19 you already have."
    )


def _keyring():
    """Return the file with Debian's signing keys."""
    for name in KEYRINGS:
        path = Path("/usr/share/keyrings") / name
        if path.is_file():
            return path
    raise DevError("Debian's keys are missing. Run: sudo apt-get install debian-archive-keyring")


def _network_trouble(log):
    """Return one line on why apt failed."""
    path = logs() / f"{log}.log"
    lines = path.read_text(errors="replace").splitlines()
    reasons = [line for line in lines if line.startswith(("E:", "Err:", "W: Failed"))]
    reason = (reasons or lines or ["no answer"])[0][:160]
    return f"Could not fetch from the Debian mirror: {reason}. Check the network and run it again."
