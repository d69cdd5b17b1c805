"""Made-up content for the gallery: every component in every state. Nothing here is read from or written to the database."""

# ruff: noqa: RUF001 — the samples are set as a page sets them, with real apostrophes and signs

import datetime
from typing import Any

from django import forms
from django.utils.safestring import mark_safe

from core.distance_map import Place
from core.doors import DOORS
from core.fields import DateField, TimeField
from core.forms import Form
from core.motifs import MOTIFS
from core.parts import FilterTag, OfferCard, Pages, Row, Slot, Step, Stop, StopState, Task, Week, WeekDay, WeekRow
from core.widgets import AffixedInput, Checkboxes, NumberInput, Radios
from search.contract import Facet, FacetValue

FIRST = datetime.date(2027, 1, 13)
STATES: tuple[tuple[StopState, str], ...] = (
    ("free", "free"),
    ("free", "free"),
    ("part", "3 of 4 groups placed"),
    ("free", "free"),
    ("no", "not free"),
    ("risk", "one booking at risk"),
    ("open", "1 of 4 groups placed"),
    ("free", "free"),
)
STOPS = [Stop(FIRST + datetime.timedelta(weeks=week), state, words) for week, (state, words) in enumerate(STATES)]

CARDS = [
    OfferCard(
        url="#card-1",
        title="Mend it, don’t bin it",
        provider="Eastfield Repair Shed",
        kind="session",
        subject="making",
        seed=1,
        facts=("Years 7 to 9", "Up to 15 pupils", "1 to 3 miles", "£90 a session"),
        summary="Take apart a toaster, find the fault, and send it home working.",
        number=1,
        stops_title="Free on 6 of your 8 Wednesdays",
        stops=STOPS,
        assured="Assured by Cramlington Learning Partnership until 31 August 2027",
    ),
    OfferCard(
        url="#card-2",
        title="Inside the blade hall",
        provider="Blyth Quay Turbines",
        kind="workplace",
        subject="energy",
        seed=2,
        facts=("Years 8 to 11", "Up to 24 pupils", "5 to 10 miles", "Free"),
        summary="Stand beside a blade as long as your sports hall and find out who designs, moves and mends it.",
        number=2,
        assured="Assured by Northumberland Vetting Service until 31 August 2027",
        near="it is a little beyond your 5 miles: about 35 minutes by coach, our estimate.",
        near_url="#farther",
        near_link="Look up to 10 miles",
    ),
    OfferCard(
        url="#card-3",
        title="Bake bread for forty",
        provider="Station Road Bakehouse",
        kind="challenge",
        subject="food",
        seed=3,
        facts=("Years 7 to 10", "Teams of 4", "Under 1 mile", "£6 a pupil"),
        summary="From flour to forty rolls on one morning, with a baker who starts at four.",
        number=3,
    ),
    OfferCard(
        url="#card-4",
        title="Brass from a standing start",
        provider="Shankhouse Colliery Band",
        kind="session",
        subject="music",
        seed=4,
        facts=("Years 5 to 8", "Up to 20 pupils", "1 to 3 miles", "£75 a session"),
    ),
]

MORNING = Slot("visit", "10:00 to 11:45", "A year in seeds", "7C, 20 at Plessey Seed Library", "Confirmed", "#seeds")
WEDNESDAY = [
    Slot("session", "13:15 to 15:15", "Mend it, don’t bin it", "8B, 15 at Eastfield Repair Shed", "Confirmed", "#mend"),
    Slot("talk", "13:30 to 14:15", "A day in court", "9A, 28 in our hall", "Agreed, waits for your head"),
]
CHALLENGE = Slot("challenge", "14:00 to 15:00", "Map a burn", "Team of 4 with their coach", "Confirmed", "#burn")
WEEK = Week(
    caption="Week of 25 January 2027",
    days=[WeekDay(datetime.date(2027, 1, 25 + day), is_highlighted=day == 2) for day in range(5)],  # Wednesday
    rows=[
        WeekRow("Periods 1 to 3", "08:50 to 12:10", [[], [MORNING], [], [], []]),
        WeekRow("Periods 4 and 5", "13:15 to 15:15", [[], [], WEDNESDAY, [CHALLENGE], []]),
    ],
)

TASKS = [
    Task("Choose another date for Brass from a standing start", "At risk", "bad", "#date", "The band’s van is off the road on 3 February."),
    Task("Remind your head about Print your street", "Waiting", "ask", "#remind", "Their hold ends on Thursday 28 January."),
    Task("Say thank you to Plessey Seed Library", "When you can", "plain", "#thanks"),
    Task("Identity check", "Done", "good", hint="Seen by an officer on 3 November. Nothing was kept."),
]
STEPS = [Step("Group: 8B", state="done"), Step("Dates and numbers", state="here"), Step("Access and staff", state="ahead")]
TIMELINE = [
    Step("13:15 Hands and eyes", "Goggles on, bench rules, one new tool."),
    Step("13:30 Find the fault", "Test, sketch, guess, open it up."),
    Step("15:00 Sweep up, set off", "Week 8 ends with an open bench for families."),
]
VETTING = [
    Step(
        "They apply once",
        "A provider says what they do and with whom. We ask for the checks that the law wants, and no others.",
    ),
    Step("Two people look", "One officer checks, another decides. Certificates are seen and never kept."),
    Step("Every date is tested", "If a check runs out before your session, you are told first."),
]
ROWS = [
    Row("Who goes", "8B, 15 pupils with two of your staff", "#who"),
    Row("Where", "The shed, 1 to 3 miles.\nOn foot, then the 57 bus", "#where"),
    Row("Cost", "7 × £90 = £630"),
]
FACETS = [
    Facet("door", "Way in", (FacetValue("wednesday", "Wednesday afternoon", 14, False), FacetValue("third_space", "Third space", 6, True))),
    Facet("years", "Years", (FacetValue("7", "Years 7 to 9", 19, True), FacetValue("10", "Years 10 and 11", 11, False))),
]
FILTER_TAGS = [FilterTag("Third space", "#without-door"), FilterTag("Years 7 to 9", "#without-years")]
PLACES = [Place(number, band, DOORS[number % 3].css) for number, band in enumerate((1, 1, 0, 2, 3, 2, 1, 3, 2), start=1)]
TAGS = [(state, state.replace("_", " ").capitalize()) for state in ("confirmed", "requested", "at_risk", "draft")]
CRUMBS = [("Find offers", "#offers"), ("Wednesday afternoons", "#wednesday")]
LONG = [Stop(FIRST + datetime.timedelta(weeks=week), "free", "free") for week in range(24)]
TOTALS = [("You would spend", "£630"), ("Enrichment budget after", "£2,180")]
IDEAS = [{"text": "mending and making", "address": "#mending"}, {"text": "coast and canal", "address": "#coast"}]
TILES = [(kind, motif) for kind in ("session", "visit", "challenge") for motif in MOTIFS]
PAGES = [Pages(1, 5), Pages(5, 12), Pages(12, 12)]
WHENS = [("", "Any time"), ("wednesday", "Any Wednesday afternoon")]
DOOR_WORDS = (
    "Six to ten weeks with somebody who does it for a living, or for love. Small groups, at school or round the corner.",
    "Libraries, allotments, boatyards and workshops: places that are neither home nor school, ready for a class.",
    "One stretching thing, chosen by each pupil, with a coach and a team. Bake for forty, map a burn, make a film.",
)
HOME_DOORS = [(way, "#door", words, "41 offers") for way, words in zip(DOORS, DOOR_WORDS, strict=True)]
HOME_PANELS: list[dict[str, Any]] = [
    {
        "name": "schools",
        "heading": "For schools",
        "words": "Ask the whole question in one go: who is free on our eight Wednesdays, near us, and cleared on each of those days?",
        "points": ["Your own calendar, with your own training days", "Approval by your head on one page"],
        "url": "#school",
        "action": "Bring your school",
    },
    {
        "name": "providers",
        "heading": "For people with something to share",
        "words": "Say once what you can do and when. After that it is yes or no in one tap.",
        "points": ["An hour a year or every week: you choose", "Your address is never shown to the public"],
        "url": "#provider",
        "action": "Offer a session",
    },
]

WRONG_ANSWERS = {
    "pupils": "many",
    "first_day": "30",
    "first_month": "2",
    "first_year": "2027",
    "start": "late",
    "email": "x",
    "price": "£9",
}


class SampleForm(Form):
    """Every kind of question."""

    title = forms.CharField(label="What is it called?", help_text="A few words that a pupil would understand.", max_length=80)
    email = forms.EmailField(label="E-mail", required=False)
    about = forms.CharField(label="What do pupils do?", max_length=200, widget=forms.Textarea(attrs={"rows": 4}))
    pupils = forms.IntegerField(label="How many pupils?", help_text="A number is enough. We never ask for names.", widget=NumberInput())
    price = forms.DecimalField(label="Price", widget=AffixedInput(prefix="£", suffix="a session"), required=False)
    subject = forms.ChoiceField(label="Subject", choices=[("", "Choose one"), ("making", "Making"), ("food", "Food")])
    where = forms.ChoiceField(
        label="Where does it happen?",
        choices=[("school", "At the school"), ("own", "At a place of ours"), ("other", "Somewhere else")],
        widget=Radios(hints={"own": "You will be asked about access next"}, reveals={"other": "place"}),
    )
    place = forms.CharField(label="Where is that?", required=False)
    dates = forms.MultipleChoiceField(
        label="Which Wednesdays?",
        help_text="Spring term, from your school’s own calendar.",
        choices=[("13", "13 January"), ("20", "20 January"), ("17", "17 February"), ("3", "3 March")],
        widget=Checkboxes(
            hints={"13": "Free and cleared", "3": "Free. Their insurance renews on 28 February: the date confirms by itself"},
            refusals={"17": mark_safe('Half-term. <a class="govuk-link" href="#calendar">Change your calendar</a> if that is wrong.')},
        ),
    )
    first = DateField(label="When do you start?", help_text="For example, 27 1 2027")
    start = TimeField(label="From", required=False)
    photo = forms.ImageField(label="Photo", required=False, help_text="Of the place or the things, not of people.")
    password = forms.CharField(label="Password", widget=forms.PasswordInput, required=False)
    agree = forms.BooleanField(label="We have parents’ agreement", help_text="Your school keeps it; we only note that you said so.")
