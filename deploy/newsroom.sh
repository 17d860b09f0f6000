#!/bin/sh
# Any newsroom command as the service's user with the service's settings: docs/running.md, step 5.
exec systemd-run --quiet --pipe --wait -p User=newsroom -p WorkingDirectory=/srv/paper \
  -p EnvironmentFile=/etc/newsroom.env -E NODE_ENV=production -E DATA_DIR=/var/lib/newsroom \
  /usr/bin/node cli/newsroom.js "$@"
