SUMMARY='pe2 drops what pe1 says in PIM: the neighbour runs out, and pe2 has nobody to ask for the stream of ce1.'
AFFECTS='pe2/vxlan100'
EXPECTED='pim-neighbour: pe2 has no PIM neighbour 172.16.100.1 on vxlan100'
DETECT_S=4
CONFLICTS=''

TABLE=raa_pim

apply() {
  nft_table_put pe2 "$TABLE" <<EOF
table inet $TABLE {
  chain input {
    type filter hook prerouting priority 0; policy accept;
    iifname "$TUNNEL" meta l4proto pim drop
  }
}
EOF
}

revert() { nft_table_drop pe2 "$TABLE"; }
visible() { [[ $(pim_neighbours pe2) == 0 ]]; }
