from vetting.enums import ClearanceLevel
from vetting.enums.panels import PanelCondition
from vetting.rules.adverse import rules_out_level, rules_out_setting


def test_who_is_never_alone_is_not_cleared_to_be() -> None:
    ruled_out = {(code, level) for code in PanelCondition for level in ClearanceLevel if rules_out_level([code], level)}

    assert ruled_out == {("never_alone", "unsupervised"), ("school_adult", "unsupervised")}


def test_who_stays_on_the_schools_site_goes_nowhere_else() -> None:
    places = ("school_site", "online_live", "host_site", "employer_site", "public_outdoor")

    assert [place for place in places if rules_out_setting(["review", "not_off_site"], place)] == list(places[2:])
    assert not any(rules_out_setting(["never_alone", "not_overnight"], place) for place in places)
