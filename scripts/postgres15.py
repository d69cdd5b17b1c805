"""Run a command against a throwaway cluster of a packaged PostgreSQL 15, on a free loopback port: `postgres15.py COMMAND …`."""

import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

BINARIES = Path("/usr/lib/postgresql/15/bin")


def main(command: list[str]) -> int:
    if not (BINARIES / "initdb").exists():
        sys.exit("PostgreSQL 15 is not installed here: on Debian, apt-get install postgresql-15.")
    user = "postgres" if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name
    folder = Path(tempfile.mkdtemp(prefix="junction-pg15-"))
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    data, port = folder / "data", free_port()
    try:
        as_user(user, [BINARIES / "initdb", "-D", data, "-U", "postgres", "--auth=trust", "--encoding=UTF8", "--no-sync"])
        quick = "-c fsync=off -c jit=off"  # see docs/operations.md for the second
        options = f"-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories={folder} -c max_connections=60 {quick}"
        as_user(user, [BINARIES / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", options, "start"])
        address = f"postgresql://postgres@127.0.0.1:{port}/postgres"
        return subprocess.run(command, env=os.environ | {"DATABASE_URL": address}, check=False).returncode
    finally:
        as_user(user, [BINARIES / "pg_ctl", "-D", data, "-m", "immediate", "stop"], check=False)
        shutil.rmtree(folder, ignore_errors=True)


def as_user(user: str, command: list[str | Path], *, check: bool = True) -> None:
    words = [str(word) for word in command]
    if os.geteuid() == 0:
        words = ["runuser", "-u", user, "--", *words]
    subprocess.run(words, check=check, stdout=subprocess.DEVNULL, cwd="/")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
