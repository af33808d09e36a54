"""What a keyboard may hold."""

from typing import Any, Final

from tests.support.botapi.wire import Json, bad

BUTTONS_MOST: Final = 100
ROW_MOST: Final = 8
DATA_MOST: Final = 64
PLACEHOLDER_MOST: Final = 64
_ASKS: Final = {
    "request_location": "location can be requested in private chats only",
    "request_contact": "phone number can be requested in private chats only",
    "request_poll": "polls can be requested in private chats only",
    "request_users": "users can be requested in private chats only",
    "request_chat": "chats can be requested in private chats only",
    "web_app": "web app buttons can be used in private chats only",
}


def check(markup: Json | None, private: bool) -> None:
    """Refuse what the platform refuses."""
    if markup is None:
        return
    if len(markup.get("input_field_placeholder", "x")) > PLACEHOLDER_MOST:
        raise bad("INPUT_FIELD_PLACEHOLDER_INVALID")
    rows: list[list[Any]] = markup.get("inline_keyboard") or markup.get("keyboard") or []
    if sum(len(row) for row in rows) > BUTTONS_MOST or any(len(row) > ROW_MOST for row in rows):
        raise bad("reply markup is too long")
    for button in (one for row in rows for one in row):
        if "inline_keyboard" in markup:
            _check_button(button)
        else:
            _check_key(button, private)
    if "keyboard" in markup and not any(rows):
        raise bad("keyboard is empty")


def _check_button(button: Json) -> None:
    if not button["text"].strip():
        raise bad("text buttons are unallowed in the inline keyboard: the label is empty")
    kinds = [name for name in button if name not in {"text", "style", "icon_custom_emoji_id"}]
    if not kinds:
        raise bad("text buttons are unallowed in the inline keyboard")
    if len(kinds) > 1:
        raise bad(f"inline keyboard button {button['text']!r} does {len(kinds)} things")
    if not 1 <= len(button.get("callback_data", "x").encode()) <= DATA_MOST:
        raise bad("BUTTON_DATA_INVALID")
    if "url" in button and not button["url"].startswith(("http://", "https://", "tg://")):
        raise bad("inline keyboard button URL is invalid: BUTTON_URL_INVALID")


def _check_key(key: Json, private: bool) -> None:
    if not key["text"].strip():
        raise bad("keyboard button text must be non-empty")
    asks = [name for name in _ASKS if key.get(name)]
    if len(asks) > 1:
        raise bad(f"keyboard button {key['text']!r} does {len(asks)} things")
    if asks and not private:
        raise bad(_ASKS[asks[0]])
