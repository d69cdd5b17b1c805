"""Words of the directory that vetting, search and bookings share."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from schools.enums import Adjustment as Adjustment  # schools count by it what directory's providers offer
from schools.enums import YearGroup


class ProviderKind(models.TextChoices):
    CBT_INDIVIDUAL = "cbt_individual", _("Community-based teacher")
    CBT_ORGANISATION = "cbt_organisation", _("Community organisation that teaches")
    EMPLOYER = "employer", _("Employer")
    THIRD_SPACE_HOST = "third_space_host", _("Third-space host")


class EngagementBasis(models.TextChoices):
    PAID_SELF_EMPLOYED = "paid_self_employed", _("Paid, self-employed")
    PAID_BY_PROVIDER = "paid_by_provider", _("Paid by the provider")
    VOLUNTEER = "volunteer", _("Volunteer")


class OfferKind(models.TextChoices):
    SESSION = "session", _("Session")
    VISIT = "visit", _("Visit")
    CHALLENGE = "challenge", _("Challenge")
    WORKPLACE = "workplace", _("Workplace visit")
    TALK = "talk", _("Talk")
    WORK_EXPERIENCE = "work_experience", _("Work experience")


class Door(models.TextChoices):
    """The three ways in. Sessions and talks are Wednesday afternoons; visits, workplaces and work experience third spaces."""

    WEDNESDAY = "wednesday", _("Wednesday afternoon")
    THIRD_SPACE = "third_space", _("Third space")
    CHALLENGE = "challenge", _("Personal challenge")


DOOR_OF_KIND = {
    OfferKind.SESSION: Door.WEDNESDAY,
    OfferKind.TALK: Door.WEDNESDAY,
    OfferKind.VISIT: Door.THIRD_SPACE,
    OfferKind.WORKPLACE: Door.THIRD_SPACE,
    OfferKind.WORK_EXPERIENCE: Door.THIRD_SPACE,
    OfferKind.CHALLENGE: Door.CHALLENGE,
}


# Work experience is for the last two years of compulsory schooling and later: Education Act 1996, section 560. The database holds it too.
YOUNGEST_YEAR = {OfferKind.WORK_EXPERIENCE: YearGroup.Y10}


class Pattern(models.TextChoices):
    """How often an offer is meant to run: decides what vetting asks before it is listed. The actual days decide at booking."""

    ONE_OFF = "one_off", _("One-off")
    OCCASIONAL = "occasional", _("Now and then")
    WEEKLY = "weekly", _("A weekly run")


class Setting(models.TextChoices):
    SCHOOL_SITE = "school_site", _("At the school")
    HOST_SITE = "host_site", _("At the host's place")
    EMPLOYER_SITE = "employer_site", _("At the employer's place")
    PUBLIC_OUTDOOR = "public_outdoor", _("Outdoors, in a public place")
    ONLINE_LIVE = "online_live", _("Online, live")


class SupervisionMode(models.TextChoices):
    """Who watches. A school may tighten it on a booking, never loosen it."""

    SCHOOL_STAFF_PRESENT = "school_staff_present", _("School staff in the room throughout")
    SCHOOL_STAFF_ON_SITE = "school_staff_on_site", _("School staff nearby, not all the time")
    PROVIDER_SUPERVISED = "provider_supervised", _("Another checked adult of the provider present")
    UNSUPERVISED = "unsupervised", _("The adult alone with pupils")


class ActivityNature(models.TextChoices):
    """What the adult does, in the terms of the Safeguarding Vulnerable Groups Act 2006, Schedule 4."""

    TEACH_TRAIN_INSTRUCT = "teach_train_instruct", _("Teaching, training or instructing")
    CARE_SUPERVISE = "care_supervise", _("Caring for or supervising")
    ADVICE_WELLBEING = "advice_wellbeing", _("Advice on wellbeing")
    TALK_ASSEMBLY = "talk_assembly", _("A talk or assembly")
    PRESENCE_ONLY = "presence_only", _("Being there, no teaching")


class Involvement(models.TextChoices):
    """What is part of an offer and makes a difference to what is asked for it. Whatever is not ticked is never asked about."""

    FOOD = "food", _("Pupils make or eat food")
    ANIMALS = "animals", _("Pupils touch or feed animals")
    PHOTOGRAPHS = "photographs", _("You take photographs or film of pupils")
    ADVENTURE = "adventure", _("Climbing on rock, caving, remote walking or riding, or water sports")
    QUALIFIED_INSTRUCTOR = "qualified_instructor", _("Another activity that needs a qualified instructor")
    WORK_TASKS = "work_tasks", _("Pupils try real tasks of your work")
    FIRST_AID = "first_aid", _("You are the first-aider, not the school")
    OUT_OF_HOURS = "out_of_hours", _("It takes place before or after school hours")
    WHOLE_COURSE = "whole_course", _("You plan, teach and assess a course, and no teacher directs you")
    CONTESTED_TOPICS = "contested_topics", _("Religion, politics or another topic on which people differ")
    PUPIL_DATA = "pupil_data", _("You get lists, work or anything else that names pupils")
    DRIVES_PUPILS = "drives_pupils", _("You drive pupils")


class PriceBasis(models.TextChoices):
    FREE = "free", _("Free to schools")
    PER_SESSION = "per_session", _("for each session")
    PER_GROUP = "per_group", _("for each group")
    PER_PUPIL = "per_pupil", _("for each pupil, each session")
    PER_PROGRAMME = "per_programme", _("for the whole run")
    EXPENSES_ONLY = "expenses_only", _("Expenses only")


class EditorPage(models.TextChoices):
    """The pages on which a provider says what an offer is. An offer is whole when each has been answered."""

    WHAT = "what", _("What it is")
    WHO_FOR = "who_for", _("Who it is for")
    WHERE_WHEN = "where_when", _("Where and how often")
    COST = "cost", _("Cost")
    ADJUSTMENTS = "adjustments", _("What you can adjust")
    PEOPLE = "people", _("Who leads")


class Audience(models.TextChoices):
    PUBLIC = "public", _("Anyone may see it")
    SCHOOLS = "schools", _("Signed-in schools only")


class Answer(models.TextChoices):
    YES = "yes", _("Yes")
    NO = "no", _("No")
    UNKNOWN = "unknown", _("Not known")


class Offered(models.TextChoices):
    YES = "yes", _("Yes")
    WITH_NOTICE = "with_notice", _("With notice")
    DISCUSS = "discuss", _("Ask")
    NO = "no", _("No")


class AccessFeature(models.TextChoices):
    """What a venue has, answered yes, no or not known: never assumed."""

    STEP_FREE_ENTRANCE = "step_free_entrance", _("Step-free entrance")
    STEP_FREE_THROUGHOUT = "step_free_throughout", _("Step-free throughout")
    ACCESSIBLE_TOILET = "accessible_toilet", _("Accessible toilet")
    CHANGING_PLACES_TOILET = "changing_places_toilet", _("Changing Places toilet")
    HEARING_LOOP = "hearing_loop", _("Hearing loop")
    QUIET_ROOM = "quiet_room", _("Quiet room")
    LOW_SENSORY_AREA = "low_sensory_area", _("Low-sensory area")
    BLUE_BADGE_PARKING = "blue_badge_parking", _("Blue Badge parking")
    COACH_PARKING = "coach_parking", _("Coach parking")
    DROP_OFF_POINT = "drop_off_point", _("Drop-off point")
    ASSISTANCE_DOGS_WELCOME = "assistance_dogs_welcome", _("Assistance dogs welcome")
    PRAYER_OR_REFLECTION_SPACE = "prayer_or_reflection_space", _("Prayer or reflection space")


class Motif(models.TextChoices):
    """What the generated tile of an offer without a photo shows."""

    MAKING = "making", _("Making")
    GROWING = "growing", _("Growing")
    FOOD = "food", _("Food")
    WATER = "water", _("Water")
    TEXTILES = "textiles", _("Textiles")
    MUSIC = "music", _("Music")
    HISTORY = "history", _("History")
    ENERGY = "energy", _("Energy")
    NATURE = "nature", _("Nature")
    STORY = "story", _("Stories and words")
    DIGITAL = "digital", _("Digital")
    CARE = "care", _("Care")
    MOVEMENT = "movement", _("Movement")
