"""How many are on no list: a floor, a band of models, and a refusal when overlaps are too thin."""

from safecount.hidden.bootstrap import Bootstrap, bootstrap
from safecount.hidden.bounds import Coverage, LowerBound, chao, lower_bound, sample_coverage
from safecount.hidden.captures import CaptureFit, capture_model, capture_profile
from safecount.hidden.decomposable import Posterior, decomposable
from safecount.hidden.estimating import Band, Estimate, Interval, Refusal, estimate
from safecount.hidden.latent import LatentClass, latent_class
from safecount.hidden.linkage import corrected
from safecount.hidden.lists import Overlaps
from safecount.hidden.loglinear import ModelFit, ModelTable, fit_models, main_effects
from safecount.hidden.models import hierarchical_models
from safecount.hidden.profile import Profile, model_profile
from safecount.hidden.reporting import ReportCard, report_card
from safecount.hidden.sentences import Language, card_sentence, number, sentence
from safecount.hidden.sparse import Stepwise, has_estimate, stepwise

__all__ = [
    "Band",
    "Bootstrap",
    "CaptureFit",
    "Coverage",
    "Estimate",
    "Interval",
    "Language",
    "LatentClass",
    "LowerBound",
    "ModelFit",
    "ModelTable",
    "Overlaps",
    "Posterior",
    "Profile",
    "Refusal",
    "ReportCard",
    "Stepwise",
    "bootstrap",
    "capture_model",
    "capture_profile",
    "card_sentence",
    "chao",
    "corrected",
    "decomposable",
    "estimate",
    "fit_models",
    "has_estimate",
    "hierarchical_models",
    "latent_class",
    "lower_bound",
    "main_effects",
    "model_profile",
    "number",
    "report_card",
    "sample_coverage",
    "sentence",
    "stepwise",
]
