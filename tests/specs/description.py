# SPDX-FileCopyrightText: 2026 The Gatehouse contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""An official API description (Swagger 2.0), read as strictly as it can be.

References are resolved, what is put together with "allOf" is one object, a discriminator leads to
the concrete type, and an object has no members but the described ones. Each object's schema has its
definition's name as "title", so that a complaint can say what it is about.
"""

import datetime
import json
import re

import jsonschema

REFERENCE = "#/definitions/"
CONCRETE = "x-concrete"
UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)

_formats = jsonschema.FormatChecker(formats=())


@_formats.checks("uuid")
def is_uuid(value):
    return not isinstance(value, str) or UUID.fullmatch(value) is not None


@_formats.checks("int32")
def is_int32(value):
    return not isinstance(value, int) or -(2**31) <= value < 2**31


@_formats.checks("date-time", raises=ValueError)
def is_date_time(value):
    if isinstance(value, str):
        return datetime.datetime.fromisoformat(value.replace("Z", "+00:00")).tzinfo is not None
    return True


def _descend_to_concrete(validator, concrete, instance, _schema):
    """Validate against the type that the discriminator of the instance names."""
    name = instance.get(concrete["by"]) if isinstance(instance, dict) else None
    if name in concrete["types"]:
        yield from validator.descend(instance, concrete["types"][name], schema_path=name)
    else:
        yield jsonschema.ValidationError(f"{concrete['by']} {name!r} names no concrete type")


Validator = jsonschema.validators.extend(
    jsonschema.Draft4Validator, {CONCRETE: _descend_to_concrete}
)


def find_errors(schema, instance):
    return Validator(schema, format_checker=_formats).iter_errors(instance)


def find_required(schema, instance, path=()):
    """Yield the place of each member of the instance that the schema requires."""
    if CONCRETE in schema and isinstance(instance, dict):
        concrete = schema[CONCRETE]
        schema = concrete["types"].get(instance.get(concrete["by"]), {})
    if isinstance(instance, list):
        for i, item in enumerate(instance):
            yield from find_required(schema.get("items", {}), item, (*path, i))
    elif isinstance(instance, dict):
        for name, value in instance.items():
            if name in schema.get("required", ()):
                yield (*path, name)
            member = schema.get("properties", {}).get(name, {})
            yield from find_required(member, value, (*path, name))


class Call:
    """An operation of the description."""

    def __init__(self, description, method, path, operation):
        self.name = f"{method.upper()} {path}"
        self.operation = operation
        self._description = description
        self._pattern = re.compile(re.sub(r"\\{.*?\\}", "([^/]+)", re.escape(path)))
        self._path_names = re.findall(r"\{(.*?)\}", path)

    def match(self, path):
        """Return the path's parameters by name, or None if this is another call."""
        match = self._pattern.fullmatch(path)
        return dict(zip(self._path_names, match.groups())) if match else None

    def parameters(self, place):
        found = [x for x in self.operation["parameters"] if x["in"] == place]
        return {parameter["name"]: parameter for parameter in found}

    def body_schema(self):
        """Return the schema of the request's body, or None if there is none."""
        for parameter in self.parameters("body").values():
            return self._description.expand(parameter["schema"])
        return None

    def answer_schema(self, status):
        """Return (is described, schema or None for an empty answer)."""
        answer = self.operation["responses"].get(str(status))
        if answer is None or "schema" not in answer:
            return answer is not None, None
        return True, self._description.expand(answer["schema"])


class Description:
    """A description, and what is demanded beyond it: {definition: [member, …]}."""

    def __init__(self, root, demands=None):
        self.root = root
        self.demands = demands or {}
        self.calls = [
            Call(self, method, path, operation)
            for path, operations in root.get("paths", {}).items()
            for method, operation in operations.items()
        ]

    @classmethod
    def load(cls, path, demands=None):
        return cls(json.loads(path.read_text(encoding="utf-8")), demands)

    def find_call(self, method, path):
        """Return the call and its path's parameters, or (None, None)."""
        for call in self.calls:
            parameters = call.match(path)
            if parameters is not None and call.name.startswith(method + " "):
                return call, parameters
        return None, None

    def expand(self, schema):
        """Return the schema without references, and closed."""
        name = None
        while "$ref" in schema:
            name = schema["$ref"].removeprefix(REFERENCE)
            schema = self.root["definitions"][name]
        if "discriminator" in schema:
            return self._expand_discriminator(name, schema)
        return self._expand_concrete(name, schema)

    def _expand_discriminator(self, name, schema):
        types = {
            definition.get("x-ms-discriminator-value", concrete): self._expand_concrete(
                concrete, definition
            )
            for concrete, definition in self.root["definitions"].items()
            if self._is_kind_of(definition, name)
        }
        return {"title": name, CONCRETE: {"by": schema["discriminator"], "types": types}}

    def _is_kind_of(self, definition, name):
        references = [x["$ref"] for x in definition.get("allOf", ()) if "$ref" in x]
        parents = [reference.removeprefix(REFERENCE) for reference in references]
        return name in parents or any(
            self._is_kind_of(self.root["definitions"][parent], name) for parent in parents
        )

    def _expand_concrete(self, name, schema):
        if "items" in schema:
            return schema | {"items": self.expand(schema["items"])}
        if "properties" not in schema and "allOf" not in schema:
            assert schema.get("type") != "object", f"{name} is not described"
            return schema
        properties, required = self._merge(schema)
        return {
            "title": name,
            "type": "object",
            "properties": {key: self.expand(value) for key, value in properties.items()},
            "required": required + self.demands.get(name, []),
            "additionalProperties": False,
        }

    def _merge(self, schema):
        while "$ref" in schema:
            schema = self.root["definitions"][schema["$ref"].removeprefix(REFERENCE)]
        properties = dict(schema.get("properties", {}))
        required = list(schema.get("required", []))
        for part in schema.get("allOf", ()):
            more_properties, more_required = self._merge(part)
            properties.update(more_properties)
            required.extend(more_required)
        return properties, required
