SUMMARY='pe1 means to drop Router Alert that ce1 sends, and its rules see the usual form with value 0 only: value 1, and the option behind padding, slip past.'
AFFECTS='pe1/to-ce1 ce1/192.168.2.2'
EXPECTED='rao-rate-limit: forms of Router Alert pass pe1 by its rules for the usual one
rao-unknown-protocol: pe1 drops packets of protocols it does not know for the option alone
rao-transparency: packets with Router Alert from ce1 to ce2 are dropped, at pe1
rao-promise: packets with Router Alert from ce1 to ce2 are lost, and it was promised to carry them'
DETECT_S=1
CONFLICTS='rao-drop-customer'

TABLE=raa_rao_evasion

apply() {
  alert_table_put pe1 "$TABLE" forward 0 <<'EOT'
    iifname "to-ce1" ip hdrlength > 5 @nh,160,32 0x94040000 counter drop
    iifname "to-ce1" ip6 nexthdr 0 @nh,336,32 0x05020000 counter drop
EOT
}
revert() { nft_table_drop pe1 "$TABLE"; }
visible() { [[ $(alerts_of_customers udp 5) == '0 '* && $(alerts_of_customers udp 5 value=1) == '5 5 '* && $(alerts_of_customers udp 5 form=behind-padding) == '5 5 '* ]]; }
