from django.db import migrations

WORDS = "asciiword, word, numword, hword, hword_part, asciihword, hword_asciipart, hword_numpart, numhword"


def configuration(name: str, base: str, dictionary: str) -> migrations.RunSQL:
    """PostgreSQL's own configuration, with accents taken off first."""
    return migrations.RunSQL(
        sql=[
            f"CREATE TEXT SEARCH CONFIGURATION {name} (COPY = {base})",
            f"ALTER TEXT SEARCH CONFIGURATION {name} ALTER MAPPING FOR {WORDS} WITH unaccent, {dictionary}",
        ],
        reverse_sql=f"DROP TEXT SEARCH CONFIGURATION {name}",
    )


class Migration(migrations.Migration):
    initial = True
    dependencies = [("core", "0001_extensions")]
    operations = [
        configuration("offer_en", "english", "english_stem"),  # words by their stems: gardening finds gardens
        configuration("offer_plain", "simple", "simple"),  # words as written, so that universe ranks above university
    ]
