SUMMARY='pe1 may send 1 Mbit/s over to-p2 (token bucket), and a sender uses 95 % of it.'
AFFECTS='pe1/to-p2'
EXPECTED='interface: pe1 to-p2 has sent nearly what it may for a minute'
DETECT_S=3
CONFLICTS=''

RATE_BIT=1000000

apply() {
  require_cgroup
  # What the sender sends late waits in the bucket's queue.
  in_ns pe1 tc qdisc replace dev to-p2 root tbf rate "${RATE_BIT}bit" burst 16kb latency 500ms
  hog_start_inside pe1 sender "$PACED_SENDER" 10.0.0.3 $((RATE_BIT * 95 / 100))
}
revert() {
  hog_stop pe1 sender
  in_ns pe1 tc qdisc del dev to-p2 root 2>/dev/null || true
}
visible() {
  local before
  before=$(interface_counter pe1 to-p2 statistics/tx_bytes)
  sleep 2
  (($(interface_counter pe1 to-p2 statistics/tx_bytes) - before > RATE_BIT / 8 * 2 * 9 / 10))
}
