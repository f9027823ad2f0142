SUMMARY='p1 and p2 hand packets with Router Alert from pe1 to pe2 (IPv4) to a slow program by NFQUEUE, which lets 25 a second go on; pe1 sends 100, and the queue overflows.'
AFFECTS='p1/slow-path p2/slow-path pe1/10.255.0.2'
EXPECTED='rao-slow-path: the queue of Router Alert on p1 or p2 drops packets
rao-interception: p1 and p2 hand Router Alert of all protocols to a program, without a limit
rao-transparency: packets with Router Alert from pe1 to pe2 are policed, in the core
rao-usage: pe1 uses Router Alert over UDP'
DETECT_S=3
CONFLICTS='rao-punt-socket rao-queue-unheard'

QUEUE=46

apply() {
  local device
  for device in p1 p2; do
    alert_queue_put "$device" "$QUEUE"
    alert_hog "$device" "queue-$device" queue "$QUEUE" 0.04
  done
  alert_hog pe2 queue-sink listen udp 9
  alert_hog pe1 queue-sender send udp "${LOOPBACK4[pe1]}" "${LOOPBACK4[pe2]}" rate=100
}
revert() {
  local device
  hog_stop pe1 queue-sender
  hog_stop pe2 queue-sink
  for device in p1 p2; do
    alert_queue_drop "$device"
    hog_stop "$device" "queue-$device"
  done
}
dropped() { local device; for device in p1 p2; do in_ns "$device" cat /proc/net/netfilter/nfnetlink_queue; done | awk '{ n += $6 + $7 } END { print n + 0 }'; }
visible() { (($(dropped) > 20)); }
