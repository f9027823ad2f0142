SUMMARY='pe1 drops what ce1 sends over a protocol nobody knows (253) when it has Router Alert, and for that alone.'
AFFECTS='pe1/to-ce1 ce1/192.168.2.2'
EXPECTED='rao-unknown-protocol: pe1 drops packets of protocol 253 for the option alone
rao-transparency: protocol 253 with Router Alert from ce1 to ce2 is dropped, at pe1
rao-promise: protocol 253 with Router Alert from ce1 to ce2 is lost, and it was promised to carry it'
DETECT_S=1

TABLE=raa_rao_unknown

apply() { alert_rules 'iifname "to-ce1" meta l4proto 253' 'counter drop' | alert_table_put pe1 "$TABLE" forward 0; }
revert() { nft_table_drop pe1 "$TABLE"; }
visible() { [[ $(alerts_of_customers protocol-253 5) == '0 '* && $(alerts_of_customers protocol-253 5 form=none) == '5 '* ]]; }
