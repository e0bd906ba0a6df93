# What links to a letter show elsewhere, and how it looks when too many watch.
share-image-alt = The title “{ $letter }”, who publishes it, and how many have signed.
share-image-signed = Signed by { $who }
share-image-organizations = { $count }+ organizations
share-image-people = { $count }+ people
share-image-reached = Goal reached: { $count }
