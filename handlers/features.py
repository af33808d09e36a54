"""All features of this house, for one ward: which flows there are, in which words."""

from collections.abc import Mapping

from bot.ward import Ward
from handlers import absent, aftermath, consent, counter, report, staff, track, triage, work
from handlers.report.questions import make_questions
from handlers.turn import Feature
from handlers.wardtexts import ward_texts
from locales import Catalog


def build(ward: Ward, catalog: Catalog) -> Mapping[str, Feature]:
    """By the name of the flow."""
    ask = make_questions(ward)
    return {
        consent.NAME: consent.build(ask.early),
        report.NAME: report.build(ward, catalog),
        track.NAME: track.build(),
        staff.NAME: staff.build(ward, catalog),
        **counter.build(catalog),
        **work.build(catalog),
        triage.NAME: triage.build(ward, catalog),
        absent.NAME: absent.build(catalog),
        **aftermath.build(),
    }


def add_ward_words(ward: Ward, catalog: Catalog) -> None:
    """The ward's own words join the catalogue; the consent text is worded once, for it is hashed."""
    catalog.add(ward_texts(ward))
    catalog.add(
        {
            language: {consent.TEXT: consent.consent_text(ward, catalog, language)}
            for language in catalog.places
        }
    )
