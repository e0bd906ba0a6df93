# While unusually many people sign.
challenge-needed = Very many people are signing at this moment, so each signature has to show that it is not sent in bulk. What you typed is still here: please press the button once more.
challenge-dearer = Very many signatures came from your mail domain just now, so yours needs a little more work. What you typed is still here. Please press the button once more: your device does the work by itself.
challenge-again = This form had been sent before, or was open for a long time. What you typed is still here: please press the button once more.
challenge-domain = Very many signatures came from your mail domain within the hour. What you typed is still here: press the button once more, or, if that does not help, { $minutes ->
    [one] in a minute
   *[other] in { $minutes } minutes
 }. An address at another provider works at once.
challenge-network = Several signatures came from your network without JavaScript while very many people sign. What you typed is still here: press the button once more { $minutes ->
    [one] in a minute
   *[other] in { $minutes } minutes
 }, or now in a browser with JavaScript.
challenge-queue = So many people without JavaScript are signing that their mails would wait for more than two hours. What you typed is still here: press the button once more { $minutes ->
    [one] in a minute
   *[other] in { $minutes } minutes
 }, or now in a browser with JavaScript.
challenge-working = One moment: your device is doing a small piece of work that keeps out programs. Then the form is sent by itself.
challenge-without-script = Very many people are signing at this moment. Without JavaScript it works just as well; only your mail may come later.
check-mail-later = Very many people are signing at this moment. Your mail comes { $minutes ->
    [one] within a minute
   *[other] in { $minutes } minutes at most
 }.
check-mail-most = { $count ->
    [one] One mail a day goes
   *[other] At most { $count } mails a day go
 } to one address, and only a few for one letter, so that nobody can fill it through us; after that, use a link that you have.
