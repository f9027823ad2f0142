SUMMARY='The name server on ce2 stops.'
AFFECTS='ce2/name-server'
EXPECTED='dns-name: the name server on 192.168.2.2 does not answer ce1'
DETECT_S=1
CONFLICTS='name-server-wrong'

apply() { server_stop name-server; }
revert() { name_server_start "$DNS_ANSWER"; }
visible() { [[ -z $(dns_lookup) ]]; }
