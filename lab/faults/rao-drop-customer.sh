SUMMARY='pe1 drops packets with Router Alert that it would carry on for ce1, IPv4 and IPv6; what is for pe1 itself, as IGMP is, comes through.'
AFFECTS='ce1/192.168.2.2 pe1/to-ce1'
EXPECTED='rao-transparency: packets with Router Alert from ce1 to ce2 are dropped, at pe1
rao-promise: packets with Router Alert from ce1 to ce2 are lost, and it was promised to carry them
rao-unknown-protocol: pe1 drops packets of protocols it does not know for the option alone'
DETECT_S=1
CONFLICTS='rao-evasion'

TABLE=raa_rao_drop_customer

apply() { alert_rules 'iifname "to-ce1"' 'counter drop' | alert_table_put pe1 "$TABLE" forward 0; }
revert() { nft_table_drop pe1 "$TABLE"; }
visible() { [[ $(alerts_of_customers udp 5) == '0 '* && $(alerts6_of_customers udp 5) == '0 '* ]]; }
