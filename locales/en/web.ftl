### Words on the chat page. %s is filled in by the page (step, file name, per cent).

web-title = Send a report – { $ward }
web-title-staff = Staff page – { $ward }
web-skip = Go to the message box
web-assistant = Automatic assistant
web-me = You
web-me-staff = Me
web-emergency = Emergency:
web-emergency-police = police
web-emergency-fire = fire
web-emergency-ambulance = ambulance
web-menu = Menu
web-report-new = Send a new report
web-report = Send a report
web-track = Track a report
web-data = My data
web-officer = Talk to an officer
web-guide = Help
web-language = Language
web-leave = Leave and erase on this device
web-noscript = The chat cannot open on this device. Please reload the page, come to the ward office, or phone the ward during working hours. In an emergency call 113, 114 or 115.

## First visit

web-hello = Welcome.
web-welcome = Were you sold short weight, fake goods or goods without a label? Tell the ward here.
web-honest = The ward never asks for an OTP, money, a bank card or a photo of your ID card.

## The staff page

web-staff = Staff page
web-staff-only = Only for invited staff
web-staff-hint = New cases appear here. Please keep this page open while you work.
web-staff-care = Please keep what you learn of reporters to yourself, and do not use this page on a shared device.
web-staff-work = See the cases
web-staff-write = /viec to see cases
web-staff-leave = The conversation on this device will be erased. To work on this device again you need a new invitation.
web-invited = You are invited to work here
web-invited-hint = Open it only if you know who invited you. The invitation works once and is bound to this device.
web-invitation-open = Open the invitation

## The conversation

web-log = Conversation with the ward
web-composer = Write a message
web-waiting = Waiting for the answer…
web-newest = Newest message
web-more = Read on
web-today = Today
web-yesterday = Yesterday
web-step = Step %s
web-choices = Choices. Press a line, or type its number.
web-gone = This text was deleted at the end of its retention time.
web-location-sent = Place of sale
web-receipt-alt = Picture of the receipt. It says the same as the message above.
web-receipt-save = Save the receipt picture
web-photo-alt = Photo sent: %s
web-evidence-alt = Photo %s
web-unseen = It cannot be shown yet. Please try again later.

## Sending

web-write = Type a message
web-write-amounts = For example: bought 1 kg, weighed 800 g
web-write-place = Type the address, e.g. beside the market gate
web-write-code = Enter the code, e.g. 26-0042-7
web-write-when = For example: 8 this morning
web-send = Send the message
web-queued = Waiting to be sent
web-sending = Sending
web-sent = Sent
web-again = Weak network, sending again
web-failed = Not sent yet. Please check the network, then press “Try again”.
web-refused = The ward could not take this message. Please try again in a few minutes.
web-retry = Try again
web-cancel = Cancel
web-dismiss = Drop this message
web-offline = No network. Your messages will be sent when it is back.

## Photos, videos, files

web-attach = Send a photo, video or file
web-shoot = Take a photo
web-choose = Choose a photo
web-upload-progress = %s % sent
web-upload-too-large = “%s” is too large. Please send a photo or a shorter video.
web-upload-cancelled = “%s” was not sent.

## Place

web-locate = Send my location
web-locate-title = Send the location of this device?
web-locate-hint = A location is sensitive personal data. The ward uses it only to find the place of sale. Send it only while you are there; if you are back home, please type the address.
web-locate-yes = Agree, send location
web-locate-no = Do not send
web-locating = Finding the location…
web-locate-failed = This device does not tell its location. Please type the address.
web-type = Type the address
web-map = Choose on the map
web-map-title = Choose the place of sale
web-map-hint = Pin the place of sale, not your home. Move the map until the pin is on the spot.
web-map-keys = Keyboard: arrow keys, + and −.
web-map-label = Map. Arrow keys move it, plus and minus change its scale.
web-map-take = Choose this spot
web-map-inside = The pin is inside the ward.
web-map-outside = The pin is outside the ward's boundary.
web-map-plain = The map shows only the ward's boundary (for reference); if it is hard to choose, please type the address.
web-map-see = See on the map
web-map-close = Close
web-map-failed = The map could not be opened. Please type the address.
web-zoom-in = Zoom in
web-zoom-out = Zoom out

## Leaving

web-leave-hint = The conversation and the unfinished draft on this device will be erased. Reports already sent are still handled by the ward. Please keep your tracking code.
web-leave-yes = Leave and erase
web-leave-no = Stay
web-leave-failed = Nothing was erased because the network is down. Please try again.
