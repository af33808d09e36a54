"""The Telegram channel: updates in, messages out."""

from bot.channels.telegram.account import TelegramSettings
from bot.channels.telegram.channel import Telegram
from bot.channels.telegram.pacing import Pacer, Rates

__all__ = ["Pacer", "Rates", "Telegram", "TelegramSettings"]
