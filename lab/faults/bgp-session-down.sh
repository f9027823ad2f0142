SUMMARY='pe2 drops BGP (TCP port 179) in both directions: the session of pe1 and pe2 ends when its hold time is over; the core is sound.'
AFFECTS='pe1/10.255.0.2 pe2/10.255.0.1'
EXPECTED='bgp-session: the session of pe1 with 10.255.0.2 is down, hold timer expired
bgp: no session is left on pe1
route: pe1 has no route to 10.200.2.1/32 any more'
DETECT_S=6
CONFLICTS='route-withdrawn'

TABLE=raa_bgp

apply() {
  nft_table_put pe2 "$TABLE" <<EOF
table inet $TABLE {
  chain input {
    type filter hook input priority 0; policy accept;
    tcp dport 179 drop
    tcp sport 179 drop
  }
  chain output {
    type filter hook output priority 0; policy accept;
    tcp dport 179 drop
    tcp sport 179 drop
  }
}
EOF
}

revert() { nft_table_drop pe2 "$TABLE"; }
visible() { [[ $(bgp_session pe1) != Established* ]]; }
