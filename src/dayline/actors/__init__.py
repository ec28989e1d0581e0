"""One record a person and a body over all documents and spellings: a fold in the order of days."""

from dayline.actors.records import records
from dayline.actors.register import Register, Tables

__all__ = ["Register", "Tables", "records"]
