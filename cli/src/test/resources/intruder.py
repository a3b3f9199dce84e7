"""What another user of the machine can try at a run's ports; a line "attempt: outcome" for each.

The outcome is "done", or the SQLSTATE, or the kind of refusal. Python, standard library only, read from stdin.
Usage: intruder.py DATABASE_PORT POOL_PORT PROGRAM_FILE FILE...
"""

import socket
import struct
import sys


class Refused(Exception):
    pass


class Session:
    """PostgreSQL's protocol 3.0: start-up without a password, simple queries."""

    def __init__(self, port, user, database, password=None):
        self.socket = socket.create_connection(("127.0.0.1", port), 10)
        body = struct.pack("!i", 3 << 16)
        for word in ("user", user, "database", database, ""):
            body += word.encode() + b"\0"
        self.socket.sendall(struct.pack("!i", len(body) + 4) + body)
        self.password = password
        self.until_ready()

    def read(self, size):
        data = b""
        while len(data) < size:
            more = self.socket.recv(size - len(data))
            if not more:
                raise Refused("closed")
            data += more
        return data

    def until_ready(self):
        problem, rows = None, []
        while True:
            kind, size = struct.unpack("!ci", self.read(5))
            body = self.read(size - 4)
            if kind == b"Z":
                if problem:
                    raise Refused(problem)
                return rows
            if kind == b"E":
                fields = dict((f[:1], f[1:].decode()) for f in body.split(b"\0") if f)
                problem = fields.get(b"C", "error")
                if fields.get(b"S") == "FATAL":
                    raise Refused(problem)
            if kind == b"D":
                rows.append(body)
            if kind == b"R" and struct.unpack("!i", body[:4])[0] != 0:
                if self.password is None:
                    raise Refused("password wanted")
                text = self.password.encode() + b"\0"
                self.socket.sendall(b"p" + struct.pack("!i", len(text) + 4) + text)

    def ask(self, statement):
        text = statement.encode() + b"\0"
        self.socket.sendall(b"Q" + struct.pack("!i", len(text) + 4) + text)
        return self.until_ready()


def attempt(name, work):
    try:
        work()
        outcome = "done"
    except Refused as e:
        outcome = str(e)
    except PermissionError:
        outcome = "permission denied"
    except (OSError, ConnectionError) as e:
        outcome = type(e).__name__
    print(name + ": " + outcome, flush=True)


def statements(program):
    return {
        "read": "select b from test where a = 7",
        "sleep": "select pg_sleep(0.001)",
        "read delay": "select pg_sleep(seconds) from delay",
        "update delay": "update delay set seconds = 1",
        "insert delay": "insert into delay values (1)",
        "delete delay": "delete from delay",
        "truncate delay": "truncate delay",
        "alter delay": "alter table delay add stranger int",
        "lock delay": "select seconds from delay for update",
        "own defaults": "alter role unrigged set application_name = 'stranger'",
        "program": "copy (select 1) to program 'touch " + program + "'",
        "file": "copy (select 1) to '" + program + "'",
        "read file": "select pg_read_file('/etc/passwd')",
        "insert": "insert into test values (-1, 'x')",
        "update": "update test set b = 'x' where a = 7",
        "delete": "delete from test",
        "truncate": "truncate test",
        "drop": "drop table test",
        "table": "create table stranger (a int)",
        "temporary": "create temporary table stranger (a int)",
        "schema": "create schema stranger",
        "function": "create function f() returns int language sql as 'select 1'",
        "procedural": "do $$begin end$$",
        "large object": "select lo_create(0)",
        "log": "select pg_logical_emit_message(false, 'x', 'x')",
        "end sessions": "select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid()",
        "system": "alter system set work_mem = '5MB'",
        "logging": "set log_statement = 'none'",
        "role": "create role stranger superuser",
        "become superuser": "set role postgres",
    }


def main():
    database, pool, program = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
    for place, port in (("database", database), ("pool", pool)):
        session = Session(port, "unrigged", "unrigged")
        for name, statement in statements(program).items():
            attempt(place + " " + name, lambda statement=statement: session.ask(statement))
        for user in ("postgres", "unrigged_admin", "root", "nobody"):
            attempt(place + " as " + user, lambda user=user: Session(port, user, "unrigged"))
        attempt(place + " other database", lambda: Session(port, "unrigged", "postgres"))
    attempt("superuser guessed", lambda: Session(database, "postgres", "unrigged", "postgres"))
    for user in ("unrigged", "unrigged_admin", "postgres", "pgbouncer"):
        attempt("console as " + user, lambda user=user: Session(pool, user, "pgbouncer").ask("SHUTDOWN"))
    attempt("console guessed", lambda: Session(pool, "unrigged_admin", "pgbouncer", "").ask("SHUTDOWN"))
    for file in sys.argv[4:]:
        attempt("open " + file, lambda file=file: open(file, "rb").read(1))


main()
