SUMMARY='pe1 drops the stream of ce1 as it comes in: the routers know it and nothing of it passes.'
AFFECTS='pe1/232.1.1.1 pe2/232.1.1.1'
EXPECTED='multicast-route: no packets of 192.168.1.2 232.1.1.1 pass pe2'
DETECT_S=3
CONFLICTS=''

TABLE=raa_stream_lost

apply() {
  nft_table_put pe1 "$TABLE" <<EOT
table inet $TABLE {
  chain prerouting {
    type filter hook prerouting priority -300; policy accept;
    iifname "to-ce1" ip daddr $STREAM_GROUP drop
  }
}
EOT
}
revert() { nft_table_drop pe1 "$TABLE"; }

stream_packets() { vty pe2 'show ip mroute count json' 2>/dev/null | jq --arg g "$STREAM_GROUP" --arg s "$STREAM_SOURCE" '.[$g][$s].packets // 0'; }
visible() {
  local before
  before=$(stream_packets)
  sleep 2
  (($(stream_packets) == before))
}
