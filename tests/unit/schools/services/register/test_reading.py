import gzip
import hashlib
from pathlib import Path

import pytest

from schools.exceptions import RegisterFileError
from schools.services.register.reading import CHUNK, Record, read_records, survey_file


def records(path: Path) -> list[Record]:
    return list(read_records(path, survey_file(path)))


def write(folder: Path, content: bytes) -> Path:
    path = folder / "register.csv"
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("content", "encoding", "name"),
    [
        (b"St Mary\x92s", "cp1252", "St Mary\u2019s"),
        ("St Mary\u2019s".encode(), "utf-8", "St Mary\u2019s"),
        (b"\xef\xbb\xbf" + "Ysgol Tŷ".encode(), "utf-8-sig", "Ysgol Tŷ"),
        (b"Caf\xe9 \x81", "cp1252", "Café \x81"),
        (b"Plain", "utf-8", "Plain"),
    ],
)
def test_the_encoding_is_found_out(tmp_path: Path, content: bytes, encoding: str, name: str) -> None:
    path = write(tmp_path, content)

    assert (survey_file(path).encoding, records(path)) == (encoding, [Record(1, 1, [name])])


def test_the_encoding_is_found_out_where_a_letter_lies_across_two_chunks(tmp_path: Path) -> None:
    path = write(tmp_path, b"a" * (CHUNK - 1) + "é".encode() + b"\n")

    assert survey_file(path).encoding == "utf-8"


def test_half_a_letter_at_the_end_is_not_utf_8(tmp_path: Path) -> None:
    assert survey_file(write(tmp_path, "é".encode()[:1])).encoding == "cp1252"


@pytest.mark.parametrize(("content", "lines"), [(b"a\nb\n", 2), (b"a\nb", 2), (b"a", 1), (b"\n", 1)])
def test_lines_are_counted(tmp_path: Path, content: bytes, lines: int) -> None:
    assert survey_file(write(tmp_path, content)).lines == lines


def test_the_hash_is_of_the_bytes(tmp_path: Path) -> None:
    assert survey_file(write(tmp_path, b"abc")).sha256 == hashlib.sha256(b"abc").hexdigest()


def test_records_know_their_lines(tmp_path: Path) -> None:
    path = write(tmp_path, b'URN,Name\r\n1,"two\nlines"\r\n\r\n,\r\n2,x')

    assert records(path) == [Record(1, 1, ["URN", "Name"]), Record(2, 3, ["1", "two\nlines"]), Record(6, 6, ["2", "x"])]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "“{path}” is empty."),
        (b"a,b\nc\0d\n", "Line 2 holds a NUL byte, so this is not a CSV file. Download the register again."),
        ("URN".encode("utf-16"), "The file is in UTF-16. Save it as “CSV UTF-8” or use it as it was downloaded."),
        (b"PK\x03\x04rest", "The file is packed (a zip archive or a workbook). Unpack it and name the CSV file in it."),
        (gzip.compress(b"URN", mtime=0), "The file is packed (a zip archive or a workbook). Unpack it and name the CSV file in it."),
        (b"\xef\xbb\xbfSt Mary\x92s", "The file says that it is UTF-8, and isn't throughout. Save it as “CSV UTF-8” anew."),
    ],
)
def test_what_is_not_text_is_refused_in_a_sentence(tmp_path: Path, content: bytes, sentence: str) -> None:
    path = write(tmp_path, content)

    with pytest.raises(RegisterFileError) as refusal:
        survey_file(path)

    assert refusal.value.message == sentence.format(path=path)


def test_a_nul_byte_far_down_is_placed(tmp_path: Path) -> None:
    path = write(tmp_path, b"x\n" * CHUNK + b"\0")

    with pytest.raises(RegisterFileError) as refusal:
        survey_file(path)

    assert refusal.value.message == f"Line {CHUNK + 1} holds a NUL byte, so this is not a CSV file. Download the register again."


def test_a_folder_and_a_file_that_is_not_there_are_refused(tmp_path: Path) -> None:
    sentences = []
    for path in (tmp_path, tmp_path / "none.csv"):
        with pytest.raises(RegisterFileError) as refusal:
            survey_file(path)
        sentences.append(refusal.value.message)

    assert sentences == [f"“{tmp_path}” is a folder. Name the CSV file in it.", f"There is no file “{tmp_path}/none.csv”."]


def test_a_pipe_or_other_oddity_is_refused(tmp_path: Path) -> None:
    loop = tmp_path / "loop.csv"
    loop.symlink_to(loop)

    with pytest.raises(RegisterFileError) as refusal:
        survey_file(loop)

    assert refusal.value.message == f"“{loop}” can't be read: Too many levels of symbolic links."


def test_a_huge_field_ends_the_reading_after_what_came_before(tmp_path: Path) -> None:
    path = write(tmp_path, b'a,b\n1,2\n3,"' + b"x" * 200_000)
    found: list[Record] = []

    with pytest.raises(RegisterFileError) as refusal:
        found.extend(read_records(path, survey_file(path)))

    assert found == [Record(1, 1, ["a", "b"]), Record(2, 2, ["1", "2"])]
    assert refusal.value.message == (
        "From line 3 on the file can't be read as CSV: a quotation mark may lack its partner. Lines before it are done."
    )
