"""Make .venv and install the pinned requirements into it: `environment.py build` for the demo, `dev` for tests and checks.

Uses the standard library only, since nothing else is there yet. Does nothing when the environment is already right.
"""

import hashlib
import json
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
MARK = VENV / "installed.json"
NEEDED_BYTES = 1_500_000_000
INCLUDES = {"base": ["base"], "build": ["build", "base"], "dev": ["dev", "build", "base"]}
NO_NETWORK = (
    "Failed to establish a new connection",
    "Name or service not known",
    "Temporary failure",
    "timed out",
    "No matching distribution",
)


def main(name: str) -> None:
    wanted = {part: hashlib.sha256(lock(part).read_bytes()).hexdigest() for part in INCLUDES[name]}
    if PYTHON.exists() and wanted.items() <= installed().items():
        return
    if not PYTHON.exists() and shutil.disk_usage(ROOT).free < NEEDED_BYTES:
        sys.exit(f"Junction needs about {NEEDED_BYTES / 1e9:.1f} GB of free disk here, and there is less: free some and run make again.")
    make_venv()
    print("Installing the pinned requirements; the first time takes a minute or two …", flush=True)
    install(lock(name))
    MARK.write_text(json.dumps(installed() | wanted))


def lock(name: str) -> Path:
    return ROOT / "requirements" / f"{name}.txt"


def installed() -> dict[str, str]:
    try:
        read: dict[str, str] = json.loads(MARK.read_text())
    except (OSError, ValueError):
        return {}
    return read


def make_venv() -> None:
    if PYTHON.exists():
        return
    print("Making a virtual environment in .venv …", flush=True)
    made = subprocess.run([sys.executable, "-m", "venv", str(VENV)], capture_output=True, text=True, check=False)
    if made.returncode == 0:
        return
    shutil.rmtree(VENV, ignore_errors=True)
    complaint = made.stdout + made.stderr
    if "ensurepip" in complaint:
        sys.exit("This Python lacks its venv module: install it (on Debian: apt-get install python3-venv) and run make again.")
    sys.exit(f"The virtual environment could not be made: {complaint.strip().splitlines()[-1:]}")


def install(requirements: Path) -> None:
    # The lock names everything, so nothing is resolved: pip would look beyond it for what is asked with extras.
    options = ["--quiet", "--disable-pip-version-check", "--require-hashes", "--no-deps"]
    command = [str(PYTHON), "-m", "pip", "install", *options, "-r", str(requirements)]
    done = subprocess.run(command, stderr=subprocess.PIPE, text=True, check=False)
    if done.returncode == 0:
        return
    if "No space left" in done.stderr:
        sys.exit("The disk is full: free some space and run make again; what was installed so far is kept.")
    if any(sign in done.stderr for sign in NO_NETWORK):
        sys.exit("The package registry can't be reached: check the network (or pip's settings) and run make again.")
    sys.exit(f"{done.stderr}\nThe requirements could not be installed; pip's own words are above.")


if __name__ == "__main__":
    main(sys.argv[1])
