"""What the staff calls whoever reported a case: a number of that case alone, which tells nothing else."""

from functools import partial
from typing import Final

from bot.core.pseudonyms import pseudonym
from locales import Speaker
from storage.cases import Case
from storage.sealing import Keyring

PURPOSE: Final = "reporter"


def number(keyring: Keyring, case: Case) -> str:
    """The same as long as the case exists. Two cases of one person have nothing in common here."""
    return pseudonym(case.id, partial(keyring.lasting_tag, PURPOSE))


def named(keyring: Keyring, case: Case, say: Speaker) -> str:
    """ "Người phản ánh #482193"."""
    return say("reporter-named", number=number(keyring, case))
