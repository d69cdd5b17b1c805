"""Published policies, decisions and statements of assurance are never edited: the database refuses it, whoever asks."""

from django.db import migrations

REFUSE = """
CREATE FUNCTION vetting_refuse_update() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is never edited: make a new one', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER vetting_policy_published BEFORE UPDATE ON vetting_policy
    FOR EACH ROW WHEN (OLD.published_at IS NOT NULL AND (NEW.content IS DISTINCT FROM OLD.content OR NEW.code IS DISTINCT FROM OLD.code
        OR NEW.version IS DISTINCT FROM OLD.version OR NEW.effective_from IS DISTINCT FROM OLD.effective_from
        OR NEW.published_at IS DISTINCT FROM OLD.published_at))
    EXECUTE FUNCTION vetting_refuse_update();
CREATE TRIGGER vetting_decision_made BEFORE UPDATE ON vetting_decision
    FOR EACH ROW EXECUTE FUNCTION vetting_refuse_update();
CREATE TRIGGER vetting_statement_issued BEFORE UPDATE ON vetting_assurancestatement
    FOR EACH ROW EXECUTE FUNCTION vetting_refuse_update();
"""
ALLOW = """
DROP TRIGGER vetting_statement_issued ON vetting_assurancestatement;
DROP TRIGGER vetting_decision_made ON vetting_decision;
DROP TRIGGER vetting_policy_published ON vetting_policy;
DROP FUNCTION vetting_refuse_update();
"""


class Migration(migrations.Migration):
    dependencies = [("vetting", "0002_answers_of_providers")]
    operations = [migrations.RunSQL(REFUSE, ALLOW)]
