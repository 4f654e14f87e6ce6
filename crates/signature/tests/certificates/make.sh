#!/usr/bin/env bash
# Makes the certificates and keys of the tests anew. They sign nothing but test files, and everybody may know the keys.
set -euo pipefail
cd "$(dirname "$0")"
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
cat >"$work/ca.cnf" <<CNF
[ca]
default_ca = here
[here]
dir = $work
new_certs_dir = $work
database = $work/index.txt
serial = $work/serial
default_md = sha256
policy = any
unique_subject = no
copy_extensions = none
[any]
commonName = supplied
organizationName = optional
organizationalUnitName = optional
title = optional
[req]
distinguished_name = dn
string_mask = utf8only
utf8 = yes
[dn]
[authority]
basicConstraints = critical,CA:true
keyUsage = critical,keyCertSign,cRLSign
[signer]
keyUsage = critical,digitalSignature,nonRepudiation
[cipher]
keyUsage = critical,keyEncipherment
[stamp]
keyUsage = critical,digitalSignature
extendedKeyUsage = critical,timeStamping
[condition]
keyUsage = critical,digitalSignature
1.2.3.4.5 = critical,ASN1:NULL
CNF
: >"$work/index.txt"; echo 1000 >"$work/serial"

key() { # name, kind
  local how=(-algorithm EC -pkeyopt ec_paramgen_curve:P-256)
  if [ "$2" = rsa ]; then how=(-algorithm RSA -pkeyopt rsa_keygen_bits:2048); fi
  openssl genpkey -quiet "${how[@]}" | openssl pkcs8 -topk8 -nocrypt -outform DER -out "$1.key"
}
certificate() { # name, subject, section, issuer, from, to
  openssl req -new -config "$work/ca.cnf" -utf8 -key "$1.key" -keyform DER -subj "$2" -out "$work/$1.csr"
  local issuer=(-keyfile "$4.key" -keyform DER -cert "$4.pem")
  if [ "$4" = self ]; then issuer=(-selfsign -keyfile "$1.key" -keyform DER); fi
  openssl ca -batch -notext -utf8 -config "$work/ca.cnf" -extensions "$3" "${issuer[@]}" \
    -startdate "$5" -enddate "$6" -in "$work/$1.csr" -out "$1.pem" 2>/dev/null
}
from=20200101000000Z; to=21200101000000Z
key root rsa;    certificate root "/CN=Gốc thử nghiệm/O=Cơ quan chứng thực thử nghiệm" authority self $from $to
key ca rsa;      certificate ca "/CN=Cấp phát thử nghiệm/O=Cơ quan chứng thực thử nghiệm" authority root $from $to
key leader rsa;  certificate leader "/CN=Lương Đình Phúc/title=Thứ trưởng/O=Bộ Giáo dục và Đào tạo (thử)" signer ca $from $to
key partner ec;  certificate partner "/CN=Hà Bích Loan/title=Chủ tịch/O=Công đoàn thử nghiệm" signer ca $from $to
key expired ec;  certificate expired "/CN=Người đã hết hạn/O=Bộ thử" signer ca $from 20210101000000Z
key ended ec;    certificate ended "/CN=Người vừa hết hạn/O=Bộ thử" signer ca $from 20240801000000Z
key cipher ec;   certificate cipher "/CN=Chỉ mã hóa/O=Bộ thử" cipher ca $from $to
key condition ec; certificate condition "/CN=Điều kiện lạ/O=Bộ thử" condition ca $from $to
key below ec;    certificate below "/CN=Do người ký cấp/O=Bộ thử" signer leader $from $to
key stamp rsa;   certificate stamp "/CN=Dấu thời gian thử nghiệm/O=Cơ quan thử" stamp ca $from $to
key stranger rsa; certificate stranger "/CN=Gốc lạ/O=Không ai biết" authority self $from $to
