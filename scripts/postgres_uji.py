"""Print the address of a PostgreSQL to test on, or one sentence on stderr why there is none.

It looks at 127.0.0.1:5432 as user postgres without a password; PGHOST, PGPORT, PGUSER and
PGPASSWORD change that. Tests make and drop a database of their own there and touch no other.
"""

import os
import socket
import sys
from urllib.parse import quote

import psycopg


def main():
    host = os.environ.get("PGHOST") or "127.0.0.1"
    port = int(os.environ.get("PGPORT") or 5432)
    user = os.environ.get("PGUSER") or "postgres"
    password = os.environ.get("PGPASSWORD") or ""
    where = f"{host}:{port}"
    if not host.startswith("/"):
        try:
            socket.create_connection((host, port), timeout=3).close()
        except OSError:
            sys.exit(f"{where} tidak menjawab")
    try:
        with psycopg.connect(
            host=host, port=port, user=user, password=password, dbname="postgres", connect_timeout=5
        ) as connection:
            allowed = connection.execute(
                "select rolcreatedb or rolsuper from pg_roles where rolname = current_user"
            ).fetchone()[0]
    except psycopg.Error:
        sys.exit(f"{where} menjawab, tetapi menolak {user}; isi PGUSER dan PGPASSWORD")
    if not allowed:
        sys.exit(f"{where} menjawab, tetapi {user} tidak boleh membuat basis data")
    credentials = quote(user, safe="") + (f":{quote(password, safe='')}" if password else "")
    # A name of its own, so that two runs on one machine do not meet.
    sys.stdout.write(f"postgres://{credentials}@{quote(host, safe='')}:{port}/labd_{os.getpid()}\n")


if __name__ == "__main__":
    main()
