"""The report: what a resident tells, in the order they meet it, and what filing it does."""

from handlers.report.feature import build
from handlers.report.questions import NAME

__all__ = ["NAME", "build"]
