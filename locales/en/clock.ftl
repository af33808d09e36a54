# The limits of a case, and how a date came about.

clock-accept = To be taken
clock-first-word = First word to the reporter
clock-result = Result
clock-legal = Legal date for telling where the report is

clock-minutes = { $count ->
        [one] { $count } minute
       *[other] { $count } minutes
    }
clock-hours = { $count ->
        [one] { $count } hour
       *[other] { $count } hours
    }
clock-working-hours = { $count ->
        [one] { $count } working hour
       *[other] { $count } working hours
    }
clock-days = { $count ->
        [one] { $count } day
       *[other] { $count } days
    }
clock-working-days = { $count ->
        [one] { $count } working day
       *[other] { $count } working days
    }
clock-same-day = the same day
clock-and-extra = { $limit }, extended by { $count ->
        [one] { $count } working day
       *[other] { $count } working days
    }
clock-hours-minutes = { $hours } h { $minutes } min

clock-of-case = The limits of case { $code }, and how each date came about:
clock-head = { $what }: { $limit }. { $state }
clock-is-running = Running.
clock-is-waiting = Standing still: the reporter is waited for.
clock-is-done = Done at { $moment }.
clock-was-late = Done at { $moment }, after the limit.
clock-is-over = The limit is over.
clock-is-late = { $count ->
        [one] { $count } working day late.
       *[other] { $count } working days late.
    }

clock-moment = { $time }, { $day }
clock-stretch = { $first } to { $last }
clock-step = – { $step }
clock-step-start = Starts: { $moment }
clock-step-days = { $span }: { $count ->
        [one] { $count } working day counts
       *[other] { $count } working days count
    }
clock-step-plain-days = { $span }: { $count ->
        [one] { $count } day counts
       *[other] { $count } days count
    }
clock-step-made-up = { $span }: worked instead of another day, { $count ->
        [one] { $count } working day counts
       *[other] { $count } working days count
    }
clock-step-hours = { $span }: { $used } count
clock-step-skipped = { $span }: not counted ({ $why })
clock-step-extended = Extended by { $count ->
        [one] { $count } working day
       *[other] { $count } working days
    }
clock-step-due = Ends: { $moment }
clock-step-due-provisional = Ends (for now: days off are not confirmed yet): { $moment }
clock-why-rest = weekly rest
clock-why-holiday = { $name }
clock-why-closure = the ward is closed: { $name }
clock-why-waiting = the reporter is waited for
clock-short = { $span } ({ $why })

clock-sentence = { $start } + { $limit }: ends { $due }
clock-sentence-skips = { $start } + { $limit }: without { $skips }; ends { $due }
