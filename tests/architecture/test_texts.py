"""What must not stand in the repository."""

import re
import subprocess

from config.paths import ROOT

FORBIDDEN = re.compile(r"(?<!\w)/(?:work|root|home|Users)/\w|BEGIN (?:RSA|OPENSSH) PRIVATE KEY")
LOCKS = ["requirements/base.txt", "requirements/build.txt", "requirements/dev.txt", "package-lock.json"]


def tracked() -> list[str]:
    return subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\n")[:-1]  # noqa: S607


def test_no_machine_paths_or_keys_in_tracked_files() -> None:
    found = []
    for name in tracked():
        try:
            text = (ROOT / name).read_text()
        except (UnicodeDecodeError, FileNotFoundError):
            continue
        found += [f"{name}: {match.group()}" for match in FORBIDDEN.finditer(text)]

    assert [entry for entry in found if "test_texts.py" not in entry] == []


def test_lock_files_hold_no_host_names() -> None:
    assert [name for name in LOCKS if re.search(r'"resolved"|registry\\.|--index-url', (ROOT / name).read_text())] == []
