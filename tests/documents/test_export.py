"""A sheet that is given out runs nothing in the program that opens it."""

from __future__ import annotations

import csv
import io
import re
import zipfile

import pytest

from bot.agreements.agreement import Agreement, Evidence, Owner, Party
from bot.agreements.text import Text
from bot.catalogue.columns import FORMULA_STARTS
from bot.documents.export import Form, export
from bot.search.vocabulary import Vocabulary
from tests.conftest import NOW

RUN = "1+1", "cmd|' /C calc'!A0", 'HYPERLINK("https://example.org")', "SUM(A1)"


def made_to_run(sign: str, form: Form, vocabulary: Vocabulary) -> bytes:
    """Return the export of records whose every text begins like a formula."""
    records = [
        Agreement(
            f"X-{number}",
            Text(sign + text, sign + text),
            aliases=(sign + text,),
            parties=(Party(Text(sign + text)),),
            scope_areas=(Text(sign + text),),
            summary=Text(sign + text),
            notes=Text(sign + text),
            owner=Owner(sign + text, sign + text),
            evidence=(Evidence("", source=sign + text, note=Text(sign + text)),),
        )
        for number, text in enumerate(RUN)
    ]
    return export(records, form, vocabulary, made=NOW, contacts=True).data


@pytest.mark.parametrize("sign", sorted(FORMULA_STARTS))
def test_no_cell_of_a_csv_file_begins_like_a_formula(sign: str, vocabulary: Vocabulary) -> None:
    text = made_to_run(sign, Form.CSV, vocabulary).decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row]

    assert [cell for cell in cells if cell[:1] in FORMULA_STARTS and cell] == []
    assert sum("1+1" in cell for cell in cells) >= 5


@pytest.mark.parametrize("sign", ["=", "@", "+"])
def test_no_cell_of_a_workbook_is_a_formula_or_a_link(sign: str, vocabulary: Vocabulary) -> None:
    with zipfile.ZipFile(io.BytesIO(made_to_run(sign, Form.XLSX, vocabulary))) as book:
        sheets = [book.read(name).decode() for name in book.namelist() if "worksheets/" in name]

    assert sheets
    assert not [sheet for sheet in sheets if re.search(r"<f[ >]|<hyperlink", sheet)]
