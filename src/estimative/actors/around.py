"""More of the text than the phrase itself: read only when a name has to be told apart."""

from collections.abc import Sequence
from functools import cached_property

from .words import plain


class Around:
    """`word in around`: whether the plain text holds a word or phrase; spaces before commas do not count."""

    def __init__(self, parts: Sequence[str], context: str) -> None:
        self._parts, self._context = parts, context

    @cached_property
    def text(self) -> str:
        return plain(" ".join(self._parts) + "\n" + self._context).replace(" ,", ",")

    @cached_property
    def loose(self) -> str:
        """The text with hyphens as spaces, each run of blanks one: for names of persons."""
        return " ".join(self.text.replace("-", " ").replace("'s", " 's").split())

    def __contains__(self, word: str) -> bool:
        return word in self.text

    def has_name(self, name: str) -> bool:
        """
        >>> Around(["Bashar", "al", "-", "Assad", "left"], "").has_name("Bashar al-Assad")
        True
        """
        return " ".join(plain(name).replace("-", " ").split()) in self.loose
