"""What every row that people edit has; rooms above the records build their own tables on it."""

from django.db import models


class Versioned(models.Model):
    """A row that people edit: a change names the version that it was made on."""

    version = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True
