SUMMARY='The name server on ce2 answers with 192.168.2.66 instead of 192.168.2.2.'
AFFECTS='ce2/name-server'
EXPECTED='dns-answer: the right address of www.example.com is not among the answers'
DETECT_S=1
CONFLICTS='name-server-down'

apply() { name_server_start "$DNS_WRONG_ANSWER"; }
revert() { name_server_start "$DNS_ANSWER"; }
visible() { [[ $(dns_lookup) == "$DNS_WRONG_ANSWER" ]]; }
