# What links to a letter show elsewhere, and how it looks when too many watch.
share-image-alt = The title “{ $letter }”, who publishes it, and how many have signed.
share-image-signed = Signed by { $who }
share-image-organizations = { $count }+ organizations
share-image-people = { $count }+ people
share-image-reached = Goal reached: { $count }
status-crowded = Very many people are here right now
status-crowded-explained = We can't show the number of signatures as it rises to everyone at once. The letter shows it when you load the page; please try again { $wait }.
