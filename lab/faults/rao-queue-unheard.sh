SUMMARY='p1 and p2 hand packets with Router Alert from pe1 to pe2 (IPv4) to a program by NFQUEUE, and no program listens: all are lost.'
AFFECTS='p1/slow-path p2/slow-path pe1/10.255.0.2'
EXPECTED='rao-transparency: RSVP with Router Alert from pe1 to pe2 is dropped, in the core
rao-interception: p1 and p2 hand RSVP with Router Alert to a program, and are not meant to
rao-unknown-protocol: p1 and p2 hand packets of protocols they do not know to a program
rao-rate-limit: packets with Router Alert reach a program on p1 and p2 at any rate'
DETECT_S=1
CONFLICTS='rao-punt-socket rao-punt-queue'

QUEUE=46

apply() { local device; for device in p1 p2; do alert_queue_put "$device" "$QUEUE"; done; }
revert() { local device; for device in p1 p2; do alert_queue_drop "$device"; done; }
visible() { [[ $(alerts_of_edges udp 5) == '0 '* && $(alerts_of_edges udp 5 form=none) == '5 '* ]]; }
