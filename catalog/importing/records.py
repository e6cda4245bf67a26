"""A unit as a source describes it, before it meets the database."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import astuple, dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from django_stubs_ext import StrOrPromise

from catalog.importing.number_set import Numbers
from catalog.importing.reading import KindOf, Row, Table
from catalog.importing.reconcile import RULES
from catalog.merging import Statement


@dataclass(frozen=True, kw_only=True, slots=True)
class Published(Statement):
    """One published figure with what belongs to it; ``source_id`` is the text of the source."""

    source_date: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class ImportedPrice:
    kind: str
    low: Decimal  # [USD]
    high: Decimal  # [USD]
    observed_on: date
    retailer: str
    link: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Unit:
    """One system: identity, published figures, prices seen."""

    slug: str
    brand: str
    type: str
    model_number: str
    series: str = ""
    indoor_model: str = ""
    outdoor_model: str = ""
    single_zone: bool = True
    keep_draft: str = ""  # why it must not go live
    replaced_by: str = ""  # slug
    notes: str = ""
    figures: tuple[Published, ...] = ()
    prices: tuple[ImportedPrice, ...] = ()

    @property
    def checksum(self) -> str:
        return sha256(f"{RULES} {astuple(self)!r}".encode()).hexdigest()


class Origin(NamedTuple):
    """What our own table says of where a figure is from; blank: nothing."""

    source: str = ""
    date: str = ""
    rights: str = ""

    def differs_from(self, standing: Published | None) -> bool:
        """Whether it says anything that the figure in use does not say."""
        if standing is None:
            return any(self)
        there = (str(standing.source_id).strip(), standing.source_date, standing.rights)
        return any(said and said != known for said, known in zip(self, there, strict=True))


@dataclass(frozen=True, kw_only=True, slots=True)
class ImportedRow:
    """A unit from one row of a file."""

    line: int
    unit: Unit
    status: str = ""  # as the row asks for it
    heat_pump_id: int = 0  # of the catalog's unit, where that is known already
    lifts: str = ""  # a reason to stay a draft that the row does away with
    origins: Mapping[str, Origin] = field(default_factory=dict)  # of the figures of our own table
    blank: tuple[str, ...] = ()  # columns of our own table whose cell is empty


@dataclass(frozen=True, kw_only=True, slots=True)
class Problem:
    """Something about one row, in a sentence for admins; with an error the row is left out."""

    line: int
    column: str  # as the file titles it
    message: str
    is_error: bool = True


@dataclass(kw_only=True)
class Log:
    """What is noted while a file is read: problems row by row, and what was left out on purpose."""

    titles: dict[str, str]  # key of a column → its title in the file
    today: date
    file_name: str
    problems: list[Problem] = field(default_factory=list)
    dropped: Counter[str] = field(default_factory=Counter)  # reason → rows
    # Type of unit → all model numbers that the file names, those of rows with errors included.
    named: dict[str, Numbers] = field(default_factory=lambda: defaultdict(Numbers))

    def error(self, line: int, key: str, message: str) -> None:
        self.problems.append(Problem(line=line, column=self.titles.get(key, key), message=message))

    def note(self, line: int, key: str, message: str) -> None:
        self.problems.append(
            Problem(line=line, column=self.titles.get(key, key), message=message, is_error=False)
        )


@dataclass(frozen=True, kw_only=True)
class Format:
    """How one kind of file is read."""

    code: str
    label: StrOrPromise
    required: tuple[str, ...]  # keys of columns without which it is another table
    parse: Callable[[Row, Log], ImportedRow | None]  # nothing: left out, the log says why
    # How the file is opened where it is no plain table.
    open: Callable[[Path], Table] | None = None
    # What the file says as a whole, when all of its rows are read.
    whole: Callable[[list[ImportedRow], Log, bool], list[ImportedRow]] | None = None
    url: str = ""  # where its figures are published
    sheet: str = ""
    # Of a table that people make in an office program: how the cells of a column are read.
    kind_of: KindOf | None = None
    ours: bool = False  # names, series and notes are the file's to say
    creates: bool = True  # a row about no known unit makes one
    uploaded: bool = True  # people bring such files; others are read by us
    dated_again_after: timedelta = timedelta(days=7)  # a sale status that is seen again


@dataclass(frozen=True, kw_only=True, slots=True)
class SeedCatalog:
    """The contents of one file, or set of files."""

    units: tuple[Unit, ...]
    source_urls: dict[str, str]  # text of the source → its address, where it has one
    checksum: str  # of the files themselves
    accepted: tuple[tuple[str, str, str], ...] = ()  # slug, key of a warning, why it is right
