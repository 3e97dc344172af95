"""A real SMTP server for one test: STARTTLS and AUTH are required, each message becomes a file.

    python3 smtp.py --cert CERT --key KEY --user USER --password PASSWORD --dir DIR

It listens on a free port of 127.0.0.1 and prints that port as its first line. A message that was taken is DIR/NNNN.eml,
complete as soon as it is there under that name, with the envelope in the headers X-Envelope-From and X-Envelope-To and
the account in X-Authenticated-As. Every other command of the client before STARTTLS is answered with 530, mail before
AUTH with 530, wrong credentials with 535. The server ends when its standard input ends, so that it cannot outlive the
test, and at SIGTERM.

Needs aiosmtpd (PyPI, or Debian's python3-aiosmtpd); without it the exit code is 3.
"""

import argparse
import asyncio
import hmac
import os
import pathlib
import signal
import ssl
import sys
import threading

try:
    from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword
except ModuleNotFoundError as error:
    print(f"aiosmtpd is not installed for {sys.executable}: {error}", file=sys.stderr)
    sys.exit(3)

HOST = "127.0.0.1"
LARGEST_MESSAGE = 32 * 1024 * 1024


class Mailbox:
    """Takes the messages that the protocol lets through."""

    def __init__(self, directory: pathlib.Path):
        self.directory = directory
        self.taken = 0

    async def handle_DATA(self, server, session, envelope):
        self.taken += 1
        envelope_headers = [("X-Envelope-From", envelope.mail_from or "")]
        envelope_headers += [("X-Envelope-To", recipient) for recipient in envelope.rcpt_tos]
        envelope_headers += [("X-Authenticated-As", session.auth_data.decode())]
        head = "".join(f"{name}: {value}\r\n" for name, value in envelope_headers)
        path = self.directory / f"{self.taken:04}.eml"
        unfinished = path.with_suffix(".part")
        unfinished.write_bytes(head.encode() + envelope.original_content)
        os.replace(unfinished, path)
        return f"250 2.0.0 taken as {path.name}"


def authenticator(user: str, password: str):
    """Accepts one account by AUTH PLAIN and AUTH LOGIN."""

    def authenticate(server, session, envelope, mechanism, data):
        right = (
            isinstance(data, LoginPassword)
            and hmac.compare_digest(data.login, user.encode())
            and hmac.compare_digest(data.password, password.encode())
        )
        # handled=False leaves the answer, 535, to the server.
        return AuthResult(success=right, handled=False, auth_data=user.encode() if right else None)

    return authenticate


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("cert", "key", "user", "password", "dir"):
        parser.add_argument(f"--{name}", required=True)
    return parser.parse_args()


async def serve(given):
    loop = asyncio.get_running_loop()
    ended = asyncio.Event()

    def watch_standard_input():
        while os.read(sys.stdin.fileno(), 4096):
            pass
        loop.call_soon_threadsafe(ended.set)

    tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    tls.load_cert_chain(given.cert, given.key)
    mailbox = Mailbox(pathlib.Path(given.dir))

    def session():
        return SMTP(
            mailbox,
            hostname="localhost",
            data_size_limit=LARGEST_MESSAGE,
            enable_SMTPUTF8=True,
            tls_context=tls,
            require_starttls=True,
            authenticator=authenticator(given.user, given.password),
            auth_required=True,
            auth_require_tls=True,
            auth_exclude_mechanism=["CRAM-MD5"],
        )

    server = await loop.create_server(session, HOST, 0)
    loop.add_signal_handler(signal.SIGTERM, ended.set)
    threading.Thread(target=watch_standard_input, daemon=True).start()
    print(server.sockets[0].getsockname()[1], flush=True)
    await ended.wait()
    server.close()


if __name__ == "__main__":
    asyncio.run(serve(arguments()))
