# What signers hear after they signed.
kind-update = Update
updates = Updates
update-of = On the letter
update-sign = Read and sign the letter
