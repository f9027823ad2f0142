SUMMARY='p1 and p2 drop packets of more than 1400 octets that they carry from pe1 to pe2, without a word; IS-IS is not touched.'
AFFECTS='pe1/10.255.0.2 p1/to-pe2 p2/to-pe2'
EXPECTED='ip-connectivity: large packets between pe1 and pe2 vanish
tunnel: large packets in the tunnel vanish as well'
DETECT_S=1
CONFLICTS=''

TABLE=raa_path_mtu

apply() {
  local device
  for device in p1 p2; do
    nft_forward_put "$device" "$TABLE" "iifname { \"to-pe1\", \"to-pe1-b\" } oifname \"to-pe2\" meta length > 1400 counter drop"
  done
}

revert() { local device; for device in p1 p2; do nft_table_drop "$device" "$TABLE"; done; }

# Octets of IP, sent without permission to fragment.
passes() { in_ns pe1 ping -n -q -M do -s $(($1 - 28)) -c 1 -W 1 -I "${LOOPBACK4[pe1]}" "${LOOPBACK4[pe2]}" >/dev/null; }
visible() { passes 1400 && ! passes 1500; }
