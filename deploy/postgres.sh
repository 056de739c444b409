#!/bin/sh
# PostgreSQL in a container: makes its folder at the first start, and at each one sees that there is
# the database POSTGRES_DB, a role of that name whose it is, and its POSTGRES_PASSWORD. Whoever may
# run programs in the container administrates it; by the network nobody does.
set -eu
data=/var/lib/postgresql/data/15
if [ ! -d "$data" ]; then
  rm -rf "$data.new" # of a start that was broken off
  initdb --pgdata "$data.new" --username postgres --auth-local=peer --auth-host=scram-sha-256 \
    --encoding UTF8 --locale C.UTF-8
  mv "$data.new" "$data"
fi
set -- -c unix_socket_directories=/tmp
pg_ctl --pgdata "$data" --wait --options "$* -c listen_addresses=" start
psql --quiet --no-psqlrc --host /tmp --dbname postgres --set ON_ERROR_STOP=1 <<'SQL'
\getenv name POSTGRES_DB
\getenv password POSTGRES_PASSWORD
SELECT format('CREATE ROLE %I LOGIN', :'name')
 WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = :'name') \gexec
ALTER ROLE :"name" PASSWORD :'password';
SELECT format('CREATE DATABASE %I OWNER %I', :'name', :'name')
 WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = :'name') \gexec
SQL
pg_ctl --pgdata "$data" --wait --mode fast stop
exec postgres -D "$data" "$@" -c listen_addresses=127.0.0.1
