"""Is this what the Bot API reference says? Judged by aiogram's models, stricter than they judge themselves.

aiogram is generated from the reference, but lets unknown fields pass and turns "12" into 12. Here a value has
exactly the declared type, a field that the reference does not know is refused, and the path of the fault is
named. Requests, answers and updates go through the same check, so the fake cannot drift from the reference.
"""

import json
import re
import types
from datetime import datetime, timedelta
from functools import cache
from typing import Annotated, Any, Final, Literal, Union, get_args, get_origin

from tests.support.botapi.wire import ApiError, Json, Upload, bad

TEXT_MAY_STAND_FOR: Final = "KeyboardButton"
"""A simple key may be its label alone, says the reference in words only."""
ATTACHED: Final = "attach://"
_INTEGER: Final = re.compile(r"-?[0-9]{1,19}")
_NUMBER: Final = re.compile(r"-?[0-9]+(\.[0-9]+)?([eE][-+]?[0-9]+)?")


class Mismatch(Exception):
    """A value is not what its type says; `path` leads to it."""

    def __init__(self, path: str, words: str) -> None:
        super().__init__(f"{path}: {words}")
        self.depth = path.count(".") + path.count("[")


class Reader:
    """Checks values and puts uploads where `attach://` points to them."""

    def __init__(self, uploads: dict[str, Upload] | None = None) -> None:
        self._uploads = uploads or {}
        self.used: set[str] = set()

    def read(self, kind: Any, value: Any, path: str) -> Any:
        """The value, with uploads in their places."""
        options = _meant(_options(kind), value)
        faults = []
        for option in options:
            try:
                return self._one(option, value, path)
            except Mismatch as fault:
                faults.append(fault)
        raise max(faults, key=lambda fault: fault.depth)

    def _one(self, kind: Any, value: Any, path: str) -> Any:
        origin = get_origin(kind)
        if origin is list:
            return self._listed(get_args(kind)[0], value, path)
        if origin is Literal:
            allowed = [getattr(option, "value", option) for option in get_args(kind)]
            return _expect(any(value is one or value == one for one in allowed), value, path, str(allowed))
        if hasattr(kind, "model_fields"):
            return self._object(kind, value, path)
        if kind.__name__ == "InputFile":
            return self._file(value, path)
        return _plain(kind, value, path)

    def _listed(self, kind: Any, value: Any, path: str) -> list[Any]:
        _expect(isinstance(value, list), value, path, "an array")
        return [self.read(kind, one, f"{path}[{place}]") for place, one in enumerate(value)]

    def _object(self, model: Any, value: Any, path: str) -> Json:
        if isinstance(value, str) and model.__name__ == TEXT_MAY_STAND_FOR:
            return {"text": value}
        _expect(isinstance(value, dict), value, path, f"an object of type {model.__name__}")
        fields = fields_of(model)
        read: Json = {}
        for name, one in value.items():
            if name not in fields:
                raise Mismatch(f"{path}.{name}", f"{model.__name__} has no such field")
            read[name] = self.read(fields[name][0], one, f"{path}.{name}")
        missing = [name for name, (_, required) in fields.items() if required and name not in value]
        if missing:
            raise Mismatch(f"{path}.{missing[0]}", f"{model.__name__} requires it")
        return read

    def _file(self, value: Any, path: str) -> Upload:
        if isinstance(value, Upload):
            return value
        name = value.removeprefix(ATTACHED) if isinstance(value, str) else ""
        _expect(name in self._uploads and name != value, value, path, "an uploaded file")
        self.used.add(name)
        return self._uploads[name]


def _meant(options: tuple[Any, ...], value: Any) -> tuple[Any, ...]:
    """Those that the value can mean: by its constants (`type: "photo"`), or by its way to name an upload."""
    if isinstance(value, dict):
        return tuple(one for one in options if _constants_fit(one, value)) or options
    if isinstance(value, str) and value.startswith(ATTACHED):
        return tuple(one for one in options if one.__name__ == "InputFile") or options
    return options


def _constants_fit(model: Any, value: Json) -> bool:
    if not hasattr(model, "model_fields"):
        return False
    fixed = {
        name: get_args(kind) for name, (kind, _) in fields_of(model).items() if get_origin(kind) is Literal
    }
    return all(name not in value or value[name] in allowed for name, allowed in fixed.items())


def _plain(kind: Any, value: Any, path: str) -> Any:
    if kind is Any or (kind is object and value is not None):
        return value
    if kind in {int, datetime, timedelta}:
        return _expect(type(value) is int, value, path, "an integer")
    if kind is float:
        return _expect(type(value) in {int, float}, value, path, "a number")
    return _expect(
        type(value) is kind, value, path, {str: "a string", bool: "a boolean"}.get(kind, str(kind))
    )


def _expect(good: bool, value: Any, path: str, wanted: str) -> Any:
    if not good:
        raise Mismatch(path, f"expected {wanted}, found {type(value).__name__}")
    return value


@cache
def _options(kind: Any) -> tuple[Any, ...]:
    """The members of a union; uploads before plain text, and nothing that only Python knows."""
    if get_origin(kind) is Annotated:
        return _options(get_args(kind)[0])
    if get_origin(kind) not in {Union, types.UnionType}:
        return (kind,)
    flat = [option for member in get_args(kind) for option in _options(member)]
    known = [one for one in flat if one is not type(None) and getattr(one, "__name__", "") != "Default"]
    return tuple(sorted(known, key=lambda one: getattr(one, "__name__", "") != "InputFile"))


@cache
def fields_of(model: Any) -> dict[str, tuple[Any, bool]]:
    """Field name on the wire to its type and whether it must be there."""
    return {
        field.alias or name: (field.annotation, field.is_required() or _fixed(field))
        for name, field in model.model_fields.items()
    }


def _fixed(field: Any) -> bool:
    """A constant like `type: "photo"` that aiogram fills in by itself."""
    return get_origin(field.annotation) is Literal and field.default is not None


@cache
def methods() -> dict[str, Any]:
    """Lower-case method name to aiogram's model of it."""
    from aiogram import methods as known  # noqa: PLC0415 - seconds that only who asks the fake shall pay

    models = (getattr(known, name) for name in known.__all__)
    return {
        model.__api_method__.lower(): model
        for model in models
        if isinstance(model.__dict__.get("__api_method__"), str)
    }


def check(type_name: str, value: Any) -> None:
    """Refuse to say what the reference does not know. Our own mistake, so an AssertionError."""
    from aiogram import types as known  # noqa: PLC0415 - see above

    try:
        Reader().read(getattr(known, type_name), value, type_name)
    except Mismatch as fault:
        raise AssertionError(f"the fake says nonsense: {fault}") from fault


def check_answer(method: str, value: Any) -> None:
    """The same for what a method returns."""
    try:
        Reader().read(methods()[method.lower()].__returning__, value, method)
    except Mismatch as fault:
        raise AssertionError(f"the fake answers nonsense: {fault}") from fault


def read_request(method: str, given: Json, uploads: dict[str, Upload], as_text: bool) -> Json:
    """Parameters by their declared types. `as_text`: a form, where everything arrives as text."""
    fields = fields_of(methods()[method.lower()])
    reader = Reader(uploads)
    try:
        params = {}
        for name, value in given.items():
            kind = _declared(method, name)
            params[name] = reader.read(kind, _from_text(kind, value, name) if as_text else value, name)
        for name in [name for name in fields if name in uploads and name not in given]:
            params[name] = reader.read(fields[name][0], ATTACHED + name, name)
        _complete(method, params, fields)
    except Mismatch as fault:
        raise bad(str(fault)) from fault
    _all_used(uploads, reader.used)
    return params


def _declared(method: str, name: str) -> Any:
    fields = fields_of(methods()[method.lower()])
    if name not in fields:
        raise Mismatch(name, f"{method} has no such parameter")
    return fields[name][0]


def _complete(method: str, params: Json, fields: dict[str, tuple[Any, bool]]) -> None:
    missing = [name for name, (_, required) in fields.items() if required and name not in params]
    if missing:
        raise Mismatch(missing[0], f"{method} requires it")


def _all_used(uploads: dict[str, Upload], used: set[str]) -> None:
    left = sorted(set(uploads) - used)
    if left:
        raise bad(f"{left[0]}: a file that no parameter names")


def _from_text(kind: Any, text: str, path: str) -> Any:
    """What a form field means, by its declared type and never by guessing."""
    options = _options(kind)
    if any(one in {int, datetime, timedelta} for one in options) and _INTEGER.fullmatch(text):
        return int(text)
    if float in options and _NUMBER.fullmatch(text):
        return float(text)
    if bool in options and text.lower() in {"true", "false"}:
        return text.lower() == "true"
    if any(get_origin(one) is list or hasattr(one, "model_fields") for one in options):
        return _from_json(text, path)
    return text


def _from_json(text: str, path: str) -> Any:
    try:
        return json.loads(text)
    except ValueError as fault:
        raise Mismatch(path, "can't parse JSON") from fault


def unknown_method() -> ApiError:
    """404."""
    return ApiError(404, "Not Found: method not found")
