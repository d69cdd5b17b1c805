from django.db import models


class PeriodicRun(models.Model):
    """When a job of core.periodic last ran, and what went wrong; the row `run_due` is about the command itself."""

    name = models.CharField(max_length=80, primary_key=True)
    last_started_at = models.DateTimeField()
    last_finished_at = models.DateTimeField(null=True, blank=True)  # went well; null where it never did
    last_error = models.CharField(max_length=300, blank=True)  # of the last run; empty where that went well

    def __str__(self) -> str:
        return self.name
