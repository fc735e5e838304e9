"""The worker's part: mail that comes, what regions let lie, and what should be gone."""

from fristed.guidance.tasks.forgetting import forget, forget_at
from fristed.guidance.tasks.mail import fetch_mail, take_in_at
from fristed.guidance.tasks.regions import hand_back, hand_back_at

__all__ = ["fetch_mail", "forget", "forget_at", "hand_back", "hand_back_at", "take_in_at"]
