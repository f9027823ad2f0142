SUMMARY='ce1 sends ce2 RSVP with values of Router Alert that are not assigned: 40000 over IPv4, 100 over IPv6.'
AFFECTS='ce1/to-pe1 pe1/to-ce1'
EXPECTED='rao-usage: ce1 uses values of Router Alert that are not assigned, 40000 and 100'
DETECT_S=1

apply() { alert_hog ce1 value-sender send rsvp "$CE1_ADDRESS4" "$CE2_ADDRESS4" rate=3 value=40000 -- rsvp "$CE1_ADDRESS6" "$CE2_ADDRESS6" rate=3 value=100; }
revert() { hog_stop ce1 value-sender; }
visible() { [[ -n $(hog_pid ce1 value-sender) ]] && alert_seen pe1 to-ce1 0=46 20=94049c40 && alert_seen pe1 to-ce1 0=6 42=05020064; }
