# What the staff are told: invitations, the list, suspension, groups.

staff-role-officer = Case officer
staff-role-head = Head of office
staff-role-coordinator = Coordinator
staff-role-leader = Ward leader
staff-role-media = Media officer
staff-role-admin = Administrator
staff-channel-web = Chat page
staff-channel-telegram = Telegram
staff-not-allowed = This needs a right that your account does not have, or has no longer.
staff-first-finish = You are in the middle of something. Please finish it, or type /cancel, and then type this command again.

invited-head =
    { $authority } invites you to work with the reporting assistant.
    Invited: { $name }
    Role: { $title }
invited-first = { $authority }: this link makes the first administrator of the reporting assistant.
invited-at-once = Press Accept and you can begin at once.
invited-after = After you press Accept, { $inviter } confirms that it is you; only then can you begin.
invited-replaces = This account has the role: { $title }. If you accept, that role ends at once.
invited-not-you = If this invitation is not for you, please ignore it.
invited-accept = Accept
invited-unknown = This link is not right. Please open exactly the link that was sent to you, or ask the sender.
invited-expired = This invitation is older than 48 hours and works no more. Please ask for a new link.
invited-used = Another account has accepted this invitation. If that was not you, please tell the sender at once.
invited-already = This account has accepted this invitation already; it need not be opened again.
invited-revoked = This invitation was taken back.
invited-first-over = The assistant has an administrator, so this link works no more. Please ask the administrator for an invitation.
invited-last-admin = This account is the only administrator and cannot take another role. Please invite another administrator first.
invited-group = This link is for a group. Please open it in Telegram and choose your office's group.
invited-again = Please open the invitation link again, then press Accept.

accepted-waiting = Accepted. { $inviter } will confirm it. Until then this account cannot do the work of staff.
accepted-card =
    The account «{ $account }» accepts the invitation of «{ $inviter }».
    Invited: { $name }
    Role: { $title }
    Please ask that person directly before you confirm.
account-nameless = a device on the chat page, without a name
confirm-right = The right person
confirm-wrong = Somebody else
confirm-over = This has been decided already.
confirmed-right = { $name } is confirmed and can begin to work.
confirmed-wrong = Refused. The account that accepted in place of { $name } has no rights.
accepted-refused = The invitation was not confirmed, so this account has no rights of staff. If that is a mistake, please ask whoever invited you.

staff-welcome = Welcome, { $name }. Your role: { $title }.
staff-welcome-cases = Type /viec to see the open cases. New cases are sent here. When you are away, type /vangmat.
staff-welcome-invite = Type /invite to invite colleagues, /staff for the list, /group to bind your office's group.
staff-welcome-resident = To report something like any resident, use Send a report as before.
staff-joined = { $name } ({ $title }) accepted an invitation that was made on the server. If that is wrong, type /staff to suspend them.

ask-invite-role = Which role?
ask-invite-office = In which office?
ask-invite-name = The full name of the person invited?
ask-invite-confirm = Make this invitation?
inviting-yes = Make the invitation
cancelled-invite = Stopped; no invitation was made.
invite-summary =
    Invited: { $name }
    Role: { $title }
invite-made =
    The invitation for { $name } ({ $title }).
    Works once, until { $until }.
invite-link =
    { $channel }:
    { $link }
invite-care = Please send it privately to that person, now. When an account accepts, you are asked whether it is the right person.
invite-revoke = Take back
revoke-done = Taken back. The link works no more.
revoke-over = This link was used, or taken back before.

staff-list-head = Staff ({ $count }):
staff-list-more = Only { $most } people are shown. Type /staff and a name to search.
staff-list-waiting = waits to be confirmed
staff-list-unreached = cannot be reached
staff-list-link = • Unused invitation: { $name } – { $title }, until { $until }
staff-list-group-link = • Unused group link: { $office }, until { $until }
staff-list-group = • Bound group: { $office } ({ $channel })
staff-list-suspend = Suspend: { $name }
staff-list-revoke = Take back: { $name }

suspend-ask = Suspend { $name } ({ $title })? They lose their rights at once, everywhere.
suspend-yes = Suspend
suspend-no = No
suspend-done = { $name } is suspended.
suspend-over = { $name } was suspended before.
suspend-last-admin = This is the only administrator. Please invite another one before suspending them.
staff-suspended = The rights of staff on this account are suspended. You can still send and track reports like any resident.
staff-orphaned = { $name } no longer works with the assistant. Open cases of { $office } that nobody holds now: { $count }. Type /viec to see them.
staff-unreached = Messages no longer reach { $name } on { $channel }. Please give their work to somebody else.
staff-back = The assistant can write to you again. Type /viec to see the open cases.

group-which = Bind a group for which office?
group-link =
    The link that binds a group for { $office }. Works once, until { $until }.
    Open it, choose your office's group and add the assistant:
    { $link }
group-no-channel = No channel with groups is set up yet. The administrator has to switch on Telegram first.
group-bound = This group hears of new cases of { $office } from now on. To stop, the head of office types /ungroup.
group-bound-told = A group was just bound for { $office }. By: { $who }. If that is wrong, type /ungroup in that group.
group-not-here = This link is for one person. Please open it in a private chat with the assistant.
group-not-yours = This link works only for staff of the office. The group was not bound.
group-how = The assistant does not serve this group yet. The head of office types /group in a private chat with the assistant to get the link.
group-none = This group is bound to no office.
group-unbound = This group hears of no cases any more.
group-not-allowed = Only an administrator, a leader or the head of the office can unbind the group.
group-lost = The assistant was removed from the group of { $office }. New cases are no longer sent there.
group-anonymous = A group administrator who acts anonymously cannot be known to the assistant. Please switch that off and try again.
