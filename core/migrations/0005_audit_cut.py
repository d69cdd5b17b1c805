from django.db import migrations

# Runs with the rights of whoever migrates, so that the site's own user needs no right to delete from the log.
CREATE = """
CREATE FUNCTION core_audit_cut(up_to bigint) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
    PERFORM set_config('junction.audit_cut', up_to::text, true);
    DELETE FROM core_auditseal WHERE event_id <= up_to;
    DELETE FROM core_auditevent WHERE id <= up_to;
    PERFORM set_config('junction.audit_cut', '', true);
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("core", "0004_periodic_runs")]
    operations = [migrations.RunSQL(CREATE, "DROP FUNCTION core_audit_cut(bigint)")]
