SUMMARY="p1 and p2 overwrite Router Alert in what they carry from pe1 to pe2 over IPv4 and leave the header's checksum as it was: pe2 drops these packets."
AFFECTS='pe1/10.255.0.2 p1/to-pe2 p2/to-pe2'
EXPECTED='rao-transparency: the option is overwritten in the core with a wrong checksum, and the packets are lost
rao-unknown-protocol: p1 and p2 break packets with Router Alert of protocols they do not know'
DETECT_S=1
CONFLICTS='rao-drop rao-strip'

TABLE=raa_rao_strip_broken

apply() {
  local device
  for device in p1 p2; do alert_overwrite "$CORE_WAY" padding | alert_table_put "$device" "$TABLE" forward 0; done
}
revert() { local device; for device in p1 p2; do nft_table_drop "$device" "$TABLE"; done; }

bad_checksums() { in_ns pe2 awk '$1 == "IpExt:" && seen { print $column } $1 == "IpExt:" { seen = 1; for (i = 1; i <= NF; i++) if ($i == "InCsumErrors") column = i }' /proc/net/netstat; }
visible() {
  local before
  before=$(bad_checksums)
  alerts_of_edges udp 5 >/dev/null
  (($(bad_checksums) - before >= 5))
}
