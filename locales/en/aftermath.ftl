# After a report was sent: answering, adding, asking how far it is, saying whether it is well.

own-answer = Answer
own-add = Add to it
own-nag = Remind the ward
own-yes = Satisfied
own-no = Not satisfied
own-stop = Never mind
own-new = A new report
own-into = Add to { $code }
own-stopped = All right. Is there anything else?
own-which = Which report do you mean?
own-none = None of the reports sent from here allows that now.
own-where = Which report is this for: what you just sent?
own-answer-now =
    The ward asks about report { $code }:
    { $question }
    Please write your answer, or send photos, files, a voice note or a place here.
own-add-now = Please write what you want to add to report { $code }, or send photos, files, a voice note or a place here.
own-answered = Thank you. Your answer about report { $code } went to the office. If there is more, just send it.
own-added = The ward added this to report { $code }. If there is more, just send it.
own-over = Report { $code } is now: { $status }. Nothing can be added to it any more.
own-too-many = You have added very much today. Please go on tomorrow.
own-many-files = A report takes { $most } files at most. The ones you just sent were not added.
own-nagged = The office that looks into report { $code } was reminded. The ward will tell you when there is news.
own-nag-early = The ward has your reminder about report { $code } and passed it on. You can remind again after { $time }, { $day }.
own-nag-not-now = Report { $code } is now: { $status }. There is nothing to remind of right now.
own-no-result = Report { $code } is now: { $status }. The ward will ask what you think when there is a result.
own-thanks = Thank you for telling us about the result of report { $code }.
own-disputed = Noted. The head of the office will look at report { $code } once more and tell you.
own-disputed-before = Your request for another look at report { $code } is with the head of the office. The ward will tell you.
own-too-late = Another look at report { $code } can no longer be asked for.
own-first-finish = Please finish (or cancel) what is open, then press again.

own-news-answer =
    { $reporter } answered about case { $code }:
    { $words }
own-news-add =
    { $reporter } added to case { $code }:
    { $words }
own-news-nag = { $reporter } asks: how far is case { $code }?
own-news-unreached = Case { $code }: messages no longer reach { $reporter }. Nobody reads a question unless they look it up themselves.
card-reporter-unreached = Messages do not reach the reporter (blocked or gone). They can still look it up with the code.
card-reporter-cut = This reporter cannot be written to. They read news when they look it up with code and secret.
own-news-dispute =
    { $reporter } is not satisfied with the result of case { $code } and asks for another look:
    { $words }
dispute-yes = Look at it again
dispute-no = Keep the result
dispute-decided = No request for another look at case { $code } is waiting.
dispute-reopened = Case { $code } is looked at once more, by { $who }.
dispute-upheld = { $reporter } was told that the result of case { $code } stays.
ask-uphold-reason = Why does the result stay? The reporter reads this reason: please use plain words.
cancelled-uphold = All right, the request still waits for a decision.
news-reopened =
    Report { $code }: { $office } will look at the result once more, as you asked.
    When there is a result, the ward tells you here.
news-upheld =
    Report { $code }: { $office } looked at it again and keeps the result.
    Reason: { $reason }

ask-unhappy-why = What are you not satisfied with?
unhappy-why-wrong = The result does not fit what happened
unhappy-why-shallow = It was not checked well
unhappy-why-slow = It took too long
unhappy-why-unclear = The answer is not clear
unhappy-why-manner = How I was treated
unhappy-why-other = Another reason
ask-unhappy-words = Please tell us more, or press Skip.
cancelled-unhappy = All right. The result stays as it is.

case-head-over =
    Report { $code }
    About: { $topic }
    Status: { $status }
    Looked at by: { $office }
thread-waits =
    The ward waits for your answer:
    { $question }
thread-line = { $what }: { $words }
thread-until = If you are not satisfied, press Not satisfied by { $day }: the head of the office decides on another look.
thread-closed = This report is closed. If something new happens, please send a new report.
thread-ways = A report is neither a denunciation nor a complaint by law. For those, please write a signed letter or come to the ward's citizen reception in person.

event-ask-resident = The ward asked
event-answer = You answered
event-lapse = No answer came, the ward goes on with what it has
event-add = You added
event-nag = You reminded the ward
event-verify = The ward began to check
event-extend = The ward needs more time
event-conclude = Result
event-refer = Outside our competence
event-close = Closed
event-rate = You said
event-dispute = You asked for another look
event-reopen = The ward looks at it once more
event-uphold = The ward keeps the result
