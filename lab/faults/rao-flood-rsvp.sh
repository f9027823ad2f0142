SUMMARY='ce1 floods ce2 with 2000 RSVP Path a second, from 16 made-up senders.'
AFFECTS='ce1/to-pe1 pe1/to-ce1'
EXPECTED='rao-punt-rate: pe1 receives far too much RSVP with Router Alert, and so does pe2 of what its limit lets pass
rao-rate-limit: RSVP is beyond its limit at pe1, and what is meant suffers with what is not; IGMP is not touched'
DETECT_S=3
CONFLICTS='rao-flood rao-class-starved'

apply() {
  require_cgroup
  cgroup_quota ce1 unlimited
  alert_hog ce1 flood-rsvp send rsvp "$CE1_ADDRESS4" "$CE2_ADDRESS4" rate=2000 sources=16
}
revert() {
  hog_stop ce1 flood-rsvp
  cgroup_quota ce1 limited
}
visible() {
  local came
  read -r came _ < <(alerts_of_customers rsvp 20 rate=20)
  ((came < 15))
}
