"""Records to plain JSON values and back, strictly: what decodes equals what was encoded, or it is refused.

One codec for every record: a record is an object of its fields, those at their default left out; a tuple is
an array; a time is ISO 8601 in UTC. A span is ``[start, end]`` where it belongs to ``home``, the document
that the record is about, with the field after it where that is not "text"; with field and document otherwise.
"""

import json
import math
import zlib
from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass
from datetime import UTC, date, datetime
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, NewType, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from dayline.errors import RecordError
from dayline.model.document import DocumentId, Field, Span

Plain = Any
Coder = Callable[[Any, str], Any]
Record = TypeVar("Record")

FIELDS = get_args(Field)

# zlib level: 9 saves under 1 % more on news texts and annotations and takes twice as long
COMPRESSION = 6


def encode(record: Any, *, home: str = "") -> Plain:
    """Return a record as plain JSON values; raise RecordError for a field of the wrong type."""
    encoder: Coder = _encoder(cast(Any, type(record)))
    return encoder(record, home)


def decode(kind: type[Record], plain: Plain, *, home: str = "") -> Record:
    """Build a record from plain values; raise RecordError for unknown, missing or mistyped fields."""
    decoder: Coder = _decoder(cast(Any, kind))
    return cast(Record, decoder(plain, home))


def pack(record: Any, *, home: str = "") -> bytes:
    """Return a record as compressed JSON (zlib)."""
    return zlib.compress(json_of(encode(record, home=home)).encode("ascii"), COMPRESSION)


def unpack(kind: type[Record], payload: bytes, *, home: str = "") -> Record:
    """Build a record from what ``pack`` gave; raise RecordError for damaged bytes."""
    return decode(kind, plain_of(payload), home=home)


def plain_of(payload: bytes) -> Plain:
    """Return the plain values within packed bytes; raise RecordError for damaged ones."""
    try:
        return json.loads(zlib.decompress(payload))
    except (zlib.error, ValueError) as error:
        raise RecordError(f"a packed record is damaged: {error}") from error


def json_of(plain: Plain) -> str:
    """Return plain values as one line of ASCII JSON; any string survives it, half surrogate pairs too."""
    return json.dumps(plain, separators=(",", ":"), allow_nan=False)


def _refuse(expected: str, value: object) -> RecordError:
    return RecordError(f"expected {expected}, not {type(value).__name__} {str(value)[:60]!r}")


@cache
def _encoder(kind: Any) -> Coder:
    """Return the encoder of a type, built once."""
    return _coder(kind, _encoder, _SCALAR_ENCODERS, _record_encoder)


@cache
def _decoder(kind: Any) -> Coder:
    """Return the decoder of a type, built once."""
    return _coder(kind, _decoder, _SCALAR_DECODERS, _record_decoder)


def _coder(
    kind: Any, inner: Callable[[Any], Coder], scalars: dict[Any, Coder], record: Callable[[Any], Coder]
) -> Coder:
    if isinstance(kind, NewType):
        return inner(kind.__supertype__)
    if kind in scalars:
        return scalars[kind]
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is Literal:
        return _literal(arguments)
    if origin in (Union, UnionType) and len(arguments) == 2 and NoneType in arguments:
        return _optional(inner(next(argument for argument in arguments if argument is not NoneType)))
    if origin is tuple:
        to_tuple = inner is _decoder
        if len(arguments) == 2 and arguments[1] is Ellipsis:
            return _sequence(inner(arguments[0]), to_tuple)
        return _fixed(tuple(inner(argument) for argument in arguments), to_tuple)
    if is_dataclass(kind):
        return record(kind)
    raise RecordError(f"the archive has no form for values of type {kind}")


def _literal(allowed: tuple[Any, ...]) -> Coder:
    def check(value: Any, home: str) -> Any:
        if value not in allowed:
            raise _refuse(f"one of {', '.join(map(str, allowed))}", value)
        return value

    return check


def _optional(inner: Coder) -> Coder:
    def code(value: Any, home: str) -> Any:
        return None if value is None else inner(value, home)

    return code


def _sequence(inner: Coder, to_tuple: bool) -> Coder:
    taken, given = (list, tuple) if to_tuple else (tuple, list)

    def code(value: Any, home: str) -> Any:
        if type(value) is not taken:
            raise _refuse(f"a {taken.__name__}", value)
        return given([inner(part, home) for part in value])

    return code


def _fixed(inners: tuple[Coder, ...], to_tuple: bool) -> Coder:
    taken, given = (list, tuple) if to_tuple else (tuple, list)

    def code(value: Any, home: str) -> Any:
        if type(value) is not taken or len(value) != len(inners):
            raise _refuse(f"a {taken.__name__} of {len(inners)}", value)
        return given([inner(part, home) for inner, part in zip(inners, value, strict=True)])

    return code


def _record_encoder(kind: Any) -> Coder:
    hints = get_type_hints(kind)
    parts = [(field.name, _encoder(hints[field.name]), field.default) for field in fields(kind)]

    def code(record: Any, home: str) -> Plain:
        if type(record) is not kind:
            raise _refuse(f"a {kind.__name__}", record)
        plain: dict[str, Plain] = {}
        for name, inner, default in parts:
            value = getattr(record, name)
            if default is not MISSING and value == default:
                continue
            try:
                plain[name] = inner(value, home)
            except RecordError as error:
                raise RecordError(f"{kind.__name__}.{name}: {error}") from error
        return plain

    return code


def _record_decoder(kind: Any) -> Coder:
    hints = get_type_hints(kind)
    inners = {field.name: _decoder(hints[field.name]) for field in fields(kind)}
    required = {field.name for field in fields(kind) if field.default is MISSING}

    def code(plain: Plain, home: str) -> Any:
        if type(plain) is not dict:
            raise _refuse(f"the fields of a {kind.__name__}", plain)
        if not required <= plain.keys() <= inners.keys():
            wrong = sorted((plain.keys() - inners.keys()) | (required - plain.keys()))
            raise RecordError(f"{kind.__name__}: unknown or missing fields {', '.join(wrong)}")
        values = {}
        for name, value in plain.items():
            try:
                values[name] = inners[name](value, home)
            except RecordError as error:
                raise RecordError(f"{kind.__name__}.{name}: {error}") from error
        return kind(**values)

    return code


def _exactly(kind: type, words: str) -> Coder:
    def check(value: Any, home: str) -> Any:
        if type(value) is not kind:
            raise _refuse(words, value)
        return value

    return check


def _number(value: Any, home: str) -> Any:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise _refuse("a finite number", value)
    return value


def _time_out(value: Any, home: str) -> str:
    if not isinstance(value, datetime) or value.tzinfo is None:
        raise _refuse("a time with its zone", value)
    return value.astimezone(UTC).isoformat()


def _time_in(value: Any, home: str) -> datetime:
    try:
        moment = datetime.fromisoformat(value)
    except (TypeError, ValueError) as error:
        raise _refuse("a time", value) from error
    if moment.tzinfo is None:
        raise _refuse("a time with its zone", value)
    return moment.astimezone(UTC)


def _date_out(value: Any, home: str) -> str:
    if type(value) is not date:
        raise _refuse("a date", value)
    return value.isoformat()


def _date_in(value: Any, home: str) -> date:
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError) as error:
        raise _refuse("a date", value) from error


def _span_out(span: Any, home: str) -> list[int | str]:
    if type(span) is not Span:
        raise _refuse("a span", span)
    if span.document_id != home:
        return [span.start, span.end, span.field, span.document_id]
    return [span.start, span.end] if span.field == "text" else [span.start, span.end, span.field]


def _span_in(value: Any, home: str) -> Span:
    if type(value) is not list or not 2 <= len(value) <= 4 or (len(value) < 4 and not home):
        raise _refuse("a span", value)
    start, end = value[:2]
    field = value[2] if len(value) > 2 else "text"
    document_id = value[3] if len(value) > 3 else home
    if (
        type(start) is not int
        or type(end) is not int
        or type(document_id) is not str
        or field not in FIELDS
    ):
        raise _refuse("a span", value)
    return Span(document_id=DocumentId(document_id), start=start, end=end, field=cast(Field, field))


_SCALAR_ENCODERS: dict[Any, Coder] = {
    str: _exactly(str, "text"),
    bool: _exactly(bool, "true or false"),
    int: _exactly(int, "a whole number"),
    float: _number,
    datetime: _time_out,
    date: _date_out,
    Span: _span_out,
}
_SCALAR_DECODERS: dict[Any, Coder] = {**_SCALAR_ENCODERS, datetime: _time_in, date: _date_in, Span: _span_in}
