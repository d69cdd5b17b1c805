"""A decision is never made by who performed a check that it rests on, nor by a member of the provider: whoever saves it, and however."""

from django.db import migrations

REFUSE = """
CREATE FUNCTION vetting_refuse_partial_decider() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM vetting_case held
        JOIN directory_offerversion version ON version.id = held.version_id
        JOIN vetting_check made ON made.authority_id = held.authority_id AND made.state = 'verified'
        WHERE held.id = NEW.case_id AND made.performed_by_id = NEW.decided_by_id
            AND (made.provider_id = held.provider_id OR made.offer_id = held.offer_id OR made.venue_id = version.venue_id
                OR made.person_id IN (SELECT person_id FROM directory_offerversion_people WHERE offerversion_id = version.id))
    ) THEN
        RAISE EXCEPTION 'vetting_decision_four_eyes: who made a check does not decide on what rests on it' USING ERRCODE = 'check_violation';
    END IF;
    IF EXISTS (
        SELECT 1 FROM vetting_case held
        JOIN directory_providermember member ON member.provider_id = held.provider_id AND member.left_at IS NULL
        WHERE held.id = NEW.case_id AND member.user_id = NEW.decided_by_id
    ) THEN
        RAISE EXCEPTION 'vetting_decision_four_eyes: who acts for the provider does not decide about it' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER vetting_decision_four_eyes BEFORE INSERT ON vetting_decision
    FOR EACH ROW EXECUTE FUNCTION vetting_refuse_partial_decider();
"""
ALLOW = """
DROP TRIGGER vetting_decision_four_eyes ON vetting_decision;
DROP FUNCTION vetting_refuse_partial_decider();
"""


class Migration(migrations.Migration):
    dependencies = [("vetting", "0007_policies_of_authorities")]
    operations = [migrations.RunSQL(REFUSE, ALLOW)]
