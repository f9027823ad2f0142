SUMMARY='p1 and p2 hand packets with Router Alert from pe1 to pe2 (IPv4) to a slow program by NFQUEUE, which lets ten a second go on; pe1 sends 45 of RSVP, and the queue overflows.'
AFFECTS='p1/slow-path p2/slow-path pe1/10.255.0.2'
EXPECTED='rao-slow-path: the queue of Router Alert on p1 or p2 drops packets
rao-interception: p1 and p2 hand RSVP with Router Alert to a program, and are not meant to
rao-unknown-protocol: p1 and p2 hand packets of protocols they do not know to a program
rao-rate-limit: packets with Router Alert reach a program on p1 and p2 at any rate
rao-transparency: RSVP with Router Alert from pe1 to pe2 is policed, in the core'
DETECT_S=3
CONFLICTS='rao-punt-socket rao-queue-unheard'

QUEUE=46

apply() {
  local device
  for device in p1 p2; do
    alert_queue_put "$device" "$QUEUE"
    alert_hog "$device" "queue-$device" queue "$QUEUE" 0.1
  done
  alert_hog pe1 queue-sender send rsvp-te "${LOOPBACK4[pe1]}" "${LOOPBACK4[pe2]}" rate=45
}
revert() {
  local device
  hog_stop pe1 queue-sender
  for device in p1 p2; do
    alert_queue_drop "$device"
    hog_stop "$device" "queue-$device"
  done
}
dropped() { local device; for device in p1 p2; do in_ns "$device" cat /proc/net/netfilter/nfnetlink_queue; done | awk '{ n += $6 + $7 } END { print n + 0 }'; }
visible() { (($(dropped) > 20)); }
