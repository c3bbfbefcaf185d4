#!/bin/bash
# Makes (first time) and starts one RT in DIR (absolute) on 127.0.0.1:PORT. WEBHOOK_URL and WEBHOOK_SECRET say where and
# how the scrip calls.
set -eu
here=$(cd "$(dirname "$0")" && pwd); D=$1; P=$2
export RT_SITE_CONFIG="$D/RT_SiteConfig.pm" RT_SITE_CONFIG_DIR=/nonexistent PERL5LIB="$D/lib" LC_ALL=C.UTF-8
if [ ! -e "$D/token" ]; then
  mkdir -p "$D/mason" "$D/session" "$D/lib/RT/Action"; chmod 700 "$D"
  cp "$here/TriageWebhook.pm" "$D/lib/RT/Action/"
  cat >"$D/RT_SiteConfig.pm" <<CONFIG
Set(\$rtname, 'rt.test'); Set(\$Organization, 'rt.test'); Set(\$Timezone, 'UTC');
Set(\$WebDomain, '127.0.0.1'); Set(\$WebPort, $P); Set(\$WebPath, '');
Set(\$WebBaseURL, 'http://127.0.0.1:$P'); Set(\$WebURL, 'http://127.0.0.1:$P/');
Set(\$CorrespondAddress, 'rt@rt.test'); Set(\$CommentAddress, 'rt-comment@rt.test');
Set(\$DatabaseType, 'SQLite'); Set(\$DatabaseName, '$D/rt.sqlite');
Set(\$MailCommand, sub { open my \$f, '>>', '$D/out.mbox' or die \$!; print \$f "From rt ", scalar gmtime, "\n", \$_[0]->stringify, "\n"; close \$f; 1 });
Set(\$LogToSyslog, undef); Set(\$LogToSTDERR, 'warning');
Set(\$TriageWebhookURL, '$WEBHOOK_URL');
Set(\$TriageWebhookSecret, '$WEBHOOK_SECRET');
\$RT::Config::META{TriageWebhookSecret}{Obfuscate} = sub { '(hidden)' };
\$RT::VarPath = '$D'; \$RT::MasonDataDir = '$D/mason'; \$RT::MasonSessionDir = '$D/session';
1;
CONFIG
  ( umask 077; echo "$RT_ROOT_PASSWORD" >"$D/rootpw" )
  rt-setup-database-5 --action init --force --root-password-file "$D/rootpw" </dev/null
  rt-setup-database-5 --action insert --force --datafile "$here/people.pl" </dev/null
  rt-setup-database-5 --action insert --force --datafile "$here/seed.pl" </dev/null
fi
cd "$D"
/usr/share/request-tracker5/libexec/rt-server --host 127.0.0.1 --port "$P" --max-workers 4 </dev/null >>"$D/rt.log" 2>&1 &
echo $! >"$D/pid"
for _ in $(seq 300); do
  [ "$(curl -s -o /dev/null -w '%{http_code}' -H "Authorization: token $(cat "$D/token")" "http://127.0.0.1:$P/REST/2.0/rt")" = 200 ] && exit 0
  kill -0 "$(cat "$D/pid")" || exit 1
  sleep 0.1
done
exit 1
