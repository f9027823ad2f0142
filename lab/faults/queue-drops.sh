SUMMARY='ce2 may send 1 Mbit/s over to-pe2 (token bucket), and a sender wants 1.5: the queue in front of the interface drops the rest.'
AFFECTS='ce2/to-pe2'
EXPECTED='interface: the queue of ce2 to-pe2 drops packets (part of the service host of ce2)
ip-stack: ce2 drops what it has to send for want of queue space'
DETECT_S=3
CONFLICTS=''

RATE_BIT=1000000

apply() {
  require_cgroup
  in_ns ce2 tc qdisc replace dev to-pe2 root tbf rate "${RATE_BIT}bit" burst 16kb latency 50ms
  hog_start_inside ce2 overflow "$PACED_SENDER" "${CUSTOMER_GATEWAY4[ce2]}" $((RATE_BIT * 3 / 2))
}
revert() {
  hog_stop ce2 overflow
  in_ns ce2 tc qdisc del dev to-pe2 root 2>/dev/null || true
}

dropped() { in_ns ce2 tc -j -s qdisc show dev to-pe2 | jq '.[0].drops'; }
visible() {
  local before
  before=$(dropped)
  sleep 2
  (($(dropped) - before > 20))
}
