"""Which steps and questions apply to the answers so far, and what comes next."""

from advisor.engine.spaces import SPACES
from advisor.engine.unit_types import RECORD_OF
from advisor.questions.definitions import NUMBERS, QUESTIONS, STEPS
from advisor.questions.question_types import Given, Question, Step


def steps_for(given: Given) -> tuple[Step, ...]:
    """The steps that apply to these answers, in order: the room, and in a sunroom or porch its
    windows next, because its load may be anything until the share of glass is known."""
    space = SPACES.get(given.get("space", ""))
    first = ("room", "windows") if space and space.glass_room else ("room",)
    steps = [step for step in STEPS if step.asked_when(given) and asked_questions(step, given)]
    return tuple(sorted(steps, key=lambda step: step.key not in first))


OPENING = ("window_type", "window_width", "power")
"""What a window unit needs before anything else: the clear opening, and an outlet."""


def asked_questions(step: Step, given: Given) -> tuple[Question, ...]:
    """The questions of a step that apply to these answers, in order; where only window units are
    looked at, the opening comes first."""
    asked = [QUESTIONS[name] for name in step.fields if QUESTIONS[name].asked_when(given)]
    first = OPENING if _is_for_a_window(given) else ()
    return tuple(sorted(asked, key=lambda each: not (each.name in first or each.leads_when(given))))


def _is_for_a_window(given: Given) -> bool:
    kinds = [kind for kind in given.get("type", "").split(",") if kind in RECORD_OF]
    return bool(kinds) and all(RECORD_OF[kind].in_window for kind in kinds)


def step_by_key(key: str) -> Step | None:
    return next((step for step in (*STEPS, NUMBERS) if step.key == key), None)


def next_step(given: Given, *, after: str) -> Step | None:
    """The step that follows the one with this key; ``None`` after the last."""
    steps = steps_for(given)
    keys = [step.key for step in steps]
    if after not in keys:
        return None
    position = keys.index(after) + 1
    return steps[position] if position < len(steps) else None


def first_open_step(given: Given) -> Step | None:
    """Where an address without a place in the conversation begins: the first step with a required
    answer missing, else the first of which nothing is answered; ``None`` when all were seen."""
    for step in steps_for(given):
        questions = asked_questions(step, given)
        answered = [question for question in questions if given.get(question.name)]
        if not answered or any(q.required and q not in answered for q in questions):
            return step
    return None
