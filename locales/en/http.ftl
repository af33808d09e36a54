### What the chat page or another machine hears when a request was not taken.

## The session

http-session = This chat session has ended. Please open the page again.
http-sessions = Too many new sessions from this network. Please try again in an hour.
http-cross-site = This request did not come from the ward's page. Please open the page again and retry.

http-framed = Staff work cannot be opened inside the frame of another page. Please open this page in a tab of its own.
http-bad-invitation = This invitation is incomplete. Please open the whole link again, or ask for a new one.
http-invitations = Too many invitations were tried. Please try again in an hour.

## Messages

http-malformed = This message could not be read. Please reload the page and send it again.
http-bad-id = This message has no proper id. Please reload the page and send it again.
http-one-of = Please send one thing at a time: words, a choice or a place.
http-empty = The message is empty. Please write a few words and send it.
http-bad-place = This place is not valid. Please type an address or choose again on the map.
http-text-too-long = The message is longer than { $most } characters. Please split it into shorter ones.
http-text-too-large = The message is too long. Please split it into shorter ones.
http-too-large = The request is too large. Please send less at a time.
http-too-fast = You are sending rather fast. Please wait a minute and go on.
http-too-many = You have sent very many messages today. Please go on tomorrow, or come to the ward's office.

## Photos, videos, files

http-file-too-large = The file is larger than { $most } MB. Please send a photo, or a shorter video.
http-too-many-files = Only { $most } files can be sent at a time. Please send them in several steps.
http-file-empty = This file is empty. Please choose the file again.
http-no-file = There is no file. Please choose a photo, a video or a file.
http-draft-full = The files of this report exceed { $most } MB. Please send the report first and add more later.
http-day-full = Many files were sent today. You can go on in words, and send more files tomorrow.
http-not-multipart = Files cannot be sent this way. Please reload the page and send them again.
http-developing = The photo is being prepared. Please look again in a few seconds.
http-disk-full = The ward cannot take more files at the moment. Messages in words still arrive.
http-slow = The connection is slow and the file did not arrive. Please try again.

## The server

http-away = The system is busy. Your message was not taken; please try again in a few seconds.
http-broken = Something went wrong. Please try again in a few minutes.
http-not-found = This was not found.
http-method = This cannot be called this way.
http-media-type = This kind of content cannot be used here.
http-token = An access token is needed.
http-signature = The signature or secret is wrong.
http-not-json = The content is not readable JSON.
