# What is said in every conversation.

welcome =
    Welcome. This is the automatic assistant of { $authority }.
    You can report short weight, fake goods, goods without a label, poor quality, or a wrong price.
    In an emergency call 113 (police), 114 (fire) or 115 (ambulance).
    Type 0 at any time to talk to an officer.

menu-report = Send a report
menu-track = Track a report
menu-help = Help
menu-language = Language
menu-officer = Talk to an officer
menu-lost = What would you like to do? Choose one, or type its number.
button-over = That button no longer works: what it belonged to is done or was cancelled.

help =
    The automatic assistant of { $authority } takes reports in a few short questions.
    Press a button, type its number, or simply tell what happened in your own words.
    Good photos show: the goods, the label, the scale, the shop sign. No faces needed.
    Please keep the goods, the wrapping and the bill. Do not confront the seller, and do not post it online before there is a result.
    Type: /report to send a report · /track to track one · /mydata to see your data · /language to change the language · 0 to talk to an officer.
    The ward never asks for an OTP code, money, account numbers or a photo of your identity card.
    Messages here are reports. A legal denunciation or complaint needs a signed letter or a visit to the reception office.

hotline-line = { $number } – { $name }
ways-door = Come to { $authority } during office hours.

language-own = English
language-which = Which language would you like to use?
language-set = From now on the ward answers in English.

unsubscribe-none = You do not receive awareness messages, so there is nothing to cancel.
cancel-nothing = No report is unfinished, and you do not receive awareness messages, so there is nothing to cancel.

alarm-head = If there is danger now, please stay safe and call at once:
alarm-tail = This assistant does not replace an emergency call.

repeat-mark = (Sent again, in case it did not reach you)

talk-flow-gone = The assistant has just been updated, so what you had begun was closed. Please start again.
draft-resume = You have an unfinished report; let us go on.
draft-nudge = You have an unfinished report. Would you like to go on?
draft-expired = Your unfinished report was kept for as long as we may, and is now deleted. You can send it again at any time.

cancelled-report = Cancelled, and what you had entered is deleted. Press Send a report whenever you need to.
cancelled-consent = Cancelled, and what you sent for the report is deleted.
cancelled-track = Closed.

nav-skip = Skip
nav-back = Back
nav-cancel = Cancel
nav-done = Done
nav-edit = Edit
nav-keep = Leave as it is
edit-which = Which part would you like to change?

reask-required = This question needs an answer.
reask-gone = That button no longer works. Please answer the current question.
reask-changed = Something has changed. Please look again before you send.
reask-first = This is the first question.
reask-choice = Please choose one below, or type its number.
reask-words = We could not read that. Please write it in words.
reask-short = Please write a little more, at least { $least } letters.
reask-long = That is too long. Please keep it within { $most } letters.
reask-files = Please send a photo, a video or a voice message. If you have none, press Skip.
reask-many-files = A report takes at most { $most } files. Those received are kept.
reask-when = Please say when it happened.
reask-place = Please say where the goods are sold: the market, the stall, or the address.
reask-point = We could not read this position. Please send it again or type the address.
reask-phone = This is not a phone number. For example: 0912 345 678.
reask-amounts = Please write two numbers: how much you bought, how much it weighed again. For example: 2kg 1.7kg.
amounts-two = Please write two numbers: how much you bought, how much it weighed again. For example: 2kg 1.7kg.
amounts-unclear = This can be understood in two ways. Please choose the right one.
amounts-more = It weighed more than you bought. Please check: first what you bought, then what it weighed again.

place-here = 📍 Send location
place-type = Type the address
place-how-here =
    A position is sensitive data; the ward only uses it to find the shop.
    Please use your phone's location button, and pin the shop, not your home.
place-how-type = Please type the market, the stall or the address. For example: next to the school gate, alley 5.
place-pinned = pinned on the map
place-around = on the map only approximate (within about 150 m)

yesno-yes = Yes
yesno-no = No
when-today = Today
when-yesterday = Yesterday
when-earlier = Earlier
when-other = Earlier

file-refused = The file { $name } could not be taken: { $reason } Everything else is kept.
file-unnamed = you sent
file-empty = it is empty.
file-type = the ward does not take this kind of file. Please send a photo, a video, a voice message or a PDF.
file-broken = it is damaged and cannot be opened.
file-too-large = it is too large.
file-too-large-picture = the picture has too many pixels.
file-timeout = the picture took too long to open.
file-lost = it could not be loaded. Please send it again.

weekday-0 = Monday
weekday-1 = Tuesday
weekday-2 = Wednesday
weekday-3 = Thursday
weekday-4 = Friday
weekday-5 = Saturday
weekday-6 = Sunday
date-long = { $weekday }, { $day }
date-moment = { $time }, { $day }
decimal-mark = .

edit-taken = Your changed words have been taken over.
edit-noted = Report { $code } has been sent already, so your changed words are added to the file, beside the earlier ones.
