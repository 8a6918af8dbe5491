"""A coder by language model, optional (`estimative[llm]`). What the model proposes is checked against the text."""

from .cache import Cache
from .coder import LlmCoder
from .endpoint import Endpoint, Usage
from .refusals import Refusal

__all__ = ["Cache", "Endpoint", "LlmCoder", "Refusal", "Usage"]
