from django.db import migrations

# Neither the site nor a slip at a prompt can change what happened. An owner of the database still could, by switching the triggers off:
# that is what the chain of seals is for.
REFUSE = """
CREATE FUNCTION core_audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    cut text := coalesce(current_setting('junction.audit_cut', true), '');
    number bigint;
BEGIN
    IF TG_OP = 'DELETE' AND TG_NARGS = 1 AND cut <> '' THEN
        number := (to_jsonb(OLD) ->> TG_ARGV[0])::bigint;
        IF number <= cut::bigint AND EXISTS (SELECT 1 FROM core_auditcheckpoint WHERE up_to_event_id >= number) THEN
            RETURN OLD;
        END IF;
    END IF;
    RAISE EXCEPTION 'The audit log is only ever added to: % on % was refused.', TG_OP, TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
"""
TRIGGERS = """
CREATE TRIGGER core_audit_append_only BEFORE UPDATE OR DELETE ON core_auditevent
    FOR EACH ROW EXECUTE FUNCTION core_audit_refuse('id');
CREATE TRIGGER core_audit_append_only BEFORE UPDATE OR DELETE ON core_auditseal
    FOR EACH ROW EXECUTE FUNCTION core_audit_refuse('event_id');
CREATE TRIGGER core_audit_append_only BEFORE UPDATE OR DELETE ON core_auditcheckpoint
    FOR EACH ROW EXECUTE FUNCTION core_audit_refuse();
CREATE TRIGGER core_audit_keep BEFORE TRUNCATE ON core_auditevent EXECUTE FUNCTION core_audit_refuse();
CREATE TRIGGER core_audit_keep BEFORE TRUNCATE ON core_auditseal EXECUTE FUNCTION core_audit_refuse();
CREATE TRIGGER core_audit_keep BEFORE TRUNCATE ON core_auditcheckpoint EXECUTE FUNCTION core_audit_refuse();
"""
DROP = """
DROP TRIGGER core_audit_append_only ON core_auditevent;
DROP TRIGGER core_audit_append_only ON core_auditseal;
DROP TRIGGER core_audit_append_only ON core_auditcheckpoint;
DROP TRIGGER core_audit_keep ON core_auditevent;
DROP TRIGGER core_audit_keep ON core_auditseal;
DROP TRIGGER core_audit_keep ON core_auditcheckpoint;
DROP FUNCTION core_audit_refuse();
"""


class Migration(migrations.Migration):
    dependencies = [("core", "0002_audit_outbox_postcodes")]
    operations = [migrations.RunSQL(REFUSE + TRIGGERS, DROP)]
