"""What should be gone is gone."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from fristed.guidance.models import Absence, Attachment, Looking, Original
from fristed.vault import blobs

KEEP_ABSENCE = timedelta(days=365)


@app.periodic(cron="7 * * * *")
@app.task(queueing_lock="guidance.forget", pass_context=False)
def forget(timestamp: int) -> None:
    forget_at(timezone.now())


def forget_at(at: datetime) -> None:
    """What is kept no longer: originals, attachments, who looked at what, and who was away."""
    today = timezone.localdate(at)
    Original.objects.filter(delete_on__lte=today).delete()
    over = Attachment.objects.filter(delete_on__lte=today)
    for file_id, ref in list(over.values_list("file_id", "ref")):
        with transaction.atomic():
            blobs.drop(file_id, ref)
            Attachment.objects.filter(ref=ref).delete()
    Looking.objects.filter(seen_at__lt=at - timedelta(days=1)).delete()
    Absence.objects.filter(ends_on__lt=today - KEEP_ABSENCE).delete()
