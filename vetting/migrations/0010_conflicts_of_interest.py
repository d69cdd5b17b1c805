"""Who declared a conflict of interest with a provider does nothing about it: whoever saves it, and however."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

REFUSE = """
CREATE FUNCTION vetting_refuse_conflict(officer bigint, providers bigint[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM vetting_conflictdeclaration declared
        WHERE declared.officer_id = officer AND declared.provider_id = ANY(providers) AND declared.ended_at IS NULL
    ) THEN
        RAISE EXCEPTION 'vetting_conflict_of_interest: who declared a conflict with the provider does nothing about it'
            USING ERRCODE = 'check_violation';
    END IF;
END $$;
CREATE FUNCTION vetting_check_by_others() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    providers bigint[] := ARRAY(
        SELECT NEW.provider_id WHERE NEW.provider_id IS NOT NULL
        UNION SELECT provider_id FROM directory_offer WHERE id = NEW.offer_id
        UNION SELECT provider_id FROM directory_venue WHERE id = NEW.venue_id AND provider_id IS NOT NULL
        UNION SELECT provider_id FROM directory_providerperson WHERE person_id = NEW.person_id AND left_on IS NULL
    );
BEGIN
    IF TG_OP = 'INSERT' THEN
        PERFORM vetting_refuse_conflict(NEW.performed_by_id, providers);
    END IF;
    PERFORM vetting_refuse_conflict(NEW.verified_by_id, providers);
    RETURN NEW;
END $$;
CREATE FUNCTION vetting_case_by_others() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM vetting_refuse_conflict(NEW.recommended_by_id, ARRAY[NEW.provider_id]);
    RETURN NEW;
END $$;
CREATE FUNCTION vetting_decision_by_others() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM vetting_refuse_conflict(NEW.decided_by_id, ARRAY(SELECT provider_id FROM vetting_case WHERE id = NEW.case_id));
    RETURN NEW;
END $$;
CREATE TRIGGER vetting_check_conflict BEFORE INSERT OR UPDATE OF verified_by_id ON vetting_check
    FOR EACH ROW EXECUTE FUNCTION vetting_check_by_others();
CREATE TRIGGER vetting_case_conflict BEFORE INSERT OR UPDATE OF recommended_by_id ON vetting_case
    FOR EACH ROW WHEN (NEW.recommended_by_id IS NOT NULL AND NEW.state = 'recommended') EXECUTE FUNCTION vetting_case_by_others();
CREATE TRIGGER vetting_decision_conflict BEFORE INSERT ON vetting_decision
    FOR EACH ROW EXECUTE FUNCTION vetting_decision_by_others();
"""
ALLOW = """
DROP TRIGGER vetting_decision_conflict ON vetting_decision;
DROP TRIGGER vetting_case_conflict ON vetting_case;
DROP TRIGGER vetting_check_conflict ON vetting_check;
DROP FUNCTION vetting_decision_by_others();
DROP FUNCTION vetting_case_by_others();
DROP FUNCTION vetting_check_by_others();
DROP FUNCTION vetting_refuse_conflict(bigint, bigint[]);
"""


class Migration(migrations.Migration):

    dependencies = [
        ('directory', '0002_pages_answered_and_photos_approved'),
        ('vetting', '0009_references_of_referees'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='vettingauthority',
            name='lado_email',
            field=models.EmailField(blank=True, max_length=254),
        ),
        migrations.AddField(
            model_name='vettingauthority',
            name='lado_phone',
            field=models.CharField(blank=True, max_length=30),
        ),
        migrations.CreateModel(
            name='ConflictDeclaration',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('declared_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('ended_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('officer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='conflicts', to=settings.AUTH_USER_MODEL)),
                ('provider', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='conflicts', to='directory.provider')),
            ],
            options={
                'ordering': ['-declared_at', '-pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('officer', 'provider'), name='vetting_conflict_once'), models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', True), ('ended_by__isnull', True)), models.Q(('ended_at__isnull', False), ('ended_by__isnull', False)), _connector='OR'), name='vetting_conflict_ended_by_somebody'), models.CheckConstraint(condition=models.Q(('ended_by__isnull', True), models.Q(('ended_by', models.F('officer')), _negated=True), _connector='OR'), name='vetting_conflict_not_ended_by_officer')],
            },
        ),
        migrations.RunSQL(REFUSE, ALLOW),
    ]
