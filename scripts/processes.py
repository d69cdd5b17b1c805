"""The demo's own supervisor: starts web, worker and schedule, watches them, and ends all of them, also those that a kill left behind."""

import contextlib
import fcntl
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from types import FrameType

import psutil

from config.paths import ROOT, VAR

KNOWN = VAR / "demo.processes.json"
LOCK = VAR / "demo.lock"
LOGS = VAR / "log"
SCHEDULE_SECONDS = 60.0
START_SECONDS = 60.0
STOP_SECONDS = 10.0

Child = subprocess.Popen[bytes]


class Stop:
    """Set by Ctrl-C or a polite kill."""

    asked = False

    def __call__(self, _signal: int, _frame: FrameType | None) -> None:
        self.asked = True


@contextlib.contextmanager
def only_one(port: int) -> Iterator[None]:
    """Keep a second demo out of this folder. The system lets go of the lock however the first one ends, by kill -9 too."""
    with LOCK.open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            lock.seek(0)
            sys.exit(
                f"The demo already runs from this folder, at http://localhost:{lock.read()}/: open that, or stop it first with Ctrl-C."
            )
        lock.truncate(0)
        lock.write(str(port))
        lock.flush()
        yield


def serve(port: int) -> None:
    """Run until asked to stop. Exits with a sentence when a process ends by itself."""
    LOGS.mkdir(exist_ok=True)
    stop = Stop()
    signal.signal(signal.SIGINT, stop)
    signal.signal(signal.SIGTERM, stop)
    web = ["-m", "gunicorn", "config.wsgi", "--bind", f"127.0.0.1:{port}", "--workers", "2", "--threads", "4", "--access-logfile", "-"]
    children: dict[str, Child] = {}
    try:
        children["web"] = start("web", web)
        children["worker"] = start("worker", ["manage.py", "db_worker", "--queue-name", "*", "--interval", "1"])
        wait_until_answering(port, children["web"], stop)
        say_where(port)
        watch(children, stop)
    finally:
        print("\nStopping …", flush=True)
        end(list(children.values()))


def say_where(port: int) -> None:
    print(f"\nJunction is running at http://localhost:{port}/", flush=True)
    print(f"Be someone: http://localhost:{port}/be-someone/   Their mails: http://localhost:{port}/demo/mails/", flush=True)
    print("Ctrl-C stops it.", flush=True)


def watch(children: dict[str, Child], stop: Stop) -> None:
    next_run = 0.0
    while not stop.asked:
        schedule = children.get("schedule")
        if time.monotonic() >= next_run and (schedule is None or schedule.poll() is not None):
            children["schedule"] = start("schedule", ["manage.py", "run_due"])
            next_run = time.monotonic() + SCHEDULE_SECONDS
        for name in ("web", "worker"):
            if children[name].poll() is not None:
                sys.exit(f"The {name} process stopped by itself: its last words are in var/log/{name}.log.")
        time.sleep(0.2)


def start(name: str, arguments: list[str]) -> Child:
    with (LOGS / f"{name}.log").open("ab") as log:
        child = subprocess.Popen(
            [sys.executable, *arguments], cwd=ROOT, stdout=log, stderr=log, stdin=subprocess.DEVNULL, start_new_session=True
        )
    remember(child.pid)
    return child


def wait_until_answering(port: int, web: Child, stop: Stop) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and not stop.asked:
        if web.poll() is not None:
            sys.exit("The web process did not start: its last words are in var/log/web.log.")
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1):
                return
        except OSError:
            time.sleep(0.1)
    if not stop.asked:
        sys.exit("The web process did not answer within a minute: see var/log/web.log.")


def end(children: list[Child]) -> None:
    for child in children:
        if child.poll() is None:
            os.killpg(child.pid, signal.SIGTERM)
    for child in children:
        try:
            child.wait(timeout=STOP_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()
    KNOWN.unlink(missing_ok=True)


def remember(pid: int) -> None:
    alive = [[known, born] for known, born in read_known() if is_same(known, born)]
    KNOWN.write_text(json.dumps([*alive, [pid, psutil.Process(pid).create_time()]]))


def read_known() -> list[tuple[int, float]]:
    try:
        return [(int(pid), float(born)) for pid, born in json.loads(KNOWN.read_text())]
    except (OSError, ValueError):
        return []


def is_same(pid: int, born: float) -> bool:
    """Whether the number still belongs to the process that was started then, and not to a newer one."""
    try:
        return abs(psutil.Process(pid).create_time() - born) < 1
    except psutil.Error:
        return False


def stop_leftovers() -> None:
    """End what an earlier demo left behind when it was killed."""
    for pid, born in read_known():
        if is_same(pid, born):
            os.killpg(pid, signal.SIGTERM)
            psutil.wait_procs([psutil.Process(pid)], timeout=STOP_SECONDS)
    KNOWN.unlink(missing_ok=True)
