"""The command that sends letters."""

import os
from typing import Annotated

import typer

from dayline.cli.options import ArchivePlace, Config, Day
from dayline.cli.printing import SET_ASIDE, say, tell_all

PASSWORD = "DAYLINE_MAIL_PASSWORD"



def send(
    config: Config,
    day: Day,
    archive: ArchivePlace = "",
    show: Annotated[
        str, typer.Option("--show", help="Write the letter to this address to standard output, send none.")
    ] = "",
    skip_unsure: Annotated[
        bool, typer.Option("--skip-unsure", help="Leave out who may have got it from a run that was ended.")
    ] = False,
) -> None:
    """Send the letter of a day to every recipient who has not got it; the day is issued by it."""
    from dayline.config import load
    from dayline.config.mailing import address_of
    from dayline.pipeline.clock import utc_now
    from dayline.pipeline.locking import alone
    from dayline.pipeline.run import parse_days
    from dayline.pipeline.sending import lock_path, mailing_in, message_to, prepare_letter
    from dayline.pipeline.sending import send as send_letter
    from dayline.store.archive import Archive

    settings = load(config)
    mailing = mailing_in(settings)
    with alone(lock_path(settings)), Archive.open(archive or settings.archive, create=False) as store:
        (number, *_) = parse_days(day, store, settings)
        letter = prepare_letter(store, settings, number, utc_now(), is_to_be_sent=not show)
        if show:
            recipient = address_of(show)
            if recipient is None:
                raise typer.BadParameter(f"{show!r} is no mail address")
            typer.echo(message_to(letter, mailing, recipient).decode("ascii"), nl=False)
            return
        password = os.environ.get(PASSWORD, "")
        done = send_letter(store, settings, letter, password=password, now=utc_now, skip_unsure=skip_unsure)
    unsure = [f"{who}: may have got it before, from a run that was ended" for who in done.unsure]
    tell_all([*done.faults, *unsure, *done.refused, *done.later])
    say(
        f"day {number}: {done.accepted} sent, {done.before} had it, {len(done.refused)} refused, "
        f"{len(done.later) + done.left} to be tried again"
    )
    raise typer.Exit(SET_ASIDE if done.faults or done.refused or done.later or done.left else 0)
