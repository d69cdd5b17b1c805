"""Words of the school system that every app uses. Year groups follow DfE usage; subjects the National Curriculum in England."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class YearGroup(models.IntegerChoices):
    """Ordered, so that a range is two numbers. Nursery years are negative, Reception is 0."""

    N1 = -2, _("Nursery (age 2)")
    N2 = -1, _("Nursery (age 3)")
    RECEPTION = 0, _("Reception")
    Y1 = 1, _("Year 1")
    Y2 = 2, _("Year 2")
    Y3 = 3, _("Year 3")
    Y4 = 4, _("Year 4")
    Y5 = 5, _("Year 5")
    Y6 = 6, _("Year 6")
    Y7 = 7, _("Year 7")
    Y8 = 8, _("Year 8")
    Y9 = 9, _("Year 9")
    Y10 = 10, _("Year 10")
    Y11 = 11, _("Year 11")
    Y12 = 12, _("Year 12")
    Y13 = 13, _("Year 13")


class Subject(models.TextChoices):
    ENGLISH = "english", _("English")
    MATHEMATICS = "mathematics", _("Mathematics")
    SCIENCE = "science", _("Science")
    ART_DESIGN = "art_design", _("Art and design")
    CITIZENSHIP = "citizenship", _("Citizenship")
    COMPUTING = "computing", _("Computing")
    DESIGN_TECHNOLOGY = "design_technology", _("Design and technology")
    GEOGRAPHY = "geography", _("Geography")
    HISTORY = "history", _("History")
    LANGUAGES = "languages", _("Languages")
    MUSIC = "music", _("Music")
    PHYSICAL_EDUCATION = "physical_education", _("Physical education")
    RELIGIOUS_EDUCATION = "religious_education", _("Religious education")
    RELATIONSHIPS_HEALTH = "relationships_health", _("Relationships and health education")
    CAREERS = "careers", _("Careers")
    DRAMA = "drama", _("Drama")
    FOOD = "food", _("Cooking and nutrition")


class EnrichmentCategory(models.TextChoices):
    """The five categories of the Department for Education's enrichment framework (announced November 2025)."""

    CIVIC_ENGAGEMENT = "civic_engagement", _("Civic engagement")
    ARTS_CULTURE = "arts_culture", _("Arts and culture")
    NATURE_OUTDOOR_ADVENTURE = "nature_outdoor_adventure", _("Nature, outdoor and adventure")
    SPORT_PHYSICAL = "sport_physical", _("Sport and physical activity")
    LIFE_SKILLS = "life_skills", _("Life skills")


class SchoolRole(models.TextChoices):
    COORDINATOR = "coordinator", _("Coordinator")
    APPROVER = "approver", _("Approver (head or budget holder)")
    VISITS_COORDINATOR = "visits_coordinator", _("Educational visits coordinator")
    SAFEGUARDING_LEAD = "safeguarding_lead", _("Designated safeguarding lead")
    RECEPTION = "reception", _("Reception")
    ADMINISTRATOR = "administrator", _("Administrator")


class NonTeachingKind(models.TextChoices):
    INSET = "inset", _("Staff training day")
    BANK_HOLIDAY = "bank_holiday", _("Bank holiday")
    CLOSURE = "closure", _("Closed")
    OCCASIONAL = "occasional", _("Occasional day")
    POLLING = "polling", _("Polling day")
    OPEN = "open", _("Open after all")  # a school's override of a day on which its authority is closed


class DayPart(models.TextChoices):
    AM = "am", _("Morning")
    PM = "pm", _("Afternoon")
    ALL = "all", _("All day")


class DayCode(models.TextChoices):
    """Why a day is or isn't one of teaching."""

    TEACHING = "teaching", _("Teaching")
    WEEKEND = "weekend", _("Weekend")
    HALF_TERM = "half_term", _("Half-term")
    HOLIDAYS = "holidays", _("Holidays")
    INSET = "inset", _("Staff training day")
    BANK_HOLIDAY = "bank_holiday", _("Bank holiday")
    CLOSURE = "closure", _("Closed")
    OCCASIONAL = "occasional", _("Occasional day")
    POLLING = "polling", _("Polling day")
    SCHOOL_CLOSED = "school_closed", _("The school has closed")
    UNKNOWN = "unknown", _("No calendar yet")


class Adjustment(models.TextChoices):
    """What can be changed for pupils: counted in a group, offered by a provider. Never a diagnosis, never whom an offer does not suit."""

    VISUAL_TIMETABLE = "visual_timetable", _("Visual timetable")
    EASY_READ = "easy_read", _("Easy-read materials")
    LARGE_PRINT = "large_print", _("Large print")
    CAPTIONS = "captions", _("Captions")
    BSL_INTERPRETER = "bsl_interpreter", _("BSL interpreter")
    MAKATON = "makaton", _("Makaton")
    RADIO_AID_USE = "radio_aid_use", _("Radio aids used")
    SEATING_CHOICE = "seating_choice", _("Choice of seat")
    ADAPTED_TOOLS = "adapted_tools", _("Adapted tools")
    REDUCED_GROUP_SIZE = "reduced_group_size", _("Smaller group")
    LONGER_BREAKS = "longer_breaks", _("Longer breaks")
    PRE_VISIT_PACK = "pre_visit_pack", _("Pack before the visit")
    SENSORY_PACK = "sensory_pack", _("Sensory pack")
    MOVEMENT_BREAKS = "movement_breaks", _("Movement breaks")
    DIETARY_SWAPS = "dietary_swaps", _("Dietary swaps")
    EAL_MATERIALS = "eal_materials", _("Materials for new speakers of English")
    REMOTE_JOIN = "remote_join", _("Joining from elsewhere")
