# Sending a report, consent, the receipt.

consent-text =
    This is what { $authority } would like you to know:
    • What is recorded: the words, photos and place of sale that you send; your messaging account; your phone number if you give it.
    • What for: to check and handle the report and to tell you the result. Nothing else; your name is never published.
    • Who sees it: the officer in charge; the ward police or a higher authority where needed. The shop is never told who you are.
    • How long: an unfinished report { $days } days; contact data at most { $months } months after the case is over.
    • Your rights: to see, correct, copy or delete your data, and to withdraw consent. Write "MY DATA" or ask { $contact }.
    Data controller: { $controller }.
    Do you agree?
ask-consent-choice = Before we start, please read these few lines.
consent-agree = I agree
consent-refuse = I do not agree – show other ways
consent-refused =
    What you sent has been erased.
    You can still report in another way:
    { $ways }

ask-report-guess = Which of these would you like to report?
guess-one = Would you like to report: { $what }?
guess-because =
    Would you like to report: { $what }?
    (because you wrote: "{ $words }")
guess-line = { $nth }. { $what }
guess-none = No, let me choose
ask-report-category = What would you like to report?
ask-report-sub = Which of these is it?
label-unsure = Not sure, or something else of this kind
ask-report-amounts =
    How much should it have been, and how much was it when weighed again? For example: 2kg 1.7kg.
    If you do not know, press Skip.
ask-report-place =
    Where are the goods sold?
    Type the market, stall or address, or send the position of the shop.
place-told = Use: { $words }
label-online = Bought online
ask-report-stall = Which stall of the market? For example: stall 5, Mrs Lan's. If you do not remember, press Skip.
ask-report-shop = What is the name of the seller or the page, or its link?
ask-report-inward = Your pin lies outside the ward. Is the shop in our ward?
inward-named = You mention "{ $ward }". Is the shop in our ward?
ask-report-details = Please tell what happened.
ask-report-more = What would you like to add? For example: which goods, which stall, what the seller said.
ask-report-injured = Has anybody fallen ill, been hurt or poisoned?
ask-report-madehere = Are the goods made, packed or stored at this place?
ask-report-quantity = About how many such goods are there?
quantity-few = A few
quantity-dozens = A few dozen
quantity-boxes = A few boxes
quantity-warehouse = A whole store room
ask-report-packs = How many packs were short?
packs-1 = 1 pack
packs-2 = 2 packs
packs-3 = 3 packs or more
ask-report-goods = What kind of goods are they?
goods-food = Food or drink
goods-sensitive = For children, elderly or pregnant people
goods-safety = Electric goods, helmets, toys
goods-other = Something else
ask-report-photos = Send photos, a video or a voice message if you have any. Then press Done.
gaps-there =
    The report has { $have } of { $of } things that help an officer ({ $photos } of { $wanted } photos).
    If you are still there, please send or write:
gaps-kept =
    The report has { $have } of { $of } things that help an officer ({ $photos } of { $wanted } photos).
    If you kept any of these, please send or write:
gaps-none = The report has all { $of } things that help an officer.
gaps-item = • { $how } – { $why }.
gaps-faces = No faces needed.
ask-report-when = When did it happen?
ask-report-identity = Shall your identity be kept secret, or is the report anonymous?
identity-sealed = Keep my identity secret
identity-anonymous = Anonymous
hint-identity-web =
    • Secret: only those who handle the case learn who you are.
    • Anonymous: nothing is kept that tells who you are. You see news with the code and the secret.
    If an officer may call you, simply type your phone number.
hint-identity-chat =
    • Secret: only those who handle the case learn who you are.
    • Anonymous: officers do not learn who you are, but the messaging service still knows.
    If an officer may call you, simply type your phone number.
ask-report-phone = A phone number, in case an officer has a question?
ask-report-confirm =
    Is this right?
    Press Send if it is, or Edit if it is not. To add something, just write it or send a photo.
confirm-send = Send

caught-details = Your words are noted.
caught-more = Your words are added.
caught-photos = { $count ->
        [one] { $count } file received.
       *[other] { $count } files received.
    }
caught-place = Position received.
caught-phone = Phone number noted.
photo-poor = { $flaw } { $how } What you sent is kept anyway.
photo-poor-filed =
    { $flaw } It is kept with report { $code } anyway.
    If you can take a better one, press Add to it and send it.
photo-small = A photo is too small to read words and numbers on it.
photo-dark = A photo is rather dark; words and numbers on it are hard to read.
photo-bright = A photo is too bright; words and numbers on it are hard to read.
photo-blurred = A photo is blurred; words and numbers on it are hard to read.
photo-nearer = Please send the original photo, or take one from nearer if you are still there.
photo-lighter = If you are still there, please take another one from nearer, with enough light.
photo-glare = If you are still there, please take another one without a lamp or the sun on it.
photo-steady = If you are still there, please take another one: hold the phone still until the picture is sharp.
voice-kept = The ward has received the recording; an officer will listen to it.

name-report-category = About
name-report-sub = In particular
name-report-amounts = Amounts
name-report-place = Place of sale
name-report-stall = Stall
name-report-shop = Seller online
name-report-details = What happened
name-report-more = More
name-report-injured = Somebody ill or hurt
name-report-madehere = Made, packed or stored there
name-report-quantity = How many
name-report-packs = Packs short
name-report-goods = Kind of goods
name-report-photos = Photos, files
name-report-when = When
name-report-identity = Identity
name-report-phone = Phone number

summary-head = Your report:
summary-line = • { $name }: { $answer }
summary-files = { $count ->
        [one] { $count } file
       *[other] { $count } files
    }
summary-no-files = none
summary-also = Besides: { $matters }
summary-honest =
    Please tell what you saw. If you are not sure, write "I suspect…".
    An honest mistake does no harm; inventing things to hurt somebody has consequences under the law.

amounts-words = should be { $bought }, weighed again { $got }, about { $missing } short, that is { $percent } %
amounts-counted = should be { $bought }, counted { $got }, { $missing } short, that is { $percent } %
amounts-which-one = Which of these do you mean? Or write both amounts again, for example: 2kg 1.7kg.
amounts-reading = should be { $bought }, weighed again { $got }
amounts-half = This amount is noted; one more is missing.
amounts-got = You bought { $amount }; how much was it really?
amounts-bought = It was really { $amount }; how much should it have been?
amounts-of = { $amount } short; how much should it have been?
amounts-said = By what you tell, about { $missing } of { $bought } is missing.
amounts-large = That is a large part; an officer will check the scale on the spot.
amounts-small = That is a small part, which the scale alone may explain; an officer looks at it all the same.
amounts-open = An officer will check it on the spot.
arithmetic-missing = Missing: { $bought } − { $got } = { $missing }
arithmetic-allowed = A scale may be wrong at { $bought } by { $range }, depending on the scale ({ $scales } kg; Circular 09/2017/TT-BKHCN)
arithmetic-times = Missing is { $range } times that
amount-metres = { $amount } m
amount-range = { $low } to { $high }
amount-kilograms = { $amount } kg
amount-grams = { $amount } g
amount-grams-lang = { $amount } g ({ $lang } lạng)
amount-litres = { $amount } litres
amount-cubic-metres = { $amount } m³
amount-pieces = { $amount } { $word }
when-worded = { $words } ({ $day })
when-told = { $words } (told on { $day })
when-before = before { $day }

report-too-many =
    You have sent many reports today. This one is kept; please send it tomorrow.
    If it is urgent, type 0 to talk to an officer.
report-referred =
    This shop is not in the ward, so no case is opened.
    Please report it to the ward or commune of the shop. What you told is kept here.
sent-already = This report was sent already; there is no need to send it again. Code: { $code }.
sent-perhaps = That button was used already. If you saw a receipt, the report was sent; there is no need to send it again.

receipt =
    The ward has received your report.
    Code: { $code }
    Secret: { $secret }
    { $office } is looking at it. By { $due } at the latest the ward tells you where it stands.
receipt-news = News will come here. Your identity is kept secret.
receipt-news-none =
    This report is anonymous: nothing is kept by which we could write to you.
    To see news, come back, press Track a report, and enter the code and the secret.
receipt-similar = The ward has received a similar report.
receipt-care =
    The secret is shown only once, so please save the picture of the receipt.
    No shop is found to have broken a rule until the check is over. Thank you.
receipt-title = Receipt of your report
receipt-code = Code
receipt-secret = Secret
receipt-row-topic = About
receipt-row-office = Office
receipt-row-filed = Received
receipt-row-due = At the latest
receipt-footer = Keep the secret to yourself. To track: type /track, then the code and the secret.
