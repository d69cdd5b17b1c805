"""How long clearance takes at 10,000 people with 50,000 days to come, beside working one by one. Writes var/bench/clearance.json.

* `sweep_write_all`, `sweep_nothing_new`, `sweep_one_in_100`: the nightly refresh, when every row has to be written, when nothing changed,
  and when something did for one provider in a hundred. One by one is the same service for one offer at a time.
* `judge`: all planned days judged anew, 200 people at a time. One by one is a question for each day.
* `result_page`: 20 offers on 8 dates each, as dates to choose from. One by one is again a question for each.
* `queue_page`: the first page of the officers' queue with 1,000 and with 10,000 cases. The plain way reads all open cases and sorts
  them in Python by whose move it is, and shows nothing yet.

One by one is timed on a sample, drawn through the whole, and scaled: its rows say of how many. Memory is the most that the process held in
the second quarter of a sweep and in the last, so that one sees whether it grows.
"""

import dataclasses
import datetime
import itertools
import json
import threading
import time
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.db import transaction
from django.test import Client

from benchmarks.measuring import asked_of_database, middle, seconds, watch
from benchmarks.scratch import scratch_database, set_up
from config.paths import VAR

if TYPE_CHECKING:
    from benchmarks.clearance_corpus import Cleared

PEOPLE = 10_000
SAMPLE = 60  # people, offers or days that are worked out one by one
JUDGED_AT_ONCE = 200  # people
HITS, DATES = 20, 8
ROUNDS = 9
RESULT = VAR / "bench" / "clearance.json"
OURS, ONE_BY_ONE, PLAIN = "junction", "one_by_one", "plain"


@dataclasses.dataclass
class Row:
    case: str
    method: str
    metric: str
    value: float
    unit: str
    ratio: float | None = None  # how many times as fast as one by one, in ours; None where nothing is compared
    sample: int | None = None  # of how many the value was scaled


def main() -> None:
    set_up()
    with scratch_database("junction_bench_clearance"):
        rows = measure()
    RESULT.parent.mkdir(parents=True, exist_ok=True)
    RESULT.write_text(json.dumps([dataclasses.asdict(row) for row in rows], indent=1))


def measure() -> list[Row]:
    from benchmarks.clearance_corpus import Cleared  # noqa: PLC0415  # models can be imported once Django is set up

    started = time.perf_counter()
    corpus = Cleared(PEOPLE)
    print(f"{PEOPLE:,} people loaded in {time.perf_counter() - started:.0f} s", flush=True)
    rows: list[Row] = []
    for case in (write_all, nothing_new, some_new, memory, judge, result_page, queue_page):
        for row in case(corpus):
            ratio = "" if row.ratio is None else f"{row.ratio:6.1f} times as fast as the other way"
            print(f"{row.case:<18} {row.method:<11} {row.metric:<18} {row.value:>10,.1f} {row.unit:<10} {ratio}", flush=True)
            rows.append(row)
    return rows


def sampled(count: int) -> range:
    """Numbers drawn through the whole, the same at each run."""
    return range(1, PEOPLE + 1, PEOPLE // count)[:count]


def write_all(corpus: "Cleared") -> list[Row]:
    """Nothing is written down yet, and nobody listens: what follows in search and bookings is theirs, and is left to the next case."""
    with transaction.atomic(), nobody_listening():
        alone = one_by_one(sampled(SAMPLE))
        transaction.set_rollback(True)
    with nobody_listening():
        return swept("sweep_write_all", alone)


def nothing_new(corpus: "Cleared") -> list[Row]:
    return swept("sweep_nothing_new", one_by_one(sampled(SAMPLE)))


def some_new(corpus: "Cleared") -> list[Row]:
    """A usual night: a check of one provider in a hundred was taken back. Search and bookings are told, and act."""
    from vetting.models import Check  # noqa: PLC0415  # as in measure()

    Check.objects.filter(provider__in=sampled(PEOPLE // 100), check_type="PLI").update(state="revoked")
    return swept("sweep_one_in_100", alone=None)


def one_by_one(offers: Sequence[int]) -> float:
    from vetting.services.clearances import derive  # noqa: PLC0415  # as in measure()

    return len(offers) / seconds(lambda: [derive.refresh(offers=[pk]) for pk in offers])


def swept(case: str, alone: float | None) -> list[Row]:
    from vetting.services.clearances.sweep import refresh_everything  # noqa: PLC0415  # as in measure()

    ours = PEOPLE / seconds(refresh_everything)
    row = Row(case, OURS, "people_per_second", round(ours, 1), "people/s", alone and round(ours / alone, 1))
    beside = [Row(case, ONE_BY_ONE, "people_per_second", round(alone, 1), "people/s", sample=SAMPLE)] if alone else []
    return [row, *beside]


@contextmanager
def nobody_listening() -> Iterator[None]:
    from directory.signals import offer_changed  # noqa: PLC0415  # as in measure()
    from vetting.signals import clearance_changed  # noqa: PLC0415

    kept = [(signal, signal.receivers) for signal in (offer_changed, clearance_changed)]
    for signal, _receivers in kept:
        signal.receivers = []
    try:
        yield
    finally:
        for signal, receivers in kept:
            signal.receivers = receivers


def memory(corpus: "Cleared") -> list[Row]:
    """Watched while a sweep runs: the most that the process held in its second quarter and in its last."""
    from vetting.services.clearances.sweep import refresh_everything  # noqa: PLC0415  # as in measure()

    seen: list[float] = []
    done = threading.Event()
    watcher = threading.Thread(target=watch, args=(seen, done))
    watcher.start()
    refresh_everything()
    done.set()
    watcher.join()
    quarter = len(seen) // 4
    return [
        Row("sweep_memory", OURS, "peak_second_quarter", round(max(seen[quarter : 2 * quarter]), 1), "MB"),
        Row("sweep_memory", OURS, "peak_last_quarter", round(max(seen[-quarter:]), 1), "MB"),
    ]


def judge(corpus: "Cleared") -> list[Row]:
    from vetting.queries.clearances.judging import clearances  # noqa: PLC0415  # as in measure()

    def all_of_them() -> int:
        chunks = (corpus.numbers[start : start + JUDGED_AT_ONCE] for start in range(0, PEOPLE, JUDGED_AT_ONCE))
        return sum(len(clearances(corpus.sessions(chunk))) for chunk in chunks)

    started = time.perf_counter()
    days = all_of_them()
    ours = days / (time.perf_counter() - started)
    singly = corpus.sessions(sampled(SAMPLE))[:SAMPLE]
    alone = SAMPLE / seconds(lambda: [clearances([one]) for one in singly])
    return [
        Row("judge_50000_days", OURS, "days_per_second", round(ours, 1), "days/s", round(ours / alone, 1)),
        Row("judge_50000_days", ONE_BY_ONE, "days_per_second", round(alone, 1), "days/s", sample=SAMPLE),
    ]


def result_page(corpus: "Cleared") -> list[Row]:
    from vetting.queries.clearances.judging import clearances  # noqa: PLC0415  # as in measure()

    first = {one.offer_id: one for one in corpus.sessions(sampled(HITS))}
    asked = [
        dataclasses.replace(one, session=uuid.uuid4(), date=one.date + datetime.timedelta(weeks=week))
        for one, week in itertools.product(first.values(), range(DATES))
    ]
    ours = middle([seconds(lambda: clearances(asked, proposed_days=())) for _round in range(ROUNDS)])
    alone = seconds(lambda: [clearances([one], proposed_days=()) for one in asked])
    return [
        Row("result_page", OURS, "p50", round(ours * 1000, 1), "ms", round(alone / ours, 1)),
        Row("result_page", ONE_BY_ONE, "p50", round(alone * 1000, 1), "ms", sample=len(asked)),
        Row("result_page", OURS, "queries", asked_of_database(lambda: clearances(asked, proposed_days=())), "statements"),
        Row("result_page", OURS, "queries_one_hit", asked_of_database(lambda: clearances(asked[:DATES], proposed_days=())), "statements"),
        Row(
            "result_page",
            ONE_BY_ONE,
            "queries",
            asked_of_database(lambda: [clearances([one], proposed_days=()) for one in asked]),
            "statements",
        ),
    ]


def queue_page(corpus: "Cleared") -> list[Row]:
    client = Client()
    client.force_login(corpus.officers[0])
    rows = []
    for size in (1_000, 10_000):
        corpus.load_cases(size)
        ours = middle([seconds(lambda: open_queue(client)) for _round in range(ROUNDS)])
        plain = middle([seconds(lambda: sort_in_python(corpus)) for _round in range(3)])
        case = f"queue_{size // 1000}k_cases"
        rows += [
            Row(case, OURS, "p50", round(ours * 1000, 1), "ms", round(plain / ours, 1)),
            Row(case, PLAIN, "p50", round(plain * 1000, 1), "ms"),
            Row(case, OURS, "queries", asked_of_database(lambda: open_queue(client)), "statements"),
        ]
    return rows


def open_queue(client: Client) -> None:
    response = client.get("/admin/vetting/cases/")
    if response.status_code != 200:
        raise SystemExit(f"The queue answered {response.status_code}.")


def sort_in_python(corpus: "Cleared") -> object:
    """What a first version would do."""
    from vetting.admin.cases.moves import whose_move  # noqa: PLC0415  # as in measure()
    from vetting.models import Case  # noqa: PLC0415

    user = corpus.officers[0]
    related = ("provider", "version", "authority", "claimed_by", "recommended_by")
    cases = Case.objects.visible_to(user).still_open().select_related(*related)
    return sorted(cases, key=lambda case: (whose_move(case, user), case.submitted_at))[:25]


if __name__ == "__main__":
    main()
