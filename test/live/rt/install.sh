#!/bin/bash
# Installs Request Tracker 5 from Debian's packages: no questions, no database, nothing that starts by itself.
set -eu
export DEBIAN_FRONTEND=noninteractive
apt-get -q -o DPkg::Lock::Timeout=120 update
echo 'request-tracker5 request-tracker5/install-cronjobs boolean false' | debconf-set-selections
# dbconfig-no-thanks: no database of the package's own; dma: a mail transport without a daemon
apt-get -q -o DPkg::Lock::Timeout=120 install -y --no-install-recommends \
  request-tracker5 rt5-db-sqlite rt5-standalone dbconfig-no-thanks dma </dev/null
