"""Opens protected workbooks with their password, in the standard way that Excel locks them."""

from io import BytesIO

from planner.base.errors import FileRefusedError, NotAPlanError, PasswordNeededError, WrongPasswordError
from planner.workbook.layout import IMPORT_HINT


def unlocked(content: bytes, name: str, password: str | None) -> bytes:
    """Return the workbook inside a protected one.

    Raises:
        PasswordNeededError: no password was given.
        WrongPasswordError: the password does not open it.
        NotAPlanError: it is not a protected workbook but an older kind of spreadsheet.
        FileRefusedError: it is damaged, or protected in a way that Excel does not.
    """
    import msoffcrypto
    from msoffcrypto.exceptions import DecryptionError, InvalidKeyError

    try:
        locked = msoffcrypto.OfficeFile(BytesIO(content))
    except Exception as error:  # a broken container fails in many ways
        raise _damaged(name) from error
    if locked.format != "ooxml":
        raise NotAPlanError(
            f"{name} is an older kind of spreadsheet. Save it as an Excel workbook (.xlsx). {IMPORT_HINT}"
        )
    if password is None or password == "":
        raise PasswordNeededError(name)
    inside = BytesIO()
    try:
        locked.load_key(password=password, verify_password=True)
        locked.decrypt(inside, verify_integrity=False)
    except InvalidKeyError:
        raise WrongPasswordError(name) from None
    except DecryptionError as error:
        raise FileRefusedError(
            f"{name} is protected in a way that is not known here. Open it in Excel, take the password off, "
            "and save it again with a password (File, Info, Protect Workbook)."
        ) from error
    except Exception as error:  # a broken container fails in many ways
        raise _damaged(name) from error
    return inside.getvalue()


def _damaged(name: str) -> FileRefusedError:
    return FileRefusedError(f"{name} is damaged or cut short, and cannot be opened. Ask for it again.")
