"""Whether a question matters where an answer is open: by what is usual for the space."""

from advisor.engine.spaces import SPACES
from advisor.questions.question_types import UNSURE, Given, When


def lies(name: str, *values: str) -> When:
    """Whether ``above`` or ``below`` is one of ``values``, told or usual for the space."""

    def asked(given: Given) -> bool:
        told, space = given.get(name, ""), SPACES.get(given.get("space", ""))
        if told in ("", UNSURE) or given.get("space") == "basement":
            told = getattr(space, name) if space else ""
        return told in values

    return asked
