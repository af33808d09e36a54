# Working on a case: asking the reporter, notes, more time, the conclusion, and the rest once it was taken.

card-ask = Ask the reporter
card-note = Note
card-conclude = Conclude
card-extend = Ask for more time
card-more = More…
card-steps = What happened last:
card-place = Place (put right by staff): { $place }
card-checks = Photos and documents of the check: { $count }

work-meanwhile =
    Something just happened to case { $code }:
    { $lines }
work-too-late = What was begun cannot be done any more. Please see the newest card.

work-expired = What was begun with case { $code } was kept too long and is given up. Nothing was sent or written down.

confirm-keep = Keep
caught-said = Added.
caught-reason = Added.
caught-answer = Added.
reask-said-words = The file is here. Please add a few words.
reask-money = Please give an amount, for example 5 million or 750,000.
said-files = { $count ->
        [one] With { $count } file.
       *[other] With { $count } files.
    }

ask-inquire-said = What should the reporter be asked? Photos may be sent along. Please ask for no name, and do not call a shop guilty.
ask-inquire-confirm = Send this question to the reporter?
inquire-shown =
    Question about case { $code }, to { $reporter }:
    { $words }
inquire-sent = The question about case { $code } was sent to { $reporter }. The limits stand still while it waits for the answer.
inquire-unreached = The question was written into case { $code }. The assistant cannot write to { $reporter }; they see it only when they look up their code.
cancelled-inquire = Nothing was asked.
news-asked-photos = Photos with the question about report { $code }.
news-asked =
    The ward needs to know more about report { $code }:
    { $words }
    Please press Answer within { $limit }. If there is nothing to add, the ward goes on all the same.
news-answer = Answer

ask-remark-said = Please write a note, or send photos, documents or a voice note of the check. Only staff see it.
ask-remark-confirm = Keep it with the case? More can be sent before.
remark-shown = Note for case { $code }:
remark-kept = It is kept with case { $code }.
cancelled-remark = Nothing was written down.

ask-conclude-outcome = How did it end?
ask-conclude-fined = Was a fine imposed?
ask-conclude-fine = How much is the fine? For example: 5 million. The amount does not stand in the answer.
ask-conclude-measures = What was done (for example: the shop changed its scale)? The reporter reads it.
ask-conclude-where = Where should the reporter turn? Please give the authority, its address or its number.
ask-conclude-answer = Please type the answer to the reporter. The draft:
ask-conclude-confirm = Send this answer? To change it, press Edit, or type other words.
name-conclude-outcome = Outcome
name-conclude-fined = Fine
name-conclude-fine = Amount of the fine
name-conclude-measures = Measures
name-conclude-where = Where to turn
name-conclude-answer = The answer
outcome-sanctioned = Sanctioned
outcome-reminded = Reminded
outcome-no-violation = No violation
outcome-insufficient = Not enough to go on
outcome-referred = Referred elsewhere
outcome-duplicate = Reported before
outcome-withdrawn = Taken back by the reporter
conclude-shown = Case { $code }: { $outcome }
conclude-fine = Fine: { $amount } đồng (not in the answer)
conclude-answer = { $count ->
        [one] Answer to { $count } reporter:
       *[other] Answer to { $count } reporters:
    }
conclude-files = { $count ->
        [one] With { $count } file of the check, for staff only.
       *[other] With { $count } files of the check, for staff only.
    }
conclude-done = Case { $code } is concluded, and its reporter was answered.
conclude-done-all = { $count } cases of one matter are concluded ({ $codes }), and each reporter was answered.
cancelled-conclude = Nothing was concluded.
news-concluded =
    There is a result for report { $code }. { $office } answers:

    { $words }
news-rate-yes = Satisfied
news-rate-no = Not satisfied

result-hello = Dear resident,
result-thanks = Thank you for reporting. Yours sincerely.
result-measures = What was done: { $measures }
result-where = Where to turn: { $where }
result-dl-sanctioned = the ward checked the weighing and measuring at the place you reported, found a violation and sanctioned it as the law says.
result-dl-reminded = the ward checked the weighing and measuring at the place you reported, and reminded the seller to give full weight and to use a verified scale.
result-dl-no-violation = the ward checked the scales and measures at the place you reported. At that time they were within what is allowed.
result-dl-insufficient = the ward looked into the weighing and measuring you reported, but there is not enough to decide. Next time, a photo of the dial and a second weighing on the market's reference scale would help.
result-hg-sanctioned = the ward checked the goods at the place you reported, found a violation and sanctioned it as the law says.
result-hg-reminded = the ward checked the goods at the place you reported, and reminded the seller to sell only goods of clear origin.
result-hg-no-violation = the ward checked the goods at the place you reported. At that time no fake goods were found.
result-hg-insufficient = the ward looked into what you reported, but there is not enough to call the goods fake. If you still have them, their box or the receipt, you can send more.
result-nh-sanctioned = the ward checked the labels at the place you reported, found a violation and sanctioned it as the law says.
result-nh-reminded = the ward checked the labels at the place you reported, and reminded the seller to label goods in full.
result-nh-no-violation = the ward checked the labels at the place you reported. At that time they were as the law says.
result-nh-insufficient = the ward looked into the labels you reported, but there is not enough to decide. Photos of every side of the label would help us to check again.
result-cl-sanctioned = the ward checked the quality and dates of the goods at the place you reported, found a violation and sanctioned it as the law says.
result-cl-reminded = the ward checked the quality and dates of the goods at the place you reported, and reminded the seller.
result-cl-no-violation = the ward checked the quality and dates of the goods at the place you reported. At that time they were in date and nothing was wrong.
result-cl-insufficient = the ward looked into the quality you reported, but there is not enough to decide. A photo of the date and the receipt would help us to check again.
result-ng-sanctioned = the ward checked the price display at the place you reported, found a violation and sanctioned it as the law says.
result-ng-reminded = the ward checked the price display at the place you reported, and reminded the seller to show prices and to keep to them.
result-ng-no-violation = the ward checked the price display at the place you reported. At that time prices were shown and kept to.
result-ng-insufficient = the ward looked into the prices you reported, but there is not enough to decide. A photo of the price list or the receipt would help us to check again.
result-any-sanctioned = the ward checked what you reported, found a violation and sanctioned it as the law says.
result-any-reminded = the ward checked what you reported, and reminded those responsible.
result-any-no-violation = the ward checked what you reported. At that time no violation was found.
result-any-insufficient = the ward looked into what you reported, but there is not enough to decide. If you learn more, please send a new report.
result-any-referred = what you reported is for another authority, so we point you there.
result-any-duplicate = what you reported is part of another report that the ward is looking into, so both are looked into together.
result-any-withdrawn = the ward stops looking into this, as you wished.

ask-extend-days = How much more time is needed for the result? A case is extended only once.
ask-extend-reason = Why is more time needed? The reporter reads this reason.
ask-extend-confirm = Extend, and tell the reporter?
name-extend-days = Days
name-extend-reason = Reason
extend-shown =
    { $count ->
        [one] Case { $code }: { $count } more working day.
       *[other] Case { $code }: { $count } more working days.
    } The reason, as the reporter reads it:
    { $reason }
extend-done = Case { $code } was extended until { $due }, and its reporter was told.
extend-before = Case { $code } was extended before, so it cannot be extended again.
extend-no-limit = Case { $code } has no limit for its result, so there is nothing to extend.
cancelled-extend = Nothing was changed, the limit stays.
news-extended =
    Report { $code } needs more time. Expected day of the result: { $due }.
    Reason: { $reason }

ask-transfer-why = Why? Choose below, or type the reason. Only staff see it.
transfer-crime = Signs of a crime
transfer-field = It is that office's field
transfer-other = Another reason

give-back-done = Case { $code } was given back. Anybody of the office can take it. Press Take the case to have it again.
verify-sure = Begin to verify case { $code }? Its reporter is told.
verify-yes = Yes, begin
verify-done = Case { $code } is being verified.
news-verifying = Report { $code }: { $office } is verifying it. The ward tells you the result.
assign-whom = Who gets case { $code }?
assign-nobody = Nobody else of the office is on the assistant to get case { $code }.
assign-done = Case { $code } now belongs to { $who }.
assign-yours = { $who } gave you case { $code }. Its card is right below.

sort-which = Which kind of matter is case { $code }? What the reporter told stays as it is.
sort-which-kind = Case { $code }: which one exactly?
urge-which = How urgent is case { $code }?
sort-elsewhere = Case { $code }: by the routing table { $office } leads such a matter. { $why }
sort-hand-on = Hand on to { $office }
change-same = Case { $code } is that already.
change-done = Case { $code } was put right.
ask-placing-said = Where is the right place? What the reporter told stays as it is.
ask-placing-confirm = Keep this place?
placing-shown = Place: { $place }
cancelled-placing = Nothing was changed, the place stays.

help-which = Which office helps with case { $code }?
help-add = Ask { $office }
help-drop = Without { $office }
help-added = { $office } helps with case { $code } from now on.
help-dropped = { $office } no longer helps with case { $code }.
help-asked = { $office } asks for help with case { $code }.

link-which = Which case is about the same thing as case { $code }? Once it is concluded, every reporter is answered.
link-nothing = There is no open case of the same place and kind as case { $code } in the last 30 days.
link-cannot = It cannot be put together with case { $code }: both must be open and led by the same office.
link-before = Cases { $code } and { $other } are one matter already.
link-none = Case { $code } goes by itself.
link-done = One matter: { $codes }.
link-apart = Case { $code } goes by itself from now on.

ask-escalate-why = Why should the city hear of it?
ask-escalate-reason = Please give the reasons. Those who lead the ward read them.
ask-escalate-confirm = Send the proposal to those who lead the ward?
name-escalate-why = Criterion
name-escalate-reason = Reason
escalate-crime = The police found signs of a crime
escalate-hurt = Somebody was hurt
escalate-fake-food = Fake food or medicine is made or stored
escalate-value = Goods of 30 million, or a gain of 5 million
escalate-repeated = Again and again at one place
escalate-spread = Beyond the ward, or widely on the net
escalate-fuel-gold = Fuel station or gold
escalate-ceiling = A fine above what the ward may impose
escalate-official = It concerns an official
escalate-leaders = The leaders decide so
escalate-shown =
    Proposal to report case { $code } to the city: { $why }
    { $reason }
escalate-proposed = The proposal about case { $code } went to those who lead the ward.
escalate-nobody = The proposal was written into case { $code }, but no leader can be reached on the assistant now.
escalate-asked =
    { $who } proposes to report case { $code } to the city: { $why }
    { $reason }
escalate-yes = Agree to report it
escalate-no = Not yet
escalate-none = Nothing is proposed for case { $code }.
escalate-agreed = It was agreed to report case { $code } to the city. The letter is written by the ward's clerk.
escalate-declined = Case { $code } is not reported to the city for now.
cancelled-escalate = Nothing was proposed.

ask-resume-reason = Why is it opened again? Only staff see the reason; the reporter is told that the ward looks at it after all.
ask-resume-confirm = Open it again, and tell the reporter?
resume-shown =
    Open case { $code } again. Reason:
    { $reason }
resume-done = Case { $code } is open again. { $office } hears of it, to take it.
cancelled-resume = Nothing was changed.
news-resumed =
    Report { $code }: the ward looked again and goes on with it after all. It is with { $office }. You need not send it again.
    When there is news, the ward tells you here.

ask-unmask-reason = Why is it needed to know who reported it? The reason is written down, and read by those who watch over it.
ask-unmask-confirm = Show who reported it?
unmask-shown =
    Show who { $reporter } of case { $code } is. Reason:
    { $reason }
unmask-anonymous = Case { $code } was reported anonymously, so there is nobody to show.
unmask-identity =
    { $reporter } of case { $code }
    Phone: { $phone }
    Channel: { $channel }
    This must be kept secret. Please do not forward it.
unmask-no-phone = none given
unmask-told =
    { $who } was shown who { $reporter } of case { $code } is. Reason:
    { $reason }
cancelled-unmask = Nothing was shown.

more-which = Case { $code }: what next?
more-give-back = Give back
more-assign = Give to…
more-verify = Begin to verify
more-sort = Change the kind
more-urge = Change the urgency
more-place = Put the place right
more-help = Ask for help
more-link = Put together
more-unlink = Take apart
more-escalate = Propose to report it to the city
more-unmask = Show who reported it
more-resume = Open it again
more-why = Why this due date?
more-story = The whole story

story-head = The story of case { $code }
story-none = Nothing has been done to case { $code } yet.
story-line = { $at } · { $who }: { $words }
story-resident = Reporter
story-machine = Assistant
story-staff = Staff
story-files = { $count ->
        [one] { $count } file
       *[other] { $count } files
    }
story-helps = with { $office }
story-helps-no-more = without { $office }
story-changed = { $before } → { $after }
story-together = with { $code }
story-apart = apart from { $code }
story-fine = fine { $amount } đồng

did-file = reported it
did-take = took it
did-give-back = gave it back
did-assign = gave it to
did-verify = began to verify
did-ask-resident = asked the reporter
did-answer = answered
did-lapse = no answer came in time, it goes on
did-add = added
did-nag = asked how far it is
did-note = note
did-check = result of the check
did-transfer = handed it on
did-coordinate = help
did-change = put right
did-link = matter
did-extend = more time
did-propose = proposed to report it to the city
did-escalate = agreed to report it to the city
did-decline = did not report it to the city
did-unmask = was shown the reporter
did-conclude = concluded
did-close = closed it
did-rate = rated
did-dispute = does not agree with the result
did-reopen = reopened
did-uphold = kept the conclusion
did-withdraw = took it back
did-refer = pointed elsewhere

