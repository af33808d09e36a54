"""The report: what a resident tells, in the order they meet it, and what filing it does."""

from handlers.report.feature import build, tell_sent
from handlers.report.path import NAME

__all__ = ["NAME", "build", "tell_sent"]
