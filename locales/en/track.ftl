# Tracking, and one's own data.

ask-track-code = Please enter the code, for example 26-0042-7.
hint-track-own = Reports sent from here: choose one below, or type its number.
ask-track-secret = Please enter the secret of 8 characters from the receipt. If you do not have it, press Skip.
code-mistyped = One digit of this code is mistyped. Please check it.
code-none = We found no code. A code looks like 26-0042-7.
secret-mistyped = The secret has 8 characters, for example K7QM 3XTA. Please check it.
track-unknown = There is no report with the code { $code }. Please check the receipt.
track-open = Report { $code }: in progress. To see more, the secret is needed.
track-done = Report { $code }: done. To see more, the secret is needed.
track-wrong = The code or the secret is not right. Please check the receipt.
track-locked = The secret of this code was entered wrongly too often, so it is locked for an hour. Please try again later.
track-too-many = You have looked up many times. Please try again in an hour.
track-glance =
    Your reports:
    { $cases }
    To see one, type /track and its code.
track-none = none yet

case-line = { $code } · { $topic } · { $status }
case-head =
    Report { $code }
    About: { $topic }
    Status: { $status }
    Office: { $office }
    By { $due } at the latest the ward tells you where it stands.
case-event = { $at }: { $what }

status-sent = Sent
status-accepted = Accepted
status-needs-info = More information needed
status-transferred = Transferred
status-verifying = Being checked
status-concluded = Result known
status-closed = Closed
status-referred = Outside the ward's competence
status-withdrawn = Withdrawn
status-unknown = In progress

event-file = The ward received the report

data-head = What the ward holds about you:
data-channel = • Channel: { $channel }
data-consent = • { $action } (text { $version }, { $at })
consent-log-agreed = You agreed
consent-log-refused = You did not agree
consent-log-withdrawn = You withdrew your consent
data-draft = • Something unfinished
data-files = { $count ->
        [one] • { $count } file that belongs to no report
       *[other] • { $count } files that belong to no report
    }
data-case = • Report { $code }, sent on { $at }
data-referred = { $count ->
        [one] • { $count } report outside the ward
       *[other] • { $count } reports outside the ward
    }
data-request = • Request number { $number }, waiting for an officer
data-rights = You may see, correct, copy or delete your data, and withdraw your consent. Press the button below, or type /delete.
data-delete = Delete my data
data-erased =
    Your unfinished report and the old messages here were deleted at once. An officer looks at the rest (request number { $number }).
    The ward first answers by { $first } and is done by { $last } at the latest. If the law requires a file to be kept, you will be told why.

case-not-now = That cannot be done with this report at the moment.
case-not-yours = That is done by somebody else who is in charge of this report.
