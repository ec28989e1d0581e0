"""Who was sent the letter of a day: noted before it is handed in, and after."""

from datetime import datetime

from sqlalchemy import delete, insert, select

from dayline.store.base import Connected
from dayline.store.tables import deliveries


class Deliveries(Connected):
    """The part of the archive for letters; recipients are known by a hash, which the caller makes."""

    def put_delivery(
        self, crisis_id: str, day: int, recipient: str, state: str, at: datetime, reply: str = ""
    ) -> None:
        """Note what became of a letter, in place of what was noted before."""
        table = deliveries
        row = {
            "crisis_id": crisis_id,
            "day": day,
            "recipient": recipient,
            "state": state,
            "at": at,
            "reply": reply,
        }
        here = (table.c.crisis_id == crisis_id, table.c.day == day, table.c.recipient == recipient)
        with self._writing() as connection:
            connection.execute(delete(table).where(*here))
            connection.execute(insert(table), row)

    def deliveries(self, crisis_id: str, day: int) -> dict[str, str]:
        """Return the state of each recipient's letter of a day, by the recipient."""
        table = deliveries
        statement = select(table.c.recipient, table.c.state).where(
            table.c.crisis_id == crisis_id, table.c.day == day
        )
        with self._reading() as connection:
            return {row.recipient: row.state for row in connection.execute(statement)}
