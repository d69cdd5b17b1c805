"""Run the demo: web, worker, schedule and database together, until Ctrl-C. `demo.py PORT`, or `demo.py --reset` to forget its data."""

import hashlib
import os
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import psycopg  # noqa: E402  # after the path is set

from config import embedded  # noqa: E402
from config.paths import VAR  # noqa: E402
from scripts import processes  # noqa: E402

PREPARED = VAR / "demo.prepared"
NEEDED_BYTES = 500_000_000
PASSED_OVER = {"var", "node_modules", ".venv", "build", "__pycache__"}
STEPS = [
    ("Compiling style sheets …", ["build_assets"]),
    ("Collecting static files …", ["collectstatic", "--noinput", "--verbosity", "0"]),
    ("Making the tables, reading the register of schools and filling the demo …", ["demo_seed"]),
]


def main(argument: str) -> None:
    os.chdir(ROOT)
    VAR.mkdir(exist_ok=True)
    port = 0 if argument == "--reset" else read_port(argument)
    with processes.only_one(port):
        processes.stop_leftovers()
        if argument == "--reset":
            reset()
        else:
            demo(port)


def demo(port: int) -> None:
    refuse_taken_port(port)
    if shutil.disk_usage(ROOT).free < NEEDED_BYTES:
        sys.exit("There is less than half a gigabyte of free disk here: free some and run make demo again.")
    os.environ.update({"DJANGO_SETTINGS_MODULE": "config.settings.demo", "PORT": str(port)})
    run(port)


def run(port: int) -> None:
    print("Starting the database …", flush=True)
    try:
        embedded.ensure_started()
        prepare()
        processes.serve(port)
    except embedded.EmbeddedDatabaseError as error:
        sys.exit(str(error))
    finally:
        if not os.environ.get("DATABASE_URL"):
            embedded.stop()
        print("Stopped.", flush=True)


def read_port(argument: str) -> int:
    if argument.isdigit() and 1024 <= int(argument) <= 65535:
        return int(argument)
    sys.exit(f"PORT takes a number from 1024 to 65535, not {argument!r}: for example make demo PORT=8123.")


def refuse_taken_port(port: int) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            sys.exit(f"Port {port} is in use by another program: stop it, or choose another port with make demo PORT={port + 1}.")


def prepare() -> None:
    """Assets, tables and demo data: passed over when nothing that they depend on has changed since the last time."""
    mark = fingerprint()
    if PREPARED.exists() and PREPARED.read_text() == mark:
        return
    for words, arguments in STEPS:
        print(words, flush=True)
        if subprocess.run([sys.executable, "manage.py", *arguments], cwd=ROOT, check=False).returncode != 0:
            sys.exit(f"The demo could not be prepared: manage.py {arguments[0]} stopped with the message above.")
    PREPARED.write_text(mark)


def fingerprint() -> str:
    """Changes with the code, the data, the database and the day: the demo's dates are relative to today."""
    digest = hashlib.sha256(f"{time.strftime('%Y-%m-%d')}|{database_identity()}".encode())
    sources = [*ROOT.glob("**/*.py"), *ROOT.glob("assets/**/*"), *ROOT.glob("data/**/*"), ROOT / "package-lock.json"]
    for path in sorted(sources):
        if path.is_file() and not PASSED_OVER & set(path.relative_to(ROOT).parts):
            digest.update(f"{path}{path.stat().st_mtime_ns}{path.stat().st_size}".encode())
    return digest.hexdigest()


def database_identity() -> str:
    with psycopg.connect(embedded.url()) as connection:
        row = connection.execute("SELECT system_identifier::text || current_database() FROM pg_control_system()").fetchone()
    return str(row[0]) if row else ""


def reset() -> None:
    embedded.ensure_started()
    server = embedded.url().rsplit("/", 1)[0] + "/postgres"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{embedded.DATABASE}" WITH (FORCE)')
        connection.execute(f'CREATE DATABASE "{embedded.DATABASE}"')
    PREPARED.unlink(missing_ok=True)
    shutil.rmtree(VAR / "media", ignore_errors=True)
    embedded.stop()
    print("The demo's data is gone; make demo starts afresh.")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "8000")
