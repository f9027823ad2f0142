SUMMARY='The listener on ce2 leaves the stream of ce1: nobody behind pe2 asks for it any more.'
AFFECTS='ce2/listener pe2/232.1.1.1'
EXPECTED='igmp-membership: nobody at pe2 has asked for 192.168.1.2 232.1.1.1
multicast-route: pe2 sends the stream to nobody, or no longer has it'
DETECT_S=4
CONFLICTS=''

# The program stays, so that the lab is whole.
apply() { customer_signal listener ce2 USR1; }
revert() { customer_signal listener ce2 USR2; }
visible() { ! stream_forwarded; }
