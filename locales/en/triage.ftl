# Sorting a case.

card-triage = Sort it
triage-auto = As the routing table says
triage-on = Sort it and hand it on
triage-summary =
    Case { $code }
    About: { $topic }
    Leads: { $office }
    Reason: { $reason }
triage-reason = Sorted as: { $topic }. { $why }
triage-done = Case { $code } was sorted: { $topic }. Leads: { $office }.
triage-sorted = Case { $code } has been sorted already.
ask-triage-category = What kind of report is this?
ask-triage-kind = What is it exactly?
ask-triage-office = Which office leads?
ask-triage-reason = Please say why. Only staff see the reason.
ask-triage-confirm = Sort it and hand it on like this?
name-triage-category = Kind
name-triage-kind = Exactly
name-triage-office = Leads
name-triage-reason = Reason
cancelled-triage = Nothing was changed, the case is not sorted yet.
