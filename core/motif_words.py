"""Which motif suits an offer: first by tell-tale words of its title, then by its subject or enrichment category."""

import re

# Order matters: the first line with a word in the title wins. Each word is the start of one.
WORDS = {
    "water": "boat canal river coast sea sail harbour fish swim tide lock wharf",
    "growing": "allotment garden grow seed plant orchard compost bee hive farm herb",
    "food": "bake bak bread cook kitchen lunch supper food cake chef jam pizza café tea",
    "textiles": "textile sew knit weav quilt print lino pottery clay paint draw mural craft stitch fashion art",
    "music": "music brass band sing choir drum guitar song piano orchestra fiddle",
    "stage": "drama theatre stage musical magic circus act play mock trial court film",
    "story": "story book read writ poem poet library news magazine newspaper",
    "digital": "robot cod comput digital game app website podcast radio data",
    "history": "history heritage museum archaeolog castle mine mining railway archive memor victorian",
    "energy": "energy wind turbine solar engine electric science rocket lab chemis physic",
    "nature": "nature wood forest bird hill walk map tree wildlife pond wall dry-stone burn moor",
    "movement": "cycl bike sport football dance climb run yoga athlet box judo danc bowl",
    "making": "make making mend repair build joiner wood metal engineer weld tool workshop bicycle",
    "care": "care hospital nurse first-aid dementia elder friend animal vet faith",
    "number": "number maths money chess bank budget",
    "talk": "talk language interview careers spanish french polish urdu sign debate",
}
BY_SUBJECT = {
    "english": "story",
    "mathematics": "number",
    "science": "energy",
    "art_design": "textiles",
    "citizenship": "talk",
    "computing": "digital",
    "design_technology": "making",
    "geography": "nature",
    "history": "history",
    "languages": "talk",
    "music": "music",
    "physical_education": "movement",
    "religious_education": "care",
    "relationships_health": "care",
    "careers": "making",
    "drama": "stage",
    "food": "food",
    "civic_engagement": "talk",
    "arts_culture": "textiles",
    "nature_outdoor_adventure": "nature",
    "sport_physical": "movement",
    "life_skills": "care",
}
_PATTERNS = {motif: re.compile(rf"\b(?:{'|'.join(words.split())})", re.IGNORECASE) for motif, words in WORDS.items()}


def motif_for(subject: str, title: str = "") -> str:
    """The name of a motif. A subject that nobody has thought of gets the one of places and routes."""
    for motif, pattern in _PATTERNS.items():
        if title and pattern.search(title):
            return motif
    if subject in WORDS:
        return subject
    return BY_SUBJECT.get(subject, "nature")
