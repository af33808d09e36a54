"""How are pictures of iPhones opened? The one place that uses `pi_heif`, which has no types.

pi-heif and not pillow-heif: its wheel carries only the decoders (LGPL), not the x265 encoder (GPL).
"""

import pi_heif


def teach_pillow() -> None:
    """Lets Pillow open HEIC; without thumbnails, in one thread, and upright already when opened."""
    pi_heif.register_heif_opener(thumbnails=False, decode_threads=1)
