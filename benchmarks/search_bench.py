"""How long search takes at 10,000 and 100,000 offers, beside the plain Django way in the same run. Writes var/bench/search.json.

Three methods answer the same questions, in turn, so that whatever else the machine does weighs on all of them:

* `junction`: the whole of `find_offers`: words read and corrected, page, total, facets, near misses, the second look at what may be
  shown, and marks.
* `naive`: the plain way (benchmarks/search_naive.py) to a page, its total and the counts of six facets, which is the nearest to ours.
* `naive_page`: the same without any counts, for the cases in which a first version would do without.

`ratio` says how many times as long as ours a method took; in our own rows, how many times as long the plain way to the same result took.
"""

import datetime
import json
import random
import statistics
import time
from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from benchmarks.scratch import scratch_database, set_up
from config.paths import VAR

if TYPE_CHECKING:
    from benchmarks.search_corpus import Corpus
    from search.contract import SearchRequest

RESULT = VAR / "bench" / "search.json"
# size, questions asked of ours, and how many of the first of them also of the plain way, which takes so long
ROUNDS = ((10_000, 20, 3), (100_000, 12, 2))
COMMON, RARE = 150, 4_000  # ranks between which words that are asked for lie: in about one offer in six, and in one in two hundred
OURS, NAIVE, NAIVE_PAGE = "junction", "naive", "naive_page"
Naively = dict[str, dict[str, bool]]  # by method, how the plain way is asked
Question = tuple["SearchRequest", Naively]


def main() -> None:
    set_up()
    with scratch_database("junction_bench_search"):
        results = measure()
    RESULT.parent.mkdir(parents=True, exist_ok=True)
    RESULT.write_text(json.dumps(results, indent=1))
    print(f"\n{'case':<22} {'method':<11} {'p50 ms':>9} {'p95 ms':>9}  times as long as ours")
    for row, later in zip(results[::2], results[1::2], strict=True):
        times = "" if row["method"] == OURS else f"{row['ratio']:.1f}"
        print(f"{row['case']:<22} {row['method']:<11} {row['value']:>9,.1f} {later['value']:>9,.1f}  {times}")


def measure() -> list[dict[str, object]]:
    from benchmarks.search_corpus import Corpus  # noqa: PLC0415  # models can be imported once Django is set up

    corpus = Corpus()
    results: list[dict[str, object]] = []
    for size, ours, plain in ROUNDS:
        started = time.perf_counter()
        corpus.grow_to(size)
        print(f"{size:,} offers loaded and indexed in {time.perf_counter() - started:.0f} s", flush=True)
        for case, questions in cases(corpus):
            taken = ask_in_turn(questions, ours, plain)
            results += rows_of(f"{case}_{size // 1000}k", taken)
            said = ", ".join(f"{method} {figures(times)['p50']:.1f}" for method, times in taken.items())
            print(f"  {case}_{size // 1000}k, ms: {said}", flush=True)
    return results


def ask_in_turn(questions: Iterator[Question], ours: int, plain: int) -> dict[str, list[float]]:
    """By method, how many milliseconds each question took."""
    from benchmarks.search_naive import answer  # noqa: PLC0415  # as in measure()
    from search.queries import find_offers  # noqa: PLC0415

    find_offers(next(questions)[0])  # the first use of a query is not what people wait for every time
    taken: dict[str, list[float]] = {}
    for number in range(ours):
        request, naively = next(questions)
        ways: dict[str, Callable[[], object]] = {OURS: partial(find_offers, request)}
        if number < plain:
            ways |= {method: partial(answer, request, **how) for method, how in naively.items()}
        for method, work in ways.items():
            started = time.perf_counter()
            work()
            taken.setdefault(method, []).append((time.perf_counter() - started) * 1000)
    return taken


def figures(times: list[float]) -> dict[str, float]:
    ordered = sorted(times)
    return {"p50": statistics.median(ordered), "p95": ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]}


def rows_of(case: str, taken: dict[str, list[float]]) -> list[dict[str, object]]:
    """Ours are compared with the plain way to the same result, or where that was not timed, to a page alone."""
    ours, plain = figures(taken[OURS]), figures(taken.get(NAIVE) or taken[NAIVE_PAGE])
    return [
        {
            "case": case,
            "method": method,
            "metric": metric,
            "value": round(value, 2),
            "unit": "ms",
            "ratio": round((plain[metric] if method == OURS else value) / ours[metric], 1),
        }
        for method, times in taken.items()
        for metric, value in figures(times).items()
    ]


def cases(corpus: "Corpus") -> Iterator[tuple[str, Iterator[Question]]]:
    """Each case asks a new question each time, the same ones at each run."""
    from search.contract import Place, SearchRequest  # noqa: PLC0415  # as in measure()

    chance = random.Random(7)
    wednesday = corpus.today + datetime.timedelta(days=(2 - corpus.today.weekday()) % 7 + 28)

    def word() -> str:
        return corpus.words[chance.randrange(COMMON, RARE)]

    def mistyped() -> str:
        whole = next(found for found in iter(word, "") if len(found) > 6)
        place = chance.randrange(1, len(whole) - 1)
        return whole[:place] + whole[place + 1 :]

    def here() -> Any:
        return Place(54.8 + chance.random() * 0.4, -2.1 + chance.random() * 0.4, "here", "exact")

    def forever(make: Callable[[], SearchRequest], naively: Naively) -> Iterator[Question]:
        while True:
            yield make(), naively

    counted: Naively = {NAIVE: {"facets": True}}
    either: Naively = {**counted, NAIVE_PAGE: {"facets": False}}
    everything: dict[str, Any] = {"dates": (wednesday,), "group_size": 15, "within_miles": 10, "years": frozenset({6})}
    yield "text", forever(lambda: SearchRequest(text=word()), either)
    yield "text_facets", forever(lambda: SearchRequest(text=word(), doors=frozenset({"wednesday"})), counted)
    yield "facets_no_text", forever(lambda: SearchRequest(doors=frozenset({"wednesday"})), counted)
    yield "near", forever(lambda: SearchRequest(near=here(), within_miles=5), either)
    yield "free_on_date", forever(lambda: SearchRequest(dates=(wednesday,)), either)
    yield "everything", forever(lambda: SearchRequest(text=word(), near=here(), **everything), counted)
    # Similarity is worked out for each row in every query, so that the counts would take most of a minute.
    yield "typo", forever(lambda: SearchRequest(text=mistyped()), {NAIVE_PAGE: {"facets": False, "fuzzy": True}})


if __name__ == "__main__":
    main()
