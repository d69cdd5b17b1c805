import django.contrib.postgres.fields
from django.db import migrations, models

FOOD = "food"
REFUSE = """
CREATE FUNCTION directory_check_version_years() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM directory_offer WHERE id = NEW.offer_id AND kind = 'work_experience') THEN
        RAISE EXCEPTION 'work experience is for Year 10 and above'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'directory_offer_work_experience_years';
    END IF;
    RETURN NEW;
END $$;
CREATE FUNCTION directory_check_offer_years() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM directory_offerversion WHERE offer_id = NEW.id AND year_from < 10) THEN
        RAISE EXCEPTION 'work experience is for Year 10 and above'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'directory_offer_work_experience_years';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER directory_offerversion_years_of_kind BEFORE INSERT OR UPDATE OF year_from, offer_id ON directory_offerversion
    FOR EACH ROW WHEN (NEW.year_from < 10) EXECUTE FUNCTION directory_check_version_years();
CREATE TRIGGER directory_offer_years_of_kind BEFORE UPDATE OF kind ON directory_offer
    FOR EACH ROW WHEN (NEW.kind = 'work_experience') EXECUTE FUNCTION directory_check_offer_years();
"""
ALLOW = """
DROP TRIGGER directory_offer_years_of_kind ON directory_offer;
DROP TRIGGER directory_offerversion_years_of_kind ON directory_offerversion;
DROP FUNCTION directory_check_offer_years();
DROP FUNCTION directory_check_version_years();
"""


def food_becomes_one_of_many(apps, schema_editor):
    apps.get_model("directory", "OfferVersion").objects.filter(handles_food=True).update(involves=[FOOD])


def food_alone_is_kept(apps, schema_editor):
    apps.get_model("directory", "OfferVersion").objects.filter(involves__contains=[FOOD]).update(handles_food=True)


class Migration(migrations.Migration):
    """`handles_food` becomes one of the things that an offer may involve; work experience is a kind of offer, for Year 10 and above."""

    dependencies = [("directory", "0003_since_when_closed")]
    operations = [
        migrations.AddField(
            model_name='offerversion',
            name='involves',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('food', 'Pupils make or eat food'), ('animals', 'Pupils touch or feed animals'), ('photographs', 'You take photographs or film of pupils'), ('adventure', 'Climbing on rock, caving, remote walking or riding, or water sports'), ('qualified_instructor', 'Another activity that needs a qualified instructor'), ('work_tasks', 'Pupils try real tasks of your work'), ('first_aid', 'You are the first-aider, not the school'), ('out_of_hours', 'It takes place before or after school hours'), ('whole_course', 'You plan, teach and assess a course, and no teacher directs you'), ('contested_topics', 'Religion, politics or another topic on which people differ'), ('pupil_data', 'You get lists, work or anything else that names pupils'), ('drives_pupils', 'You drive pupils')], max_length=24), blank=True, default=list, size=None),
        ),
        migrations.RunPython(food_becomes_one_of_many, food_alone_is_kept),
        migrations.RemoveField(
            model_name='offerversion',
            name='handles_food',
        ),
        migrations.AlterField(
            model_name='offer',
            name='kind',
            field=models.CharField(choices=[('session', 'Session'), ('visit', 'Visit'), ('challenge', 'Challenge'), ('workplace', 'Workplace visit'), ('talk', 'Talk'), ('work_experience', 'Work experience')], max_length=16),
        ),
        migrations.RunSQL(REFUSE, ALLOW),
    ]
