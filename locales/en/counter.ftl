# Talking to an officer: the person's queue, and the words between residents and officers.

officer-asked =
    Noted: you would like to talk to an officer (number { $number }). { $office } { $promise }
    { $next }
    If it is urgent, please use one of these ways:
    { $ways }
officer-answers = will answer you right here.
officer-later = will look at it. No officer is using this assistant at the moment, so it may take a while.
officer-write-now = Please write below what you would like to ask; an officer will read it.
officer-write-aside = The open question stays as it is. To write to the officer, please press Write to the officer.

counter-note = Write to the officer
counter-ask-note = Please write your message to the officer (request { $number }).
counter-never = No message
counter-dropped = No message was sent. When you need to, just write, or press Talk to an officer.
counter-passed =
    Passed on to { $office } (request { $number }). The answer will appear here.
    If you would like to send this as a report, please press the button below; you need not write it again.
counter-passed-on = Passed on to { $office } (request { $number }). Let us go on with the open question.
counter-files =
    Please send photos and recordings in a report, so that { $office } can keep them as evidence.
    What you sent has not reached the officer (request { $number }). Press the button below to send a report with it; you need not send it again.
counter-too-many = You have written very often today. Please go on tomorrow, or call, or come in person.
counter-answer =
    An officer of the ward ({ $office }) answers request { $number }:
    { $words }
counter-write = Answer the officer
counter-thanks = Done, thank you
counter-welcome = The ward thanks you (request { $number }). When you need to, just press Talk to an officer.
counter-outcome-thanks = The resident says that it is done.
counter-moved-resident = Your request { $number } is now answered by { $office }.
counter-settled =
    { $office } is done with request { $number }: { $outcome }
    If you have another question, please press Talk to an officer.
counter-over-resident = Request { $number } is done. If you have another question, please press Talk to an officer.
counter-not-own = You have no request with the number { $number }.

counter-card =
    Request { $number }: { $kind }
    Answered by: { $office }
    Made { $at }
counter-kind-officer = a resident would like to talk to an officer
counter-kind-rights = a resident asks to have personal data deleted
counter-channel = Can be answered by: { $channel }
counter-on-web = the chat page of the ward
counter-on-telegram = Telegram
counter-during = The resident called in the middle of something else with the assistant.
counter-due = By law: first answer by { $first }, done by { $last }.
counter-late-first = ⚠ The day of the first answer is over.
counter-late = ⚠ The last day of the law is over.
counter-nothing = The resident has not written anything yet.
counter-resident = Resident
counter-line = { $at } · { $who }: { $words }
counter-line-moved = { $at } · handed over to { $office }
counter-erased = (the words were deleted)
counter-gone = There is no way to answer here any more: this person left and deleted the conversation.
counter-blocked = No answer gets through: this person has blocked the assistant on their channel.
counter-done = Done at { $at }. Outcome: { $outcome }
counter-card-moved = Request { $number } was handed over to { $office }.
counter-card-taken = Request { $number } is not yours to answer any more.
counter-in-place = To you in place of { $who }, who is away.
counter-news =
    Request { $number }, the resident has just written:
    { $words }

counter-reply = Reply
counter-move = Hand over
counter-finish = Done
counter-look = Open
counter-open = Open number { $number }

counter-story =
    Request { $number } so far:
    { $lines }
counter-meanwhile =
    Not sent. While you were writing, this was added to request { $number }:
    { $lines }
ask-reply-words = What do you answer? The resident sees the name of the office, not yours.
ask-reply-confirm = Send this answer?
ask-settle-words = What is the outcome? Please write one sentence; the resident will read it.
ask-settle-confirm = Close the request with this sentence?
counter-will-send =
    Answer to request { $number }:
    { $words }
counter-will-settle =
    Outcome of request { $number }:
    { $words }
cancelled-reply = The unfinished answer is dropped. The request still waits.
cancelled-settle = The request still waits; it was not closed.
counter-sent = The answer to request { $number } is sent.
counter-finished = Request { $number } is closed.
counter-move-where = To which office should request { $number } go?
counter-moved = Request { $number } was handed over to { $office }.
counter-busy = You are in the middle of writing something else. Please send or cancel it, then press again.
counter-over = Request { $number } is done already. Outcome: { $outcome }
counter-not-yours = This request is not yours to answer.
counter-staff-only = This button is only for officers of the ward.
counter-no-more = You may not act here any more, so what you were writing was closed and not sent.
counter-queue =
    { $count } { $count ->
        [one] request waits:
       *[other] requests wait:
    }
    { $lines }
counter-queue-line = No. { $number } · { $kind } · { $office } · { $at }
counter-queue-late = ⚠ No. { $number } · { $kind } · { $office } · { $at } · late
counter-queue-more = and { $count } more
counter-queue-empty = Nothing waits for you.
