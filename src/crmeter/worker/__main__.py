"""`python -m crmeter.worker` is the worker as a process of its own."""

import logging
import os

import django

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "crmeter.settings.production")
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    django.setup()

    from datetime import timedelta

    from crmeter.worker.loop import LEASE, POLL_SECONDS, Worker, run_until_stopped

    # A shorter lease finds a lost worker sooner and costs more heartbeats.
    seconds = float(os.environ.get("CRMETER_LEASE_SECONDS", LEASE.total_seconds()))
    run_until_stopped(Worker(timedelta(seconds=seconds), POLL_SECONDS))
