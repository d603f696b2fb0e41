from django.db import migrations, models
from django.utils import timezone


def mark_the_stage_of_quotes(apps, schema_editor):
    """Mark the stage of quotes of the pipeline that came with the product, where it is still called so."""
    pipeline = apps.get_model("records", "Pipeline").objects.order_by("pk").first()
    if pipeline is None:
        return
    stages = apps.get_model("records", "Stage").objects
    found = stages.filter(pipeline=pipeline, name="Báo giá", kind="open", is_removed=False)
    # Whoever has the form of the stage open would take the mark off again without knowing of it.
    marked = found.update(is_quote=True, version=models.F("version") + 1)
    if marked and apps.get_model("records", "Deal").objects.filter(pipeline=pipeline).exists():
        changes = apps.get_model("records", "ChangeEntry").objects
        changes.create(concept="pipelines", record=pipeline.pk, at=timezone.now())


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0037_foretold_months"),
    ]

    operations = [
        migrations.AddField(
            model_name="stage",
            name="is_quote",
            field=models.BooleanField(default=False),
        ),
        migrations.RunPython(mark_the_stage_of_quotes, migrations.RunPython.noop),
    ]
