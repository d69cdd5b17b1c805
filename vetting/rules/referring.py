"""On which grounds of a suspension a lead considers a referral, and to whom.

Keeping children safe in education, part four: an allegation goes to the LADO promptly; so does a matter of police or court that says
something about working with children. Safeguarding Vulnerable Groups Act 2006, section 35: whoever lets somebody do regulated activity
refers them to the DBS on withdrawing that permission for harm or a risk of harm; section 36 says the same of a supplier of personnel;
section 39 lets a local authority. Somebody who is barred has no business there at all, so this is asked at once.

False information prompts nothing by itself: it may be a slip. A lead raises what it calls for.
"""

from vetting.enums import ReferralKind, SuspensionGround

ON_SUSPENSION = {
    SuspensionGround.ALLEGATION_LADO: ReferralKind.LADO,
    SuspensionGround.POLICE_OR_COURT_MATTER: ReferralKind.LADO,
    SuspensionGround.BARRED_OR_DISQUALIFIED: ReferralKind.DBS,
}
DBS_ON_WITHDRAWAL = frozenset(
    {
        SuspensionGround.ALLEGATION_LADO,
        SuspensionGround.POLICE_OR_COURT_MATTER,
        SuspensionGround.BARRED_OR_DISQUALIFIED,
        SuspensionGround.DBS_NO_LONGER_CURRENT,
        SuspensionGround.INCIDENT_UNDER_REVIEW,
        SuspensionGround.CONDUCT_LOW_LEVEL_PATTERN,
    }
)


def kind_on_suspension(ground: str) -> ReferralKind | None:
    return ON_SUSPENSION.get(SuspensionGround(ground))


def kind_on_withdrawal(ground: str) -> ReferralKind | None:
    return ReferralKind.DBS if SuspensionGround(ground) in DBS_ON_WITHDRAWAL else None
