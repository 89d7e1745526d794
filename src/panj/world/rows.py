"""The rows of the tables: what each column is. The file of a table and its key are in `TABLES`."""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

Id = Annotated[str, Meta(pattern=r"^[a-z0-9][a-z0-9:/.\-]*$", max_length=80)]
MaybeId = Annotated[str, Meta(pattern=r"^([a-z0-9][a-z0-9:/.\-]*)?$", max_length=80)]
Day = Annotated[str, Meta(pattern=r"^(\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?)?$")]
Words = Annotated[str, Meta(min_length=1, max_length=200)]
Text = Annotated[str, Meta(max_length=600)]
Qid = Annotated[str, Meta(pattern=r"^(Q\d+)?$")]


class Row(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True, gc=False):
    """One line of one table."""


class SourceRow(Row, frozen=True, kw_only=True, gc=False):
    """Where a fact is from. `tier`: 1 legal text or court, 2 official site, 3 data set, 4 news."""

    id: Id
    title: Words
    publisher: Words
    url: Text = ""
    tier: Annotated[int, Meta(ge=1, le=4)]
    lang: str = "en"
    published: Day = ""


StateKind = Literal["state", "territory", "region", "disputed", "former"]


class StateRow(Row, frozen=True, kw_only=True, gc=False):
    """A state or territory. `adjective` is the usual one; `claimed_by` the state that others hold it to belong to."""

    id: Id
    name: Words
    adjective: Text = ""
    kind: StateKind
    iso3: Annotated[str, Meta(pattern=r"^([A-Z]{3})?$")] = ""
    qid: Qid = ""
    claimed_by: MaybeId = ""
    start: Day = ""
    end: Day = ""


OrgKind = Literal[
    "agency",
    "alliance",
    "armed-group",
    "base",
    "bloc",
    "coalition",
    "company",
    "court",
    "government",
    "igo",
    "legislature",
    "military",
    "ministry",
    "mission",
    "ngo",
    "organ",
    "outlet",
    "party",
    "university",
]


class OrgRow(Row, frozen=True, kw_only=True, gc=False):
    """An organisation. `country` is whose it is (not where it is), `parent` what it is a part of."""

    id: Id
    name: Words
    kind: OrgKind
    country: MaybeId = ""
    parent: MaybeId = ""
    sector: Annotated[str, Meta(pattern=r"^([A-Z]{3}(\+[A-Z]{3})?)?$")] = ""
    qid: Qid = ""
    start: Day = ""
    end: Day = ""


class PersonRow(Row, frozen=True, kw_only=True, gc=False):
    """A holder of public office; nothing private."""

    id: Id
    name: Words
    country: MaybeId = ""
    qid: Qid = ""


NameKind = Literal[
    "name",
    "alias",
    "abbr",
    "adjective",
    "person-singular",
    "person-plural",
    "metonym",
    "shared-capital",
    "surname",
]
Case = Literal["proper", "exact", "any"]


class NameRow(Row, frozen=True, kw_only=True, gc=False):
    """A further name of an entity. A metonym is a seat that stands for its government; a capital that shares its name
    with larger or as well known places ("Victoria") does so only in a text that names the state otherwise.

    `case`: proper begins with a capital, exact is written so and no other way ("US" is not "us"), any is any.
    """

    entity: Id
    name: Words
    kind: NameKind
    case: Case = "proper"
    start: Day = ""
    end: Day = ""


class ElsewhereRow(Row, frozen=True, kw_only=True, gc=False):
    """A longer name that holds one of an entity's and is not it ("New Mexico", "South America")."""

    name: Words


class OfficeRow(Row, frozen=True, kw_only=True, gc=False):
    """A kind of office; `ru/foreign-minister` is Russia's. `single`: one holder at a time."""

    id: Id
    title: Words
    sector: Annotated[str, Meta(pattern=r"^[A-Z]{3}(\+[A-Z]{3})?$")]
    single: bool = True


class TitleRow(Row, frozen=True, kw_only=True, gc=False):
    """Words for a kind of office, in one state or organisation or (blank) in any."""

    office: Id
    title: Words
    country: MaybeId = ""


class RoleRow(Row, frozen=True, kw_only=True, gc=False):
    """A noun for people or bodies, the sector that it puts them in, and the body of a state that it stands for."""

    role: Words
    sector: Annotated[str, Meta(pattern=r"^([A-Z]{3}(\+[A-Z]{3})?)?$")] = ""
    body: MaybeId = ""


class Fact(Row, frozen=True, kw_only=True, gc=False):
    """A sourced and dated row; blank `end` means: still so on `checked`."""

    start: Day = ""
    end: Day = ""
    source: Id
    checked: Day = ""


class TenureRow(Fact, frozen=True, kw_only=True, gc=False):
    """A person in an office."""

    person: Id
    office: Id
    status: Literal["full", "acting", "disputed", "nominee"] = "full"


MemberStatus = Literal["member", "observer", "partner", "candidate", "suspended", "withdrawn", "frozen", "party"]


class MemberRow(Fact, frozen=True, kw_only=True, gc=False):
    """A state in an organisation, or a party to a treaty. `disputed`: another row says otherwise for the same days."""

    party: Id
    org: Id
    status: MemberStatus = "member"
    said_by: MaybeId = ""
    disputed: bool = False


class TreatyRow(Row, frozen=True, kw_only=True, gc=False):
    """A treaty; `org` is the organisation that it founds or binds, `amends` the treaty that it changes."""

    id: Id
    name: Words
    org: MaybeId = ""
    signed: Day = ""
    in_force: Day = ""
    expires: Day = ""
    amends: MaybeId = ""
    source: Id
    checked: Day = ""


Duty = Literal[
    "consult",
    "assist",
    "defend",
    "neutral",
    "nonaggression",
    "no-rival-bloc",
    "report-unsc",
    "host-forces",
    "cooperate",
]


class DutyRow(Fact, frozen=True, kw_only=True, gc=False):
    """What an article binds its parties to, in our own words: on what trigger, by what means, and who decides."""

    treaty: Id
    article: Words
    duty: Duty
    trigger: Text = ""
    on_request: bool | None = None
    means: Text = ""
    decided_by: Text = ""
    scope: Text = ""
    summary: Text


class DecisionRow(Row, frozen=True, kw_only=True, gc=False):
    """What an organisation decided, for whom, and by when it was due."""

    id: Id
    org: Id
    name: Words
    adopted: Day
    due: Day = ""
    beneficiary: MaybeId = ""
    summary: Text
    outcome: Text = ""
    source: Id
    outcome_source: MaybeId = ""
    checked: Day = ""


class BorderRow(Row, frozen=True, kw_only=True, gc=False):
    """How long a border is, as one source says; `a` < `b`. `part`: total, river, land or lake."""

    a: Id
    b: Id
    km: float | None = None
    part: Literal["total", "river", "land", "lake"] = "total"
    year: Day = ""
    source: Id


class DesignationRow(Fact, frozen=True, kw_only=True, gc=False):
    """A state's or body's legal label on an entity; it binds only under that authority."""

    entity: Id
    by: Id
    list: Words
    act: Text = ""
    kind: Literal["terrorist", "extremist", "sanctions", "undesirable", "foreign-agent", "banned"]
    status: Literal["in-force", "suspended", "lifted"] = "in-force"


class OutletRow(Fact, frozen=True, kw_only=True, gc=False):
    """Who owns and controls a news outlet; no judgement of its reporting.

    `control` follows the State Media Monitor's types: SC state-controlled, CaPu captured public, CaPr captured
    private, ISFM independent state-funded and state-managed, ISF independent state-funded, ISM independent
    state-managed, IP independent public; and `private`.
    """

    org: Id
    domain: Text = ""
    owner: Text = ""
    control: Literal["SC", "CaPu", "CaPr", "ISFM", "ISF", "ISM", "IP", "private"]
    note: Text = ""


class BaseRow(Fact, frozen=True, kw_only=True, gc=False):
    """A military base, the state that hosts it and the treaty that allows it; `sole`: the owner's only one there."""

    org: Id
    host: Id
    sole: bool = False
    treaty: MaybeId = ""


class CodeRow(Row, frozen=True, kw_only=True, gc=False):
    """An actor code that does not follow from kind, country and sector."""

    entity: Id
    scheme: Literal["plover", "cameo"]
    code: Annotated[str, Meta(pattern=r"^[A-Z0-9/+\-]+$")]
    start: Day = ""
    end: Day = ""


TABLES: dict[str, type[Row]] = {
    "sources": SourceRow,
    "states": StateRow,
    "orgs": OrgRow,
    "people": PersonRow,
    "names": NameRow,
    "elsewhere": ElsewhereRow,
    "offices": OfficeRow,
    "titles": TitleRow,
    "roles": RoleRow,
    "tenures": TenureRow,
    "treaties": TreatyRow,
    "members": MemberRow,
    "duties": DutyRow,
    "decisions": DecisionRow,
    "borders": BorderRow,
    "designations": DesignationRow,
    "outlets": OutletRow,
    "bases": BaseRow,
    "codes": CodeRow,
}
