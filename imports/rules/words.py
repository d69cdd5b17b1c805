"""The words that a register may use for our own lists, in small letters and without signs."""

from directory.enums import EngagementBasis, OfferKind, ProviderKind
from imports.rules.headings import plain

PROVIDER_KINDS: dict[str, str] = {
    **{plain(str(label)): value for value, label in ProviderKind.choices},
    **{plain(value): value for value in ProviderKind.values},
    "individual": ProviderKind.CBT_INDIVIDUAL,
    "cbt": ProviderKind.CBT_INDIVIDUAL,
    "sole trader": ProviderKind.CBT_INDIVIDUAL,
    "self employed": ProviderKind.CBT_INDIVIDUAL,
    "tutor": ProviderKind.CBT_INDIVIDUAL,
    "volunteer": ProviderKind.CBT_INDIVIDUAL,
    "freelance": ProviderKind.CBT_INDIVIDUAL,
    "organisation": ProviderKind.CBT_ORGANISATION,
    "charity": ProviderKind.CBT_ORGANISATION,
    "community organisation": ProviderKind.CBT_ORGANISATION,
    "club": ProviderKind.CBT_ORGANISATION,
    "company": ProviderKind.EMPLOYER,
    "business": ProviderKind.EMPLOYER,
    "host": ProviderKind.THIRD_SPACE_HOST,
    "venue": ProviderKind.THIRD_SPACE_HOST,
    "third space": ProviderKind.THIRD_SPACE_HOST,
}
ENGAGEMENTS: dict[str, str] = {
    **{plain(str(label)): value for value, label in EngagementBasis.choices},
    **{plain(value): value for value in EngagementBasis.values},
    "unpaid": EngagementBasis.VOLUNTEER,
    "self employed": EngagementBasis.PAID_SELF_EMPLOYED,
    "freelance": EngagementBasis.PAID_SELF_EMPLOYED,
    "paid": EngagementBasis.PAID_BY_PROVIDER,
    "employed": EngagementBasis.PAID_BY_PROVIDER,
    "employee": EngagementBasis.PAID_BY_PROVIDER,
    "staff": EngagementBasis.PAID_BY_PROVIDER,
}
OFFER_KINDS: dict[str, str] = {
    **{plain(str(label)): value for value, label in OfferKind.choices},
    **{plain(value): value for value in OfferKind.values},
    "workshop": OfferKind.SESSION,
    "lesson": OfferKind.SESSION,
    "club": OfferKind.SESSION,
    "trip": OfferKind.VISIT,
    "tour": OfferKind.VISIT,
    "work visit": OfferKind.WORKPLACE,
    "placement": OfferKind.WORK_EXPERIENCE,
    "work placement": OfferKind.WORK_EXPERIENCE,
    "assembly": OfferKind.TALK,
}
