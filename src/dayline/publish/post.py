"""The gate for mail: the only module that speaks SMTP, to the one server that the crisis file names."""

import smtplib
import ssl
from dataclasses import dataclass
from types import TracebackType
from typing import Literal, Self

from dayline.errors import DeliveryError

Security = Literal["starttls", "tls", "none"]
Answer = Literal["accepted", "refused", "later"]

# Seconds to wait for the server at each step: RFC 5321 allows ten minutes after the end of a message.
PATIENCE = 60.0
LAST_PATIENCE = 600.0
# What a server's answer is cut to.
LONGEST_REPLY = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """Where mail is handed in; ``user`` is "" where the server asks for none."""

    host: str
    port: int
    security: Security = "starttls"
    user: str = ""
    password: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What the server said to one mail: taken, refused for good, or to be tried later."""

    answer: Answer
    reply: str


class Post:
    """A connection to a mail server, for the length of a ``with`` block; certificates are checked.

    Raises DeliveryError where the server cannot be reached, or does not let this sender in.
    """

    def __init__(self, server: Server) -> None:
        self._server = server
        self._connection: smtplib.SMTP | None = None

    def __enter__(self) -> Self:
        """Connect."""
        self.connect()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Part from the server."""
        self.hang_up()

    def connect(self) -> None:
        """Connect anew."""
        server = self._server
        self.hang_up()
        try:
            if server.security == "tls":
                context = ssl.create_default_context()
                connection: smtplib.SMTP = smtplib.SMTP_SSL(
                    server.host, server.port, timeout=PATIENCE, context=context
                )
            else:
                connection = smtplib.SMTP(server.host, server.port, timeout=PATIENCE)
            self._connection = connection
            if server.security == "starttls":
                connection.starttls(context=ssl.create_default_context())
            if server.user:
                connection.login(server.user, server.password)
        except (smtplib.SMTPException, OSError) as error:
            self.hang_up()
            raise DeliveryError(f"{server.host}:{server.port}: {_reason(error)}") from error

    def hand_in(self, sender: str, recipient: str, message: bytes) -> Outcome:
        """Hand in one mail; raise DeliveryError where the connection broke, and nobody knows what became of it."""
        assert self._connection is not None, "the post is open within its with block only"
        where = f"{self._server.host}:{self._server.port}"
        try:
            # the answer to the last line is the one that counts: it is waited for long
            if self._connection.sock is not None:
                self._connection.sock.settimeout(LAST_PATIENCE)
            self._connection.sendmail(sender, [recipient], message)
        except smtplib.SMTPRecipientsRefused as error:
            code, reply = next(iter(error.recipients.values()))
            return _refusal(code, reply)
        except smtplib.SMTPSenderRefused as error:
            # that is no fault of the recipient's
            return Outcome(
                answer="later", reply=f"{error.smtp_code} {_words(error.smtp_error)} (sender {sender})"
            )
        except smtplib.SMTPDataError as error:
            return _refusal(error.smtp_code, error.smtp_error)
        except (smtplib.SMTPException, OSError) as error:
            raise DeliveryError(f"{where}: {_reason(error)}") from error
        return Outcome(answer="accepted", reply="")

    def hang_up(self) -> None:
        """Close the connection, politely where it still stands."""
        connection, self._connection = self._connection, None
        if connection is None:
            return
        try:
            connection.quit()
        except (smtplib.SMTPException, OSError):
            connection.close()


def _refusal(code: int, reply: bytes | str) -> Outcome:
    """Return what a refusal means: codes from 500 on are for good."""
    return Outcome(answer="refused" if code >= 500 else "later", reply=f"{code} {_words(reply)}")


def _words(reply: bytes | str) -> str:
    text = reply.decode("ascii", "replace") if isinstance(reply, bytes) else reply
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())[:LONGEST_REPLY]


def _reason(error: smtplib.SMTPException | OSError) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        return f"{error.smtp_code} {_words(error.smtp_error)}"
    return _words(getattr(error, "strerror", None) or str(error)) or type(error).__name__
