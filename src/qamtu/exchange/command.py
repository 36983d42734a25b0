"""`qamtu import`: a file taken in from the terminal."""

from collections.abc import Callable
from itertools import chain, count
from pathlib import Path

from click import ClickException, format_filename
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from qamtu.accounts.models import Office, Role, User
from qamtu.accounts.permissions import can_allocate, can_import
from qamtu.exchange.importing import import_list
from qamtu.exchange.kinds import TREASURY, UnknownKind, all_kinds, kind_of
from qamtu.exchange.summary import summary
from qamtu.exchange.workbook import WorkbookError
from qamtu.trilingual import Language, Names

NO_KIND = Names(
    "«{asked}» деген тізім түрі жоқ; бары: {known}",
    "нет вида списка «{asked}»; есть: {known}",
    "no kind of list «{asked}»; there are: {known}",
)
NO_STAFF = Names(
    "бұл бөлімде тізім енгізе алатын қызметкер жоқ; басшыны не маманды тіркеңіз",
    "в этом отделе нет сотрудника, который может вносить списки; заведите руководителя или"
    " специалиста",
    "the office has no member of staff who may import; add a head or a specialist",
)
NOT_ALLOWED = Names(
    "«{asked}» деген, тізім енгізе алатын қызметкер бұл бөлімде жоқ",
    "в этом отделе нет сотрудника «{asked}», который может вносить списки",
    "the office has no member of staff «{asked}» who may import",
)
UNWRITABLE = Names(
    "қате файлын жазу мүмкін емес: {path}",
    "не удаётся записать файл ошибок: {path}",
    "the error workbook can not be written: {path}",
)


SAME_FILE = Names(
    "қате файлы тізімнің өзі болмасын: {path}",
    "файл ошибок не может быть самим списком: {path}",
    "the error workbook can not be the list itself: {path}",
)


class ListRefusedError(ClickException):
    """Nothing of a list could be taken in: another exit code than when rows come back."""

    exit_code = 2


class ImportRefused(Exception):
    """Nothing of the file can be taken in; the text says why in one sentence."""


def take_in_file(
    *,
    path: Path,
    kind_code: str,
    office: Office,
    username: str | None,
    is_dry: bool,
    errors: Path | None,
    lang: Language,
    say: Callable[[str], None],
) -> int:
    """Import, print the summary, write the error workbook; how many rows came back.

    Rows that came back from a real import are always written: beside the list if no file is named.
    """
    try:
        kind = kind_of(kind_code)
    except UnknownKind:
        known = ", ".join([*all_kinds(), TREASURY])
        raise ImportRefused(NO_KIND[lang].format(asked=kind_code, known=known)) from None
    may = can_allocate if kind.code == TREASURY else can_import
    by = _staff(office, username, lang, may)
    if errors is not None:
        _check(errors, path, lang)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    try:
        with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
            task = progress.add_task(path.name, total=None)
            result = import_list(
                path=path,
                kind=kind,
                office=office,
                by=by,
                is_dry=is_dry,
                advance=lambda rows: progress.update(task, advance=rows),
            )
    except WorkbookError as error:
        raise ImportRefused(error.sentence(lang)) from None
    for line in summary(result, lang):
        say(line)
    if errors is None and not is_dry:
        errors = _beside(path)
    if errors is not None and result.rejected:
        try:
            result.write_errors(errors, lang)
        except OSError:
            raise ImportRefused(UNWRITABLE[lang].format(path=errors)) from None
        say(format_filename(errors))
    return len(result.rejected)


def _check(errors: Path, path: Path, lang: Language) -> None:
    if not errors.absolute().parent.is_dir():
        raise ImportRefused(UNWRITABLE[lang].format(path=errors))
    if errors.exists() and path.exists() and errors.samefile(path):
        raise ImportRefused(SAME_FILE[lang].format(path=errors))


def _beside(path: Path) -> Path:
    """A name that no file has: the workbook of an earlier import may be half mended."""
    endings = chain([""], (f"-{number}" for number in count(2)))
    names = (path.with_name(f"{path.stem}-errors{ending}.xlsx") for ending in endings)
    return next(name for name in names if not name.exists())


def _staff(
    office: Office, username: str | None, lang: Language, may: Callable[[User], bool]
) -> User:
    staff = User.objects.filter(office=office, is_active=True).order_by("pk")
    if username is not None:
        for user in staff.filter(username=username):
            if may(user):
                return user
        raise ImportRefused(NOT_ALLOWED[lang].format(asked=username))
    able = [user for user in staff if may(user)]
    if not able:
        raise ImportRefused(NO_STAFF[lang])
    return min(able, key=lambda user: user.role != Role.HEAD)
