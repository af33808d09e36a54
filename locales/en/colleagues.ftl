# What is said to colleagues in every conversation, instead of what is said to residents.

welcome-colleague =
    Hello. This is the automatic assistant of { $authority }.
    Type /viec for the open cases, /hangdoi for residents who wait for an answer.
    To send a report as any resident may, press a button below.
help-colleague =
    The automatic assistant of { $authority }, for staff.
    Type: /viec for cases · /viec and a code, a place or goods to search · /hangdoi to answer residents · /vangmat for an absence · /language to change the language.
    Everything that is done with a case is a button of its card. While a question is open, what you write or send is its answer; type Cancel to give up.
    The buttons below are those of residents; staff may send a report as any resident may.
menu-lost-colleague = That was not understood. Type /viec for the cases, or choose one below.
language-which-colleague = Which language?
unsubscribe-none-colleague = There is no subscription to awareness messages, so there is nothing to cancel.
cancel-nothing-colleague = Nothing is open, so there is nothing to cancel.
alarm-head-colleague = If there is danger now, stay safe and call at once:
talk-flow-gone-colleague = The assistant has just been updated, so what was open was closed. Please start again.
draft-resume-colleague = This is unfinished; let us go on.
draft-nudge-colleague = Something is unfinished. Go on with it?
draft-expired-colleague = The unfinished report was kept for as long as we may, and is now deleted. It can be sent again at any time.
edit-which-colleague = Which part needs a change?
edit-taken-colleague = The changed words have been taken over.
file-lost-colleague = it could not be loaded. Please send it again.
place-how-type-colleague = Please type the market, the stall or the address. For example: next to the school gate, alley 5.

reask-gone-colleague = That button no longer works. Please answer the current question.
reask-changed-colleague = Something has changed. Please look again before it is sent.
reask-choice-colleague = Please choose one below, or type its number.
reask-words-colleague = That could not be read. Please write it in words.
reask-short-colleague = Please write a little more, at least { $least } letters.
reask-long-colleague = That is too long. Please keep it within { $most } letters.
reask-files-colleague = Please send a photo, a video or a voice message. If there is none, press Skip.
reask-when-colleague = Please say when it happened.
reask-place-colleague = Please say where the goods are sold: the market, the stall, or the address.
reask-point-colleague = This position could not be read. Please send it again or type the address.
