"""Boards of figures and their tiles."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("strategy", "0005_foreseen"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Board",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1)),
                ("name", models.CharField(max_length=120)),
                (
                    "shared",
                    models.CharField(
                        choices=[("private", "Private"), ("teams", "Teams"), ("everybody", "Everybody")],
                        default="private",
                        max_length=9,
                    ),
                ),
                ("teams", models.JSONField(default=list)),
                ("compare", models.CharField(blank=True, default="before", max_length=6)),
                ("look_by", models.CharField(blank=True, default="", max_length=40)),
                ("look_code", models.CharField(blank=True, default="", max_length=200)),
                ("made_at", models.DateTimeField()),
                ("is_removed", models.BooleanField(default=False)),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Tile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField()),
                ("measure", models.CharField(max_length=80)),
                ("cut", models.CharField(blank=True, default="", max_length=80)),
                (
                    "chart",
                    models.CharField(
                        choices=[
                            ("number", "number"),
                            ("bullet", "bullet"),
                            ("line", "line"),
                            ("bar", "bar"),
                            ("funnel", "funnel"),
                            ("heat", "heat"),
                            ("table", "table"),
                        ],
                        max_length=6,
                    ),
                ),
                ("width", models.PositiveSmallIntegerField()),
                ("height", models.PositiveSmallIntegerField()),
                ("is_removed", models.BooleanField(default=False)),
                (
                    "board",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="tiles", to="strategy.board"
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="board",
            index=models.Index(condition=models.Q(("is_removed", False)), fields=["owner"], name="board_of_owner"),
        ),
        migrations.AddIndex(
            model_name="board",
            index=models.Index(
                condition=models.Q(("is_removed", False), models.Q(("shared", "private"), _negated=True)),
                fields=["shared"],
                name="board_shared",
            ),
        ),
    ]
