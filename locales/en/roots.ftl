# Roots: the authorities that are trusted when signatures are verified.

roots-title = Trusted certificates
roots-what = A signature is trusted when the signer's certificate leads to one of these.
roots-see = See and add certificates
roots-subject = Authority
roots-issuer = Issued by: { $issuer }
roots-validity = Valid
roots-state = State
roots-state-valid = Valid
roots-state-ending = Ends soon
roots-state-ended = Ended
roots-state-coming = Not valid yet
roots-none = Nobody is trusted yet
roots-none-why = Signatures are still checked for changes, but their issuer is reported as unknown until a root is added, such as that of the government's authority.
roots-file = Choose a certificate file
roots-file-help = A .pem, .crt, .cer or .der file, at most 1 MB. Take it from the authority's site and compare its SHA-256 with them first.
roots-file-missing = Choose a certificate file.
roots-unread = This file is no certificate. Choose a .pem, .crt, .cer or .der file that the authority has published.
roots-already-there = The certificate of { $subject } is in the list already.
roots-no-authority = { $subject } is no authority: this certificate signs, it cannot issue others. Choose the root of its issuer.
roots-add = Trust this certificate
roots-added = { $n } added
roots-remove = Remove
roots-remove-one = Remove the certificate of { $subject }
roots-removed = { $subject } is trusted no longer
roots-revoked = Revoked certificates are not looked up, because nothing is fetched from outside. Every result says so.
