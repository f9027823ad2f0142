SUMMARY='On p1 and p2 a slow program asks for RSVP with Router Alert (IP_ROUTER_ALERT), has little room for it and sends nothing on; pe1 sends 25 packets a second.'
AFFECTS='p1/slow-path p2/slow-path pe1/10.255.0.2'
EXPECTED='rao-slow-path: a program on p1 or p2 that takes RSVP with Router Alert loses packets
rao-interception: p1 and p2 take RSVP out of forwarding, and are not meant to
rao-transparency: RSVP from pe1 to pe2 is intercepted, in the core; other protocols pass'
DETECT_S=3
CONFLICTS='rao-punt-queue rao-queue-unheard'

apply() {
  local device
  for device in p1 p2; do alert_hog "$device" "punt-$device" punt rsvp 0.1; done
  alert_hog pe1 punt-sender send rsvp-te "${LOOPBACK4[pe1]}" "${LOOPBACK4[pe2]}" rate=25
}
revert() {
  local device
  hog_stop pe1 punt-sender
  for device in p1 p2; do hog_stop "$device" "punt-$device"; done
}
# The flow takes one of the two; what a socket lost goes with it.
visible() { (($(raw_drops p1 46) + $(raw_drops p2 46) > 10)) && [[ $(alerts_of_edges rsvp-te 5) == '0 '* ]]; }
