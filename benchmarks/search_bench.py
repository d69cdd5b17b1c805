"""How long search takes at 10,000 and 100,000 offers, beside the plain Django way in the same run. Writes var/bench/search.json.

The plain way (benchmarks/search_naive.py) gives only what each case names. Ours is the whole of `find_offers` in every case: words read and
corrected, page, total, facets, near misses, the second look at what may be shown, and marks.
"""

import datetime
import json
import random
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from benchmarks.scratch import scratch_database, set_up
from config.paths import VAR

if TYPE_CHECKING:
    from benchmarks.search_corpus import Corpus
    from search.contract import SearchRequest

RESULT = VAR / "bench" / "search.json"
# size, questions asked of ours and of the plain way: it is timed on fewer, because it takes so long
ROUNDS = ((10_000, 40, 4), (100_000, 20, 2))
COMMON, RARE = 150, 4_000  # ranks between which words that are asked for lie: in about one offer in six, and in one in two hundred
Question = tuple["SearchRequest", dict[str, bool]]


def main() -> None:
    set_up()
    with scratch_database("junction_bench_search"):
        results = measure()
    RESULT.parent.mkdir(parents=True, exist_ok=True)
    RESULT.write_text(json.dumps(results, indent=1))
    print(f"\n{'case':<22} {'method':<9} {'p50 ms':>9} {'p95 ms':>9}  plain way takes")
    for row, later in zip(results[::2], results[1::2], strict=True):
        times = f"{row['ratio']:.0f} times as long" if row["ratio"] else ""
        print(f"{row['case']:<22} {row['method']:<9} {row['value']:>9,.1f} {later['value']:>9,.1f}  {times}")


def measure() -> list[dict[str, object]]:
    from benchmarks.search_corpus import Corpus  # noqa: PLC0415  # models can be imported once Django is set up
    from benchmarks.search_naive import answer  # noqa: PLC0415
    from search.queries import find_offers  # noqa: PLC0415

    corpus = Corpus()
    results: list[dict[str, object]] = []
    for size, ours, plain in ROUNDS:
        started = time.perf_counter()
        corpus.grow_to(size)
        print(f"{size:,} offers loaded and indexed in {time.perf_counter() - started:.0f} s", flush=True)
        for case, questions in cases(corpus):
            find_offers(next(questions)[0])  # the first use of a query is not what people wait for every time
            junction = timed(lambda question: find_offers(question[0]), questions, ours)
            naive = timed(lambda question: answer(question[0], **question[1]), questions, plain)
            name = f"{case}_{size // 1000}k"
            results += [row(name, "junction", metric, value, naive[metric] / value) for metric, value in junction.items()]
            results += [row(name, "naive", metric, value, None) for metric, value in naive.items()]
            print(f"  {name}: {junction['p50']:.1f} ms, plain {naive['p50']:.1f} ms", flush=True)
    return results


def row(case: str, method: str, metric: str, value: float, ratio: float | None) -> dict[str, object]:
    return {
        "case": case,
        "method": method,
        "metric": metric,
        "value": round(value, 2),
        "unit": "ms",
        "ratio": None if ratio is None else round(ratio, 1),
    }


def timed(work: Callable[[Question], object], questions: Iterator[Question], times: int) -> dict[str, float]:
    taken = []
    for _time in range(times):
        question = next(questions)
        started = time.perf_counter()
        work(question)
        taken.append((time.perf_counter() - started) * 1000)
    taken.sort()
    return {"p50": taken[len(taken) // 2], "p95": taken[min(len(taken) - 1, int(len(taken) * 0.95))]}


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

    def forever(make: Callable[[], SearchRequest], **how: bool) -> Iterator[Question]:
        while True:
            yield make(), how

    everything: dict[str, Any] = {"dates": (wednesday,), "group_size": 15, "within_miles": 10, "years": frozenset({6})}
    yield "text", forever(lambda: SearchRequest(text=word()), facets=False)
    yield "text_facets", forever(lambda: SearchRequest(text=word(), doors=frozenset({"wednesday"})), facets=True)
    yield "facets_no_text", forever(lambda: SearchRequest(doors=frozenset({"wednesday"})), facets=True)
    yield "near", forever(lambda: SearchRequest(near=here(), within_miles=5), facets=False)
    yield "free_on_date", forever(lambda: SearchRequest(dates=(wednesday,)), facets=False)
    yield "everything", forever(lambda: SearchRequest(text=word(), near=here(), **everything), facets=True)
    yield "typo", forever(lambda: SearchRequest(text=mistyped()), facets=False, fuzzy=True)


if __name__ == "__main__":
    main()
