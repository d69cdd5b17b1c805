-- The rights of the site's own database user, junction_web: web and worker run as it. Migrations, the schedule (which seals the audit log and
-- applies retention) and the commands for operators run as the owner of the database.
--
-- Run it as the owner, after the first migration and after each upgrade; it is safe to repeat:
--     psql "$OWNER_DATABASE_URL" --set ON_ERROR_STOP=1 --single-transaction --file ops/database-roles.sql
-- Then give the user its password once:
--     psql "$OWNER_DATABASE_URL" --command "\password junction_web"

DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'junction_web') THEN
        CREATE ROLE junction_web LOGIN;
    END IF;
END $$;

GRANT USAGE ON SCHEMA public TO junction_web;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO junction_web;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO junction_web;

-- The audit log: added to, and never changed, cut or sealed by the site itself.
REVOKE UPDATE, DELETE ON core_auditevent FROM junction_web;
REVOKE INSERT, UPDATE, DELETE ON core_auditseal, core_auditcheckpoint, core_auditverification FROM junction_web;
REVOKE EXECUTE ON FUNCTION core_audit_cut(bigint) FROM PUBLIC;

-- What was said and decided: never edited, and deleted by retention alone.
REVOKE UPDATE, DELETE ON vetting_decision, vetting_assurancestatement, vetting_policy FROM junction_web;
REVOKE DELETE ON vetting_case, vetting_clearance, vetting_suspension, vetting_referralprompt, vetting_schoolacceptance, vetting_regulatedactivityassessment,
    vetting_legalhold, bookings_booking, bookings_session FROM junction_web;

-- What retention did, and which migrations ran.
REVOKE INSERT, UPDATE, DELETE ON core_retentionrun, core_retentioncount, django_migrations FROM junction_web;
