SUMMARY="ce1 sends p1's own address three RSVP Path a second with Router Alert, and pe1 carries them into the core."
AFFECTS='pe1/to-ce1 p1/to-pe1'
EXPECTED='rao-trust-boundary: packets with Router Alert from outside, at pe1 to-ce1, reach the core'
DETECT_S=1

apply() { alert_hog ce1 outside-sender send rsvp "$CE1_ADDRESS4" "${LOOPBACK4[p1]}" rate=3; }
revert() { hog_stop ce1 outside-sender; }
visible() { [[ -n $(hog_pid ce1 outside-sender) ]] && alert_seen p1 to-pe1 0=46 9=2e 12=c0a80102 20=94; }
