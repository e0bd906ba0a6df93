# While unusually many people sign.
challenge-needed = A lot of people are signing right now. Your answers are still below. Click “{ sign-the-letter }” once more.
challenge-dearer = We've just received a lot of signatures from your email provider, so we need one more check. Your answers are still below. Click “{ sign-the-letter }” once more. Your device does the rest.
challenge-again = This form was already sent, or was open for a long time. Your answers are still below. Click “{ sign-the-letter }” once more.
challenge-domain = We've received a lot of signatures from your email provider in the last hour. Your answers are still below. Click “{ sign-the-letter }” once more. If that doesn't help, try again { $minutes ->
    [one] in a minute
   *[other] in { $minutes } minutes
 }, or use an address from another provider.
challenge-network = A lot of people are signing, and several signatures came from your network without JavaScript. Your answers are still below. Click “{ sign-the-letter }” again { $minutes ->
    [one] in a minute
   *[other] in { $minutes } minutes
 }, or now in a browser with JavaScript.
challenge-queue = A lot of people are signing without JavaScript, so confirmation emails would take more than two hours. Your answers are still below. Click “{ sign-the-letter }” again { $minutes ->
    [one] in a minute
   *[other] in { $minutes } minutes
 }, or now in a browser with JavaScript.
challenge-working = One moment. We're checking that you're not a robot. Then we'll send the form.
challenge-without-script = A lot of people are signing right now. You can sign without JavaScript, but your email may take longer to arrive.
check-mail-later = A lot of people are signing right now. We expect to send your email { $minutes ->
    [one] within a minute
   *[other] within { $minutes } minutes
 }.
check-mail-most = { $count ->
    [one] To prevent abuse, we send only one email a day to any address
   *[other] To prevent abuse, we send at most { $count } emails a day to any address
 }, and only a few about { $kind ->
    [statement] one statement
   *[letter] one letter
 }. If you asked several times today, use the link in the latest email.
