"""Frozen records with some of their fields changed."""

from typing import Any, ClassVar, Protocol, TypeVar


class _Dataclass(Protocol):
    __dataclass_fields__: ClassVar[dict[str, Any]]


Record = TypeVar("Record", bound=_Dataclass)


def changed(record: Record, /, **differing: Any) -> Record:
    """As ``dataclasses.replace`` makes it, in a tenth of the time: for records of dozens of fields
    of which every room makes its own. What a record computed of itself stays behind.

    Raises ``TypeError`` for a field that the record does not have.
    """
    kind = type(record)
    made = object.__new__(kind)
    own = made.__dict__
    own.update(record.__dict__)
    own.update(differing)
    names = kind.__dataclass_fields__
    if len(own) > len(names):
        if unknown := differing.keys() - names.keys():
            raise TypeError(f"No fields of {kind.__name__}: {', '.join(sorted(unknown))}")
        for computed in own.keys() - names.keys():
            del own[computed]
    return made
