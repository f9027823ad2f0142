SUMMARY="ce1 sends ce2 five packets of IGMP a second with Router Alert: pe1's multicast daemon takes all IGMP with the option, for whomever it is, and they do not arrive."
AFFECTS='pe1/pimd ce1/192.168.2.2'
EXPECTED='rao-transparency: where a service asks for IGMP from ce1 to ce2, it is intercepted, at pe1
rao-interception: where pe1 is said to have no interest in IGMP, a program on it takes IGMP with Router Alert out of forwarding'
DETECT_S=1

apply() { alert_hog ce1 igmp-sender send igmp "$CE1_ADDRESS4" "$CE2_ADDRESS4" rate=5; }
revert() { hog_stop ce1 igmp-sender; }
# The daemon does so without anybody noticing; the fault is that somebody relies on it.
visible() { [[ -n $(hog_pid ce1 igmp-sender) && $(alerts_of_customers igmp 5) == '0 '* && $(alerts_of_customers igmp 5 form=none) == '5 '* ]]; }
