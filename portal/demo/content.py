"""Reads the hand-written providers and offers of data/demo."""

import dataclasses
import functools
from typing import Any

import yaml
from django.conf import settings

from directory.enums import OfferKind, Pattern, PriceBasis, Setting

FOLDER = settings.BASE_DIR / "data" / "demo"
TASTER_MINUTES = 60


@dataclasses.dataclass(frozen=True)
class DemoPerson:
    name: str
    public_name: str
    about: str
    engagement: str


@dataclasses.dataclass(frozen=True)
class DemoOffer:
    """One text. `fields` are of directory.OfferVersion, but for people, venue and space, which depend on who offers it."""

    key: str
    kind: str
    fields: dict[str, Any]

    @property
    def is_away(self) -> bool:
        """Whether pupils go there."""
        return self.fields["setting"] in {Setting.HOST_SITE, Setting.EMPLOYER_SITE}


@dataclasses.dataclass(frozen=True)
class DemoProvider:
    name: str
    kinds: tuple[str, ...]
    postcode: str
    summary: str
    people: tuple[DemoPerson, ...]
    venue: str
    offers: tuple[DemoOffer, ...]
    standing: str


def providers() -> tuple[DemoProvider, ...]:
    known = offers()
    rows = yaml.safe_load((FOLDER / "providers.yaml").read_text())
    return tuple(
        DemoProvider(
            name=row["name"],
            kinds=tuple(row["kinds"]),
            postcode=row["postcode"],
            summary=row["summary"],
            people=tuple(DemoPerson(*person) for person in row["people"]),
            venue=row.get("venue", ""),
            offers=tuple(offer for key in row["offers"] for offer in with_taster(known[key])),
            standing=row.get("standing", "cleared"),
        )
        for row in rows
    )


@functools.cache
def offers() -> dict[str, DemoOffer]:
    rows = [row for path in sorted(FOLDER.glob("offers_*.yaml")) for row in yaml.safe_load(path.read_text())]
    return {row["key"]: read_offer(row) for row in rows}


def read_offer(row: dict[str, Any]) -> DemoOffer:
    shape = row["shape"]
    low, high = shape["group"]
    fields = {
        "title": row["title"],
        "summary": row["summary"],
        "description": row["description"],
        "timeline": [{"minute": minute, "title": title, "text": text} for minute, title, text in row["steps"]],
        "motif": shape["motif"],
        "subjects": shape["subjects"],
        "categories": shape["categories"],
        "year_from": shape["years"][0],
        "year_to": shape["years"][1],
        "group_min": low,
        "group_max": high,
        "pattern": shape["pattern"],
        "sessions_min": shape.get("sessions", 1),
        "setting": shape["setting"],
        "minutes": shape["minutes"],
        "setup_minutes": 15,
        "packup_minutes": 15,
        "price_basis": shape["basis"],
        "price_pence": shape.get("pence", 0),
        "materials_pence": shape.get("materials", 0),
        "involves": [*(["food"] if shape.get("food") else []), *shape.get("involves", [])],
        "adjustments": {code: {"offered": "yes", "days": 0, "note": ""} for code in shape["adjustments"]},
        "travel_miles": 20 if shape["setting"] in {Setting.SCHOOL_SITE, Setting.PUBLIC_OUTDOOR} else None,
    }
    fields |= {name: shape[name] for name in ("nature", "supervision") if name in shape}
    return DemoOffer(row["key"], shape["kind"], fields)


def with_taster(offer: DemoOffer) -> tuple[DemoOffer, ...]:
    """A weekly run is also offered as one short meeting, so that a group can try it first."""
    if offer.fields["pattern"] != Pattern.WEEKLY:
        return (offer,)
    free = offer.fields["price_basis"] in {PriceBasis.FREE, PriceBasis.EXPENSES_ONLY, PriceBasis.PER_PROGRAMME}
    first = offer.fields["timeline"][0]
    taster = offer.fields | {
        "title": f"Try it: {offer.fields['title']}"[:90],
        "summary": f"One hour, to find out whether a group takes to it. {offer.fields['summary']}"[:200],
        "description": f"A single meeting for a group that is thinking about the whole run. {offer.fields['description']}",
        "timeline": [first, {"minute": 40, "title": "Would you?", "text": "What the run would be, and what it asks of you."}],
        "pattern": Pattern.ONE_OFF,
        "sessions_min": 1,
        "minutes": TASTER_MINUTES,
        "price_basis": PriceBasis.FREE if free else offer.fields["price_basis"],
        "price_pence": 0 if free else offer.fields["price_pence"] // 2,
        "involves": [] if offer.kind == OfferKind.TALK else offer.fields["involves"],
    }
    return (offer, DemoOffer(f"{offer.key}-taster", offer.kind, taster))
