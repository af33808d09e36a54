# The work of staff: cards of cases, taking, handing on.

masked-phone = [phone number covered]
masked-mail = [mail address covered]

card-head = Case { $code } · { $priority } · { $status }
card-priority-now = Urgent
card-priority-high = High priority
card-priority-usual = Usual
card-priority-low = To be sorted
card-topic = About: { $topic }
card-holder = Taken by: { $who }
card-free = Nobody has taken it yet
card-confidential = About an official: only those who lead the ward and the office in charge know. Please do not forward.
card-stands-in = This comes to you because nobody of { $office } can be reached on the assistant now.
card-who = { $name } ({ $office })
card-amounts = { $words } (as written: { $typed })
card-step = – { $words }
card-also = • Also mentioned: { $matters }
card-instead = • The words speak of something else: { $what } ("{ $words }")
card-edited = Written anew by { $reporter } after filing: { $words }
card-files = Photos, files: { $files }
card-evidence = Evidence { $have } of { $of } (photos { $photos } of { $wanted }, counted, not looked at)
card-evidence-lacks = Evidence { $have } of { $of } (photos { $photos } of { $wanted }, counted, not looked at) · missing: { $missing }
card-similar = { $count ->
        [one] { $count } similar report
       *[other] { $count } similar reports
    } in the 30 days before: { $codes }
card-files-photo = { $count ->
        [one] { $count } photo
       *[other] { $count } photos
    }
card-files-video = { $count ->
        [one] { $count } video
       *[other] { $count } videos
    }
card-files-voice = { $count ->
        [one] { $count } voice note
       *[other] { $count } voice notes
    }
card-files-document = { $count ->
        [one] { $count } document
       *[other] { $count } documents
    }
card-originals = Files that are no photos are opened on the server; who opens one, and why, is written down.
card-unreadable = ⚠ What was reported cannot be opened any more. Please tell an administrator.
reporter-named = Reporter #{ $number }
card-reporter-sealed = { $reporter }: identity kept secret
card-reporter-anonymous = { $reporter }: anonymous
card-lead = Lead: { $office }
card-coordinators = Helping: { $offices }
card-handed = Handed on by { $office }, because: { $reason }
card-reason = • { $reason }
card-basis = Basis: { $laws }
card-accept-by = To be taken by { $time }, { $day }
card-due = By { $day } at the latest the reporter must hear where it stands
card-photos = Photos of case { $code }. Please use them for this matter only.
card-moved = Case { $code } went to { $office }.
card-closed = This case is no longer shown to you.
card-bare =
    A report about an official waits for those who lead the ward. Nothing of it is shown here.
    No leader uses the assistant yet, or none can be reached. Please invite one with /invite.
card-group-head = Case { $code } · { $category }
card-group-place = Place: { $place }
card-place-private = see your private messages
card-group-status = { $status } · { $office }
card-group-line = { $code } · { $category } · { $status }
card-line = { $code } · { $topic } · { $status } · { $age }
card-line-evidence = { $have }/{ $of } · { $line }
card-age-days = { $days } d
card-age-today = today
card-late-days = late { $days } d
card-late-today = late today
card-take = Take the case
card-open = See details
card-see-photos = See photos
card-move = Hand on

work-took = You have taken case { $code }.
work-yours = Case { $code } is already yours.
work-taken = Somebody has already taken case { $code }: { $who }.
work-own = Case { $code } is your own report, so somebody else looks into it.
work-unseen = There is no case with this code among those that you may see.
work-in-private = The details were sent to you in private.
work-no-photos = Case { $code } has no photos to look at.
work-list = { $view }: the most pressing first. Press one to open it.
work-list-evidence = { $view }: most evidence first. Press one to open it.
work-by-evidence = Most evidence first
work-by-pressing = Most pressing first
work-view-mine = Mine
work-view-free = Taken by nobody
work-view-late = Late
work-view-waiting = Waiting for the resident
work-view-all = All open cases
work-view-unsorted = To be sorted
work-view-unsorted-count = To be sorted ({ $count })
work-view-helping = Helping
work-view-helping-count = Helping ({ $count })
work-view-none = { $view }: there is none.
work-load = How much each has
work-load-offices = How much each office has
work-none = There is no open case now.
work-help = Type /cases and a code to open one, for example /cases 26-0042-7. Type /cases and a place or goods to search, for example /cases fish market.
work-more = Show more
work-found = { $count } cases with “{ $words }”, the newest first.
work-found-more = At least { $count } cases with “{ $words }”; these are the newest. More words find fewer.
work-found-none = No open case has “{ $words }”.
work-found-bounded = Only the newest { $most } open cases were searched.
load-office-numbers = { $open } open · { $free } taken by nobody · { $late } late · { $waiting } waiting for the resident · { $done } with a result within 30 days
load-person = • { $name }: { $open } open · { $late } late
load-person-away = • { $name } (away): { $open } open · { $late } late
load-person-button = { $name } ({ $open })
load-free = • Taken by nobody: { $open } · { $late } late
load-free-button = Taken by nobody ({ $open })
load-gone = somebody who works here no more
work-group-list = { $office }. { $view }: the most pressing first. Details go to whoever presses, in private.
work-group-none = { $office }. { $view }: there is none.
work-group-unbound = This group belongs to no office yet, so no cases are shown here.
work-move-where = To which office does case { $code } go?
work-move-what = Case { $code } goes to { $office }.
work-moved = Case { $code } went to { $office }.
work-moved-before = Case { $code } is with { $office } already.

ask-transfer-reason = Please say why. Only staff see the reason.
cancelled-transfer = Nothing was changed, the case stays where it is.

event-take = The ward accepted the report
event-transfer = It went to another office
news-taken =
    Report { $code }: { $office } has accepted it and will look into it.
    By { $due } at the latest the ward tells you where it stands.
news-moved =
    Report { $code } went to { $office }, which is responsible for this. You need not send it again.
    By { $due } at the latest the ward tells you where it stands.
