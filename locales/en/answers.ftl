# What is no report: questions, matters of others, taking a report back, thanks.

answer-first = Welcome. This is the automatic assistant of { $authority }.
answer-none = This assistant cannot answer that for certain. Please press Talk to an officer.

pointer-head = This assistant only takes reports about weighing, goods and prices; it cannot deal with this: { $topic }.
pointer-unknown = This assistant only takes reports about weighing, goods and prices. Somebody else deals with this.
pointer-unkept = For your safety this assistant does not keep the message you just sent.
pointer-next = If an officer of the ward should help, please press a button below.
pointer-pass = Pass these words to an officer
pointer-report = Send a report anyway

officer-words-passed = What you just wrote was passed on. To say more, write it below.
counter-kind-misconduct = a resident wants to tell those who lead about an official (read only by them)

withdraw = Withdraw
withdraw-which = Which report would you like to withdraw?
withdraw-sure =
    Are you sure that you want to withdraw report { $code } ({ $topic })?
    The ward will then not tell you a result. If the matter is serious the ward may still look into it. Your identity stays sealed.
withdraw-yes = Yes, withdraw it
withdraw-no = No, keep it
withdraw-done = Report { $code } is withdrawn. Thank you for telling the ward.
withdraw-over = Report { $code } now stands at: { $status }. There is nothing left to withdraw.
withdraw-none = No report that was sent from here is being dealt with, so there is nothing to withdraw. If you have a code and a secret, press Track a report.
withdraw-secret = Report { $code } was not sent from here. To withdraw it, press Track a report, enter code and secret, then press Withdraw.
withdraw-draft = The report that you are writing has not been sent. To drop it, type Cancel.
withdraw-news = { $reporter } has withdrawn report { $code }, which you hold.
event-withdraw = The report was withdrawn

beside-which = You wrote: "{ $words }". Do you want to stop this report, or is that the answer to the question above?
beside-stop = Stop this report
beside-answer = That is the answer

thanks-back = Thank you. Write here whenever you need the ward.
