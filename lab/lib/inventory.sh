# The inventory: what the product reads to know the lab.

device_json() {
  local device=$1 frr=null
  if is_router "$device"; then
    frr=$(jq -nc --arg p "$(ns "$device")" --argjson d "$(frr_daemons_json "$device")" '{pathspace:$p,daemons:$d}')
  fi
  jq -nc --arg name "$device" --arg ns "$(ns "$device")" --arg role "${ROLE[$device]}" --argjson frr "$frr" \
    --argjson cgroup "$(cgroup_json "$device")" --arg l4 "${LOOPBACK4[$device]:-}" --arg l6 "${LOOPBACK6[$device]:-}" \
    '{name:$name,namespace:$ns,netnsPath:("/run/netns/" + $ns),role:$role,os:"linux",frr:$frr,cgroup:$cgroup,
      loopback4:(if $l4 == "" then null else $l4 end),loopback6:(if $l6 == "" then null else $l6 end)}'
}

link_json() { # device interface IPv4 IPv6 device interface IPv4 IPv6 kind
  jq -nc --arg a "$1" --arg ai "$2" --arg b "$5" --arg bi "$6" --arg kind "$9" \
    '{a:{device:$a,interface:$ai},b:{device:$b,interface:$bi},kind:$kind}'
}

# One a line: the tunnel, and what the customers and the edges are promised of Router Alert.
service_json() {
  jq -nc --arg ifname "$TUNNEL" --arg a1 "${LOOPBACK4[pe1]}" --arg a2 "${LOOPBACK4[pe2]}" --arg t1 "${TUNNEL4[pe1]}" --arg t2 "${TUNNEL4[pe2]}" \
    '{type:"tunnel",name:"blue",labels:{customer:"acme"},parameters:{device1:"pe1",interface1:$ifname,address1:$a1,"tunnel-address1":$t1,
      device2:"pe2",interface2:$ifname,address2:$a2,"tunnel-address2":$t2}}'
  alert_service_json rao-transit acme ce1 "$CE1_ADDRESS4" ce2 "$CE2_ADDRESS4"
  alert_service_json rsvp-path core pe1 "${LOOPBACK4[pe1]}" pe2 "${LOOPBACK4[pe2]}"
}
alert_service_json() { # type name device address device address
  jq -nc --arg type "$1" --arg name "$2" --arg d1 "$3" --arg a1 "$4" --arg d2 "$5" --arg a2 "$6" \
    '{type:$type,name:$name,labels:{customer:"acme"},parameters:{device1:$d1,address1:$a1,device2:$d2,address2:$a2}}'
}

inventory_write() {
  local device link devices links services kinds
  devices=$(for device in "${DEVICES[@]}"; do device_json "$device" || exit; done)
  links=$(for link in "${LINKS[@]}"; do link_json $link || exit; done)
  services=$(service_json)
  kinds=$(tunnel_kinds)
  jq -n --arg lab "$PREFIX" --arg devices "$devices" --arg links "$links" --arg services "$services" --arg kinds "$kinds" '
    def rows: split("\n") | map(fromjson);
    {version:1,lab:$lab,devices:($devices | rows),links:($links | rows),services:($services | rows),tunnelKinds:($kinds | split("\n"))}' |
    write_atomically "$INVENTORY"
}
