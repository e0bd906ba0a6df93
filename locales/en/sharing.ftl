# What links to a letter show elsewhere, and how it looks when too many watch.
share-image-alt = The title “{ $letter },” the publisher, and the number of signatures.
share-image-signed = Signed by { $who }
share-image-organizations = { $count }+ organizations
share-image-people = { $count }+ individuals
share-image-reached = Goal reached: { $count }
status-crowded = A lot of people are here right now
status-crowded-explained = We can't update the number of signatures live for everyone. Reload the letter to see the current number, or try again { $wait }.
