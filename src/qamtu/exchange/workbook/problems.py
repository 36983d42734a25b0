"""What is wrong with a file or a row, where, and what to do: a code, and its sentences.

`{column}` is the header as the sheet has it, `{value}` what stands in the cell.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from qamtu.trilingual import Language, Names

VALUE_SHOWN = 80


@dataclass(frozen=True, slots=True)
class Problem:
    """A code, not a sentence. No key: the problem is the whole row's or the whole file's."""

    code: str
    key: str | None = None
    value: str = ""


class WorkbookError(Exception):
    """The file cannot be read as a list at all."""

    def __init__(self, code: str, value: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.value = value

    def sentence(self, lang: Language) -> str:
        return sentence(Problem(self.code, None, self.value), lang)


def sentence(
    problem: Problem, lang: Language, *, column: str = "", more: Mapping[str, Names] | None = None
) -> str:
    """The problem in words. `more` has the sentences of codes that other domains' checks return."""
    names = (more or {}).get(problem.code) or SENTENCES.get(problem.code) or UNKNOWN
    value = problem.value
    if len(value) > VALUE_SHOWN:
        value = value[: VALUE_SHOWN - 1] + "…"
    return names[lang].format(column=column or problem.key or "", value=value, code=problem.code)


UNKNOWN = Names(
    "«{column}»: «{value}» жарамайды ({code}). Ұяшықты тексеріп, түзетіңіз.",
    "«{column}»: значение «{value}» не подходит ({code}). Проверьте и исправьте ячейку.",
    "“{column}”: “{value}” cannot be taken ({code}). Check and mend the cell.",
)

SENTENCES: Mapping[str, Names] = {
    # the file
    "file-missing": Names(
        "Файл табылмады: {value}. Жолын тексеріңіз.",
        "Файл не найден: {value}. Проверьте путь.",
        "No such file: {value}. Check the path.",
    ),
    "file-empty": Names(
        "Файл бос. Дұрыс файлды таңдаңыз.",
        "Файл пуст. Выберите нужный файл.",
        "The file is empty. Choose the right file.",
    ),
    "file-encrypted": Names(
        "Файл құпиясөзбен қорғалған. Excel-де құпиясөзді алып тастап, қайта сақтаңыз.",
        "Файл защищён паролем. Снимите пароль в Excel и сохраните заново.",
        "The file is locked by a password. Remove the password in Excel and save it again.",
    ),
    "file-html": Names(
        "Бұл — кесте емес, веб-бет (HTML). Excel-де ашып, «.xlsx» түрінде сақтаңыз.",
        "Это не таблица, а веб-страница (HTML). Откройте её в Excel и сохраните как «.xlsx».",
        "This is a web page (HTML), not a workbook. Open it in Excel and save it as .xlsx.",
    ),
    "file-xml": Names(
        "Бұл — «XML кестесі». Excel-де ашып, «.xlsx» түрінде сақтаңыз.",
        "Это «Таблица XML». Откройте её в Excel и сохраните как «.xlsx».",
        "This is an “XML Spreadsheet”. Open it in Excel and save it as .xlsx.",
    ),
    "file-not-a-table": Names(
        "Бұл файл кесте емес. xlsx, xls, ods немесе csv керек.",
        "Этот файл не таблица. Нужен xlsx, xls, ods или csv.",
        "This file is not a table. An xlsx, xls, ods or csv is needed.",
    ),
    "file-damaged": Names(
        "Файл бүлінген, оқылмайды. Excel-де ашып, қайта сақтаңыз немесе қайта сұратыңыз.",
        "Файл повреждён и не читается. Откройте и пересохраните его в Excel или запросите снова.",
        "The file is damaged. Open it in Excel and save it again, or ask for it anew.",
    ),
    "file-too-large": Names(
        "Файл тым үлкен немесе парақтың шетінде артық ұяшық бар. Оны бірнеше файлға бөліңіз.",
        "Файл слишком велик, или на краю листа есть лишняя ячейка. Разделите его на несколько.",
        "The file is too large, or a stray cell stands at the sheet's far edge. Split it.",
    ),
    "sheet-empty": Names(
        "Ешбір парақта жазу жоқ. Дұрыс файлды таңдаңыз.",
        "Ни на одном листе нет записей. Выберите нужный файл.",
        "No sheet has anything written on it. Choose the right file.",
    ),
    "header-unknown": Names(
        "Таныс баған атауы табылмады. Кестенің тақырып жолын тексеріңіз.",
        "Не найдено ни одного знакомого заголовка. Проверьте строку заголовков таблицы.",
        "No known header was found. Check the table's header row.",
    ),
    # the header
    "header-missing": Names(
        "Міндетті «{column}» бағаны жоқ. Бағанды қосыңыз немесе атауын түзетіңіз.",
        "Нет обязательного столбца «{column}». Добавьте его или исправьте заголовок.",
        "The required column “{column}” is missing. Add it or mend its header.",
    ),
    "header-ambiguous": Names(
        "«{value}» тақырыбын бірнеше бағанға жатқызуға болады. Атауын нақтылаңыз.",
        "Заголовок «{value}» можно понять по-разному. Уточните его.",
        "The header “{value}” may mean several columns. Make it precise.",
    ),
    # the row
    "value-missing": Names(
        "«{column}» толтырылмаған. Мәнін жазыңыз.",
        "Не заполнено «{column}». Впишите значение.",
        "“{column}” is not filled in. Enter it.",
    ),
    "formula-failed": Names(
        "«{column}»: формула есептелмеген, ұяшықта «{value}» тұр. Мәннің өзін жазыңыз.",
        "«{column}»: формула не вычислена, в ячейке «{value}». Впишите само значение.",
        "“{column}”: a formula failed, the cell says “{value}”. Enter the value itself.",
    ),
    "row-too-wide": Names(
        "Жолда бағандардан көп ұяшық бар: «{value}». Артық бөлгішті алып тастаңыз.",
        "В строке больше ячеек, чем столбцов: «{value}». Уберите лишний разделитель.",
        "The row has more cells than there are columns: “{value}”. Remove the extra separator.",
    ),
    "iin-length": Names(
        "«{column}»: «{value}» — 12 цифр емес. ЖСН-ді құжаттан көшіріңіз.",
        "«{column}»: «{value}» — не 12 цифр. Перепишите ИИН из документа.",
        "“{column}”: “{value}” is not 12 digits. Copy the IIN from the document.",
    ),
    "iin-date": Names(
        "«{column}»: «{value}» нөміріндегі туған күн мүмкін емес. Құжатпен салыстырыңыз.",
        "«{column}»: в номере «{value}» невозможная дата рождения. Сверьте с документом.",
        "“{column}”: the birth date within “{value}” is impossible. Compare with the document.",
    ),
    "iin-century": Names(
        "«{column}»: «{value}» нөмірінің жетінші цифры 1–6 болуы керек. Құжатпен салыстырыңыз.",
        "«{column}»: седьмая цифра номера «{value}» должна быть от 1 до 6. Сверьте с документом.",
        "“{column}”: the seventh digit of “{value}” must be 1 to 6. Compare with the document.",
    ),
    "iin-control": Names(
        "«{column}»: «{value}» нөмірінің бақылау цифры сәйкес емес. Құжатпен салыстырыңыз.",
        "«{column}»: контрольная цифра номера «{value}» не сходится. Сверьте с документом.",
        "“{column}”: the control digit of “{value}” does not agree. Compare with the document.",
    ),
    "bin-length": Names(
        "«{column}»: «{value}» — 12 цифр емес. БСН-ді құжаттан көшіріңіз.",
        "«{column}»: «{value}» — не 12 цифр. Перепишите БИН из документа.",
        "“{column}”: “{value}” is not 12 digits. Copy the BIN from the document.",
    ),
    "bin-structure": Names(
        "«{column}»: «{value}» — БСН емес (5-цифры 4–6 болуы керек). ЖСН жазылмаған ба?",
        "«{column}»: «{value}» — не БИН (5-я цифра должна быть 4–6). Не вписан ли ИИН?",
        "“{column}”: “{value}” is no BIN (its 5th digit must be 4 to 6). Is it an IIN?",
    ),
    "bin-control": Names(
        "«{column}»: «{value}» нөмірінің бақылау цифры сәйкес емес. Құжатпен салыстырыңыз.",
        "«{column}»: контрольная цифра номера «{value}» не сходится. Сверьте с документом.",
        "“{column}”: the control digit of “{value}” does not agree. Compare with the document.",
    ),
    "number-rounded": Names(
        "«{column}»: Excel «{value}» деп қысқартып, цифрларын жоғалтқан. Мәтін етіп қайта жазыңыз.",
        "«{column}»: Excel сократил число до «{value}», цифры потеряны. Впишите его как текст.",
        "“{column}”: Excel cut it to “{value}” and lost digits. Enter it again as text.",
    ),
    "date-unreadable": Names(
        "«{column}»: «{value}» — күн емес. 15.11.2021 түрінде жазыңыз.",
        "«{column}»: «{value}» — не дата. Запишите в виде 15.11.2021.",
        "“{column}”: “{value}” is not a date. Write it as 15.11.2021.",
    ),
    "date-year-only": Names(
        "«{column}»: «{value}» — тек жыл. Күнін толық жазыңыз: 15.11.2021.",
        "«{column}»: «{value}» — только год. Впишите дату полностью: 15.11.2021.",
        "“{column}”: “{value}” is only a year. Write the whole date: 15.11.2021.",
    ),
    "date-order": Names(
        "«{column}»: «{value}» күнінде ай алда тұр. Күні бірінші: 15.11.2021.",
        "«{column}»: в дате «{value}» месяц стоит первым. Сначала день: 15.11.2021.",
        "“{column}”: “{value}” has the month first. The day comes first: 15.11.2021.",
    ),
    "date-impossible": Names(
        "«{column}»: «{value}» деген күн жоқ. Құжатпен салыстырыңыз.",
        "«{column}»: дня «{value}» не бывает. Сверьте с документом.",
        "“{column}”: there is no such day as “{value}”. Compare with the document.",
    ),
    "date-implausible": Names(
        "«{column}»: «{value}» — жылы шындыққа келмейді. Құжатпен салыстырыңыз.",
        "«{column}»: «{value}» — неправдоподобный год. Сверьте с документом.",
        "“{column}”: the year of “{value}” is not plausible. Compare with the document.",
    ),
    "integer-unreadable": Names(
        "«{column}»: «{value}» — бүтін сан емес. Тек цифрмен жазыңыз.",
        "«{column}»: «{value}» — не целое число. Запишите только цифрами.",
        "“{column}”: “{value}” is not a whole number. Write it in digits only.",
    ),
    "money-unreadable": Names(
        "«{column}»: «{value}» — сома емес. 1234567,50 түрінде жазыңыз.",
        "«{column}»: «{value}» — не сумма. Запишите в виде 1234567,50.",
        "“{column}”: “{value}” is not an amount. Write it as 1234567,50.",
    ),
    "money-unclear": Names(
        "«{column}»: «{value}» сомасын екі түрлі оқуға болады. 1234,50 түрінде жазыңыз.",
        "«{column}»: сумму «{value}» можно прочесть двояко. Запишите в виде 1234,50.",
        "“{column}”: “{value}” can be read in two ways. Write it as 1234,50.",
    ),
    "money-precision": Names(
        "«{column}»: «{value}» — тиыннан да ұсақ. Тиынға дейін дөңгелектеңіз.",
        "«{column}»: «{value}» — мельче тиына. Округлите до тиына.",
        "“{column}”: “{value}” is finer than a tiyn. Round it to the tiyn.",
    ),
    "phone-unreadable": Names(
        "«{column}»: «{value}» — телефон нөмірі емес. Тек нөмірді жазыңыз.",
        "«{column}»: «{value}» — не номер телефона. Оставьте только номер.",
        "“{column}”: “{value}” is not a telephone number. Leave the number only.",
    ),
    "phone-length": Names(
        "«{column}»: «{value}» нөмірінде 10 цифр емес. Коды бар нөмірді жазыңыз: 8 701 123 45 67.",
        "«{column}»: в номере «{value}» не 10 цифр. Впишите с кодом: 8 701 123 45 67.",
        "“{column}”: “{value}” has not 10 digits. Write it with its code: 8 701 123 45 67.",
    ),
    "sex-unreadable": Names(
        "«{column}»: «{value}» түсініксіз. «ер» немесе «әйел» деп жазыңыз.",
        "«{column}»: «{value}» непонятно. Напишите «муж» или «жен».",
        "“{column}”: “{value}” is not understood. Write “male” or “female”.",
    ),
    "name-unreadable": Names(
        "«{column}»: «{value}» — аты-жөні емес. Әріппен жазыңыз.",
        "«{column}»: «{value}» — не имя. Запишите буквами.",
        "“{column}”: “{value}” is not a name. Write it in letters.",
    ),
    "name-brackets": Names(
        "«{column}»: «{value}» ішінде жақша бар. Тек қазіргі аты-жөнін қалдырыңыз.",
        "«{column}»: в «{value}» есть скобки. Оставьте только нынешние фамилию, имя и отчество.",
        "“{column}”: “{value}” has brackets. Leave the present name only.",
    ),
    # why a row was skipped
    "skipped-blank": Names("бос жол", "пустая строка", "blank row"),
    "skipped-total": Names("жиынтық жол", "строка итога", "total row"),
    "skipped-section": Names("бөлім тақырыбы", "заголовок раздела", "section heading"),
    "skipped-header": Names("қайталанған тақырып", "повтор заголовка", "repeated header"),
    "skipped-numbering": Names("бағандар нөмірі", "нумерация столбцов", "column numbers"),
}
