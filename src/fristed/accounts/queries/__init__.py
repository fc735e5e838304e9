"""Who someone is, what she has proved, and what the sign-in pages show."""

from fristed.accounts.queries.drafts import DraftPage, draft_at
from fristed.accounts.queries.keeping import opened_for, sealed_for
from fristed.accounts.queries.offline import TooOld, handed_in, prepared
from fristed.accounts.queries.pages import (
    EnrolPage,
    OwnPage,
    Persona,
    SignInPage,
    StepUpPage,
    is_keeper_away,
    sample_personas,
    sign_in_page,
)
from fristed.accounts.queries.people import (
    assertion_of,
    names_by_id,
    names_of,
    people_by_id,
    person_by_ref,
    person_by_username,
    person_of,
    proof_of,
)
from fristed.accounts.queries.providing import acts_for
from fristed.accounts.queries.proving import NoProof, Proof, prove, prove_by_passkey
from fristed.accounts.queries.throttling import count_attempt

__all__ = [
    "DraftPage",
    "EnrolPage",
    "NoProof",
    "OwnPage",
    "Persona",
    "Proof",
    "SignInPage",
    "StepUpPage",
    "TooOld",
    "acts_for",
    "assertion_of",
    "count_attempt",
    "draft_at",
    "handed_in",
    "is_keeper_away",
    "names_by_id",
    "names_of",
    "opened_for",
    "people_by_id",
    "person_by_ref",
    "person_by_username",
    "person_of",
    "prepared",
    "proof_of",
    "prove",
    "prove_by_passkey",
    "sample_personas",
    "sealed_for",
    "sign_in_page",
]
