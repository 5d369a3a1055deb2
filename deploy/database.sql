-- Roles, extensions and databases: what only a superuser may make, once.
--
-- Run with psql as superuser, on any server; it makes only what is missing, so it can be run again:
--   psql -X -v ON_ERROR_STOP=1 -d postgres -f deploy/database.sql
-- Passwords are taken from OWNER_PASSWORD and APP_PASSWORD in the environment, where those are set.
--
--   platssamverkan_owner   owns the databases and runs migrations
--   platssamverkan_app     is what web and workers run as: rows yes, tables no
--   platssamverkan_template   holds the extensions; production and every test database are copies of it

-- A run that was interrupted may still be at work in the server; let it finish.  \g /dev/null hides the answer.
SELECT pg_advisory_lock(8571) \g /dev/null

SELECT format('CREATE ROLE %I LOGIN', name)
  FROM unnest(ARRAY['platssamverkan_owner', 'platssamverkan_app']) AS name
 WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name)
\gexec
ALTER ROLE platssamverkan_owner CREATEDB NOSUPERUSER NOCREATEROLE;
ALTER ROLE platssamverkan_app NOCREATEDB NOSUPERUSER NOCREATEROLE;
-- Tests step down from owner to app, to feel what the app may not do.
GRANT platssamverkan_app TO platssamverkan_owner;

\getenv owner_password OWNER_PASSWORD
\if :{?owner_password}
ALTER ROLE platssamverkan_owner PASSWORD :'owner_password';
\endif
\getenv app_password APP_PASSWORD
\if :{?app_password}
ALTER ROLE platssamverkan_app PASSWORD :'app_password';
\endif

SELECT 'CREATE DATABASE platssamverkan_template TEMPLATE template0 ENCODING ''UTF8'''
 WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'platssamverkan_template')
\gexec

\connect platssamverkan_template
SELECT pg_advisory_lock(8571) \g /dev/null
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS postgis;
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS btree_gist;
CREATE EXTENSION IF NOT EXISTS unaccent;
GRANT SELECT ON spatial_ref_sys TO platssamverkan_owner, platssamverkan_app;

REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT USAGE, CREATE ON SCHEMA public TO platssamverkan_owner;
GRANT USAGE ON SCHEMA public TO platssamverkan_app;
-- What the owner's migrations make later; they take rights on trails away again themselves.
ALTER DEFAULT PRIVILEGES FOR ROLE platssamverkan_owner IN SCHEMA public
    GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO platssamverkan_app;
ALTER DEFAULT PRIVILEGES FOR ROLE platssamverkan_owner IN SCHEMA public
    GRANT USAGE, SELECT ON SEQUENCES TO platssamverkan_app;

\connect postgres
ALTER DATABASE platssamverkan_template IS_TEMPLATE true;
SELECT 'CREATE DATABASE platssamverkan TEMPLATE platssamverkan_template OWNER platssamverkan_owner'
 WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'platssamverkan')
\gexec
REVOKE ALL ON DATABASE platssamverkan FROM PUBLIC;
GRANT CONNECT, TEMPORARY ON DATABASE platssamverkan TO platssamverkan_app;
