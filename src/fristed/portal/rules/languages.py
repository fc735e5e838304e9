"""Languages a page may be in beside those of the house."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Language:
    """name: what its readers call it"""

    code: str
    name: str
    is_right_to_left: bool = False

    @property
    def direction(self) -> str:
        return "rtl" if self.is_right_to_left else "ltr"


ALL = (
    Language("nb", "Bokmål"),
    Language("nn", "Nynorsk"),
    Language("en", "English"),
    Language("ar", "العربية", is_right_to_left=True),
    Language("so", "Soomaali"),
    Language("ur", "اردو", is_right_to_left=True),
    Language("fa", "فارسی / دری", is_right_to_left=True),
    Language("ps", "پښتو", is_right_to_left=True),
    Language("ckb", "کوردیی ناوەندی", is_right_to_left=True),
    Language("kmr", "Kurmancî"),
    Language("tr", "Türkçe"),
    Language("ti", "ትግርኛ"),
)
BY_CODE = {language.code: language for language in ALL}
