"""Concerns: who was told, when, under which reference. The database has no room for what about."""

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [('directory', '0003_since_when_closed'), ('schools', '0002_count_rows_left_out'), ('vetting', '0016_what_schools_rely_on'), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]

    operations = [
        migrations.CreateModel(
            name='Concern',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('state', models.CharField(choices=[('raised', 'Raised'), ('acknowledged', 'An officer has it'), ('closed', 'Closed')], default='raised', max_length=12)),
                ('told_at', models.DateTimeField()),
                ('route', models.CharField(choices=[('school_lead', "The school's safeguarding lead, or the head"), ('lado', "The LADO, the council's designated officer"), ('emergency', '999')], max_length=12)),
                ('reference', models.CharField(blank=True, max_length=20)),
                ('asks_suspension', models.BooleanField(default=False)),
                ('raised_at', models.DateTimeField()),
                ('acknowledged_at', models.DateTimeField(blank=True, null=True)),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
                ('outcome', models.CharField(blank=True, choices=[('suspended', 'A clearance was suspended'), ('carries_on', 'Looked at with whoever was told: bookings go on'), ('with_others', 'In the hands of the LADO, the police or the school, who will tell us'), ('mistaken', 'Raised by mistake, or about somebody else')], max_length=12)),
                ('acknowledged_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='concerns', to='vetting.vettingauthority')),
                ('closed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.person')),
                ('provider', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.provider')),
                ('raised_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('school', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schools.school')),
            ],
            options={
                'ordering': ['-raised_at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('reference', ''), ('reference__regex', '^([A-Z]{1,8}[/.\\- ]?)?[A-Z0-9]{0,6}[0-9][A-Z0-9]{0,6}([/.\\- ][A-Z0-9]{0,6}[0-9][A-Z0-9]{0,6}){0,3}$'), _connector='OR'), name='vetting_concern_no_narrative'), models.CheckConstraint(condition=models.Q(('told_at__lte', models.F('raised_at'))), name='vetting_concern_told_before'), models.CheckConstraint(condition=models.Q(models.Q(('acknowledged_at__isnull', True), ('acknowledged_by__isnull', True), ('state', 'raised')), models.Q(models.Q(('state', 'raised'), _negated=True), ('acknowledged_at__isnull', False), ('acknowledged_by__isnull', False)), _connector='OR'), name='vetting_concern_acknowledged_by_somebody'), models.CheckConstraint(condition=models.Q(models.Q(('closed_at__isnull', False), ('closed_by__isnull', False), ('state', 'closed'), models.Q(('outcome', ''), _negated=True)), models.Q(models.Q(('state', 'closed'), _negated=True), ('closed_at__isnull', True), ('closed_by__isnull', True), ('outcome', '')), _connector='OR'), name='vetting_concern_closed_whole')],
            },
        ),
    ]
