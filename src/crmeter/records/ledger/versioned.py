"""What every row that people edit has; rooms above the records build their own tables on it."""

from django.db import models


class Versioned(models.Model):
    """A row that people edit: a change names the version that it was made on."""

    version = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True


class Removable(Versioned):
    """A row that is kept when it is removed, so that the removal can be taken back."""

    is_removed = models.BooleanField(default=False)

    class Meta:
        abstract = True
