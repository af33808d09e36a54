# Keeping longer, and what is left when the retention period is over.

more-keep = Keep this case
more-release = Keep it no longer
did-keep = keeps it, nothing is deleted
did-release = keeps it no longer
did-clean = retention period over: contents and reporter were deleted

ask-hold-reason = Why must this case be kept beyond its retention period? For instance the number of the decision or legal file that needs it. Only staff see it.
ask-hold-confirm = Keep this case?
hold-shown =
    Keep case { $code }, and delete nothing of it until somebody presses "Keep it no longer". Reason:
    { $reason }
hold-done = Case { $code } is kept. Its data is not deleted when the retention period is over.
cancelled-hold = Nothing was changed: the usual retention period holds.

ask-unhold-reason = Why need this case not be kept any longer? Only staff see it.
ask-unhold-confirm = Keep it no longer? If its retention period is over, its contents are deleted at once and cannot be brought back.
unhold-shown =
    Keep case { $code } no longer. Reason:
    { $reason }
unhold-done = Case { $code } is kept no longer. From now on the usual retention period holds.
cancelled-unhold = Nothing was changed: the case is still kept.

card-kept = Kept on request since { $day }: its data is not deleted when the retention period is over.
card-cleaned-head = Case { $code } · { $status }
card-cleaned-filed = Sent on: { $day }
card-cleaned-outcome = Outcome: { $outcome }
card-cleaned = The retention period is over: contents, place, photos and everything about the reporter were deleted on { $day }. Only what statistics need is left.
case-cleaned = The retention period of this case is over and its contents were deleted, so nothing more can be done with it.

thread-cleaned = The ward has dealt with it. Result: { $outcome }. The retention period is over: the contents of the report were deleted on { $day }, so the details cannot be shown any more.
thread-cleaned-over = This report is closed. The retention period is over: its contents were deleted on { $day }, so the details cannot be shown any more.
