"""What the model said that was not taken, and why: kept, so that nothing is dropped silently."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Refusal:
    """`sentence` is an id of the document; `said` the model's own words (or the text's, for a sentence withheld
    from the model); `why` the reason."""

    document: str
    sentence: str
    said: str
    why: str

    def __str__(self) -> str:
        return f"{self.document}/{self.sentence}: {self.why}: {self.said!r}"
