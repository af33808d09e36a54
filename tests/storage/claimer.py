"""A dispatcher and courier in one that claims what it finds and then waits to be killed."""

import sys
import time

from storage.database import Database
from tests.storage.samples import claimed, leased, names, texts
from tests.support.databases import KEYRING


def main(url: str) -> None:
    """Claims inside a transaction that never ends."""
    with Database(url, KEYRING).engine.begin() as conn:
        sys.stdout.write(" ".join((*names(claimed(conn)), *texts(leased(conn)))) + "\n")
        sys.stdout.flush()
        time.sleep(600)


if __name__ == "__main__":
    main(sys.argv[1])
