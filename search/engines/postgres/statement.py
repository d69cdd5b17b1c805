"""One statement for a page, its total, its near misses and all its facets.

Every offer that matches gets a bit for each thing that keeps it out. Those with no bit are hits; those with one bit count for the facet
that it belongs to; those with more drop out at once. So the offers are read once, however many facets there are.
"""

from collections.abc import Iterable
from typing import Any

from search.contract import Half, SearchRequest, Sort
from search.engines.postgres.conditions import BAND, MILES, box, conditions
from search.engines.postgres.tsquery import to_exact, to_tsquery
from search.engines.protocol import Asked
from search.facets import ADAPT, COST, DISTANCE, DOOR, MASKED

NEAR_MISSES = 3
WEIGHTS = "'{0.25, 0.5, 0.5, 1}'"  # of body, names, summary, title
# What the distance leaves of a score, by band: half of what is at stake is gone at about eight miles. Without a place, as at four.
NEARNESS = (1.0, 0.99, 0.94, 0.74, 0.38, 0.3)
WITHOUT_PLACE = NEARNESS[2]
ORDERS = {
    Sort.BEST: "score DESC, listed_at DESC, offer_id",
    Sort.NEAREST: "band, score DESC, listed_at DESC, offer_id",  # what has no place comes after what has one
    Sort.NEWEST: "listed_at DESC, offer_id",
}
COUNTED = [*(dimension.column for dimension in MASKED), DISTANCE.column]
KEPT = ", ".join([*COUNTED, ADAPT.column])
# Those with few values are counted together, which costs no more than one of them: their bits one beside another, the band one up.
PART_BITS = 8
TOGETHER = (DOOR.column, COST.column, DISTANCE.column)
ALONE = [column for column in COUNTED if column not in TOGETHER]
GROUPS = ", ".join([f"(off, {', '.join(TOGETHER)})", *(f"(off, {column})" for column in ALONE)])
WHICH = " ".join(f"WHEN grouping({column}) = 0 THEN {COUNTED.index(column)}" for column in ALONE)
VALUE = " ".join(f"WHEN grouping({column}) = 0 THEN {column}" for column in ALONE)
VALUE += f" ELSE doors | (cost::int << {PART_BITS}) | (coalesce(band + 1, 0) << {2 * PART_BITS})"
# Access has too many combinations to be counted by groups of equal bits: it is counted in parts, of few bits each.
PARTS = -(-max(option.mask for option in ADAPT.options).bit_length() // PART_BITS)
PARTS_OF_ACCESS = ", ".join(f"((access >> {number * PART_BITS}) & {(1 << PART_BITS) - 1})::int AS part_{number}" for number in range(PARTS))
PART_GROUPS = ", ".join(f"(part_{number})" for number in range(PARTS))
WHICH_PART = " ".join(f"WHEN grouping(part_{number}) = 0 THEN {number}" for number in range(PARTS))
PART_VALUE = ", ".join(f"part_{number}" for number in range(PARTS))
# Scores are floating point throughout: PostgreSQL takes a bare 0.5 for a decimal number of any length, which is slow to sort by.
SHARE = "(0.5::float8 + 0.5::float8 * bit_count(free_mask::bit(64)) / {dates})"

TEMPLATE = """
WITH fit AS MATERIALIZED (
  SELECT * FROM (
    SELECT offer_id, listed_at, {kept}, free_mask, {score} AS score, {off} AS off, {nearly} AS nearly FROM (
      SELECT *, {band} AS band FROM (SELECT {columns} FROM {source} WHERE {wheres} OFFSET 0) AS matching
    ) AS placed OFFSET 0
  ) AS judged WHERE off & (off - 1) = 0
)
(SELECT 'hit' AS part, offer_id, off, band, free_mask, NULL::bigint AS count, NULL::bytea AS free, NULL::date AS free_from
  FROM fit WHERE off = 0 ORDER BY {order} LIMIT %(size)s OFFSET %(start)s)
UNION ALL (SELECT 'near', offer_id, off, band, free_mask, NULL, facts.free, facts.free_from FROM (
    SELECT * FROM fit WHERE nearly & off <> 0 ORDER BY score DESC, listed_at DESC, offer_id LIMIT %(near_misses)s
  ) AS nearest JOIN search_offerfacts AS facts USING (offer_id) ORDER BY score DESC, nearest.listed_at DESC, offer_id)
UNION ALL (SELECT 'count', CASE {which} ELSE -1 END, off, CASE {value} END, NULL, count(*), NULL, NULL
  FROM fit GROUP BY GROUPING SETS ({groups}))
UNION ALL (SELECT 'access', CASE {which_part} END, 0, coalesce({part_value}), NULL, count(*), NULL, NULL
  FROM (SELECT {parts_of_access} FROM fit WHERE off = 0) AS hit GROUP BY GROUPING SETS ({part_groups}))
{on_all}"""
ON_ALL = """UNION ALL (SELECT 'all', NULL, 0, NULL, NULL, count(*), NULL, NULL FROM fit
  WHERE off = 0 AND bit_count(free_mask::bit(64)) = {dates})"""


def statement(asked: Asked) -> tuple[str, dict[str, Any]]:
    """The SQL and its parameters. What people typed is in the parameters only; the text is made of our own constants."""
    request = asked.request
    params: dict[str, Any] = {
        "today": asked.today,
        "public": not request.for_schools,
        "left_out": list(asked.leave_out),
        "size": request.page_size,
        "start": (request.page - 1) * request.page_size,
        "near_misses": NEAR_MISSES if request.page == 1 else 0,
    }
    made = conditions(asked, params)
    columns, source, wheres = _matching(asked, params)
    sql = TEMPLATE.format(
        kept=KEPT,
        score=_score(request, has_words="words" in params),
        off=_bits((condition.bit, condition.fails) for condition in made),
        nearly=_bits((condition.bit, condition.nearly) for condition in made if condition.nearly),
        band=BAND if request.near else "NULL::int",
        columns=", ".join(columns),
        source=source,
        wheres=" AND ".join(wheres),
        order=ORDERS[request.sort],
        which=WHICH,
        value=VALUE,
        groups=GROUPS,
        on_all=ON_ALL.format(dates=len(request.dates)) if len(request.dates) > 1 else "",
        parts_of_access=PARTS_OF_ACCESS,
        part_groups=PART_GROUPS,
        which_part=WHICH_PART,
        part_value=PART_VALUE,
    )
    return sql, params


def _bits(tests: Iterable[tuple[int, str]]) -> str:
    return " | ".join(f"coalesce({test}, false)::int * {bit}" for bit, test in tests) or "0"


def _matching(asked: Asked, params: dict[str, Any]) -> tuple[list[str], str, list[str]]:
    """The offers on show that have the words, with how far, when free and how well: columns, source, conditions."""
    request = asked.request
    query = to_tsquery(asked.question, any_word=asked.any_word)
    columns = ["facts.*", f"{_free_mask(request, params)} AS free_mask"]
    source, wheres = "search_offerfacts AS facts", ["facts.assured_until >= %(today)s", "NOT (facts.schools_only AND %(public)s)"]
    if query:
        params |= {"words": query, "exact": to_exact(asked.question)}
        source += " JOIN search_offertext AS text USING (offer_id)"
        wheres.append("text.words @@ to_tsquery('offer_en', %(words)s)")
        ranks = [f"ts_rank({WEIGHTS}, text.words, to_tsquery({name}))" for name in ("'offer_en', %(words)s", "'offer_plain', %(exact)s")]
        columns.append(f"{' + '.join(ranks)} AS rank")
    if request.near:
        params |= {"latitude": request.near.latitude, "longitude": request.near.longitude}
        columns.append(f"{MILES} AS miles")
    if asked.leave_out:
        wheres.append("facts.offer_id <> ALL(%(left_out)s)")
    wheres += [inside for inside in [box(asked, params)] if inside]
    return columns, source, wheres


def _free_mask(request: SearchRequest, params: dict[str, Any]) -> str:
    """Bit n: free on the nth date asked for. Dates outside what is known are not free."""
    bits = []
    for number, date in enumerate(request.dates):
        params[f"date_{number}"] = date
        day = f"(%(date_{number})s::date - facts.free_from)"
        bit = f"get_bit(facts.free, {day} * 2 + {int(request.half == Half.AFTERNOON)})"
        bits.append(f"((CASE WHEN {day} >= 0 AND {day} < length(facts.free) * 4 THEN {bit} ELSE 0 END)::bigint << {number})")
    return " | ".join(bits) or "0::bigint"


def _score(request: SearchRequest, *, has_words: bool) -> str:
    """How well the words fit, less for distance, more for more of the dates. Only the band of a distance counts."""
    factors = ["rank"] if has_words else []
    if request.near:
        factors.append(f"coalesce((ARRAY{list(NEARNESS)}::float8[])[band + 1], {WITHOUT_PLACE})")
    if len(request.dates) > 1:
        factors.append(SHARE.format(dates=len(request.dates)))
    return " * ".join(factors) or "0::float8"
