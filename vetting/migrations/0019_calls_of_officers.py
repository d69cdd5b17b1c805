"""Calls that officers made where mail did not reach somebody."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [('vetting', '0018_waivers'), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]

    operations = [
        migrations.CreateModel(
            name='Call',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('task', models.SlugField(max_length=80)),
                ('outcome', models.CharField(choices=[('reached', 'Reached them'), ('no_answer', 'No answer'), ('left_message', 'Left a message to ring back'), ('wrong_number', 'The number is wrong')], max_length=12)),
                ('ring_again_on', models.DateField(blank=True, null=True)),
                ('made_at', models.DateTimeField()),
                ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='calls', to='vetting.vettingauthority')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['made_at', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('outcome', 'reached'), ('ring_again_on__isnull', False), _connector='OR'), name='vetting_call_ring_again')],
            },
        ),
    ]
