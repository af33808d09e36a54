"""`talk FLOW`: walk through a flow in the terminal, without a database."""

from typing import Annotated

import typer

from bot.core.messages import Ask, Prompt
from bot.flow import engine, prompts, reading
from bot.flow.questions import Asked, Cancelled, Done, Draft, Editing, Outcome, Restarted
from bot.settings import Settings
from bot.ward import load_ward
from handlers import features
from handlers.turn import Feature
from locales import Catalog
from locales.catalog import LANGUAGES


def talk(
    flow: Annotated[str, typer.Argument(help="The flow's name, e.g. report.")],
    language: Annotated[str, typer.Option(help="The language to talk in.")] = LANGUAGES[0],
) -> None:
    """Talk through a flow: type a number, a label, or words. Nothing is stored, nothing is sent."""
    ward, catalog = load_ward(Settings().ward_file), Catalog.load()
    features.add_ward_words(ward, catalog)
    known = features.build(ward, catalog)
    if flow not in known:
        raise typer.BadParameter(f"there are: {', '.join(known)}", param_hint="FLOW")
    if language not in LANGUAGES:
        raise typer.BadParameter(f"there are: {', '.join(LANGUAGES)}", param_hint="--language")
    _Terminal(known[flow], catalog, language).run()


class _Terminal:
    """One conversation with the keyboard."""

    def __init__(self, feature: Feature, catalog: Catalog, language: str) -> None:
        self._feature = feature
        self._say = catalog.speaker(language)
        self._summary = feature.summary(language) if feature.summary else None

    def run(self) -> None:
        flow = self._feature.flow
        facts = {"channel": "terminal", "own": [], "next": "report"}
        draft = Draft(flow.adopt(facts), None, "terminal")
        outcome: Outcome = engine.current(flow, draft)
        while isinstance(outcome, Asked | Editing):
            shown = prompts.prompt(flow, draft, outcome, self._say, self._summary)
            self._print(shown)
            try:
                typed = input("> ")
            except EOFError:
                return
            reply = reading.reply_for(flow.name, typed, None, prompts.offered(shown), Ask(shown.ask))
            assert reply is not None, "only a press can belong to another flow"
            draft, outcome = engine.advance(flow, draft, reply)
        self._end(outcome)

    @staticmethod
    def _print(shown: Prompt) -> None:
        step = f"[{shown.progress[0]}/{shown.progress[1]}] " if shown.progress else ""
        print(f"\n{step}{shown.text}")
        for number, button in enumerate(shown.buttons, 1):
            print(f"  {number:>2}  {button.label}")

    def _end(self, outcome: Outcome) -> None:
        match outcome:
            case Done(answers):
                print("\n".join(f"  {key} = {answer}" for key, answer in answers.items()))
            case Cancelled():
                print(self._say(f"cancelled-{self._feature.flow.name}"))
            case Restarted():
                self.run()
