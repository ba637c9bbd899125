# SPDX-FileCopyrightText: 2026 The Gatehouse contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Hold recorded exchanges against the description and the table of known differences.

Rows of the table (tests/data/specs/differences.json), each with its source:

    definition, demanded     the service always sends this member; the description leaves it open
    definition, unknown      the description lacks this member; its value fits "schema", or what the
                             description says of the member that it calls "spelt"
    definition, missing      the description requires this member; objects without it fit "when"
    status, body, call?      the description has no such answer; "body" null is an empty one
"""

import copy
import json

from description import Description, find_errors, find_required, is_uuid


class Verdict:
    """What is wrong with a request or an answer, and which rows excused the rest."""

    def __init__(self):
        self.complaints = []
        self.rows = []

    def __repr__(self):
        return "; ".join(self.complaints)


class Judge:
    def __init__(self, description_file, differences_file):
        table = json.loads(differences_file.read_text(encoding="utf-8"))
        self.rows = table["differences"]
        self._envelopes = Description(table)
        assert all(row.get("source") for row in self.rows), "A difference has no source."
        demands = {}
        for row in self.rows:
            if "demanded" in row:
                demands.setdefault(row["definition"], []).append(row["demanded"])
        self.description = Description.load(description_file, demands)

    # Requests

    def judge_request(self, exchange):
        verdict = Verdict()
        call, parameters = self.description.find_call(exchange.method, exchange.path)
        if call is None:
            verdict.complaints.append(f"{exchange.method} {exchange.path} is not described")
            return verdict
        for name, value in parameters.items():
            if not is_uuid(value):
                verdict.complaints.append(f"{name} is not a UUID")
        self._judge_query(call, exchange.query, verdict)
        self._judge_request_body(call, exchange, verdict)
        return verdict

    def _judge_query(self, call, query, verdict):
        described = call.parameters("query")
        names = [name for name, _ in query]
        for name, value in query:
            if name not in described:
                verdict.complaints.append(f"{name} is not described")
                continue
            if described[name]["type"] == "integer":
                value = int(value) if value.isascii() and value.isdecimal() else value
            schema = {key: described[name].get(key) for key in ("type", "format")}
            self._judge_value(schema, value, verdict)
        for name in {name for name in names if names.count(name) > 1}:
            verdict.complaints.append(f"{name} occurs more than once")
        for name, parameter in described.items():
            if parameter["required"] and name not in names:
                verdict.complaints.append(f"{name} is missing")

    def _judge_request_body(self, call, exchange, verdict):
        schema = call.body_schema()
        if schema is None:
            if exchange.request_body:
                verdict.complaints.append("a body is not described")
        else:
            self._judge_json(schema, exchange.request_headers, exchange.request_body, verdict)

    # Answers

    def judge_answer(self, exchange):
        verdict = Verdict()
        call, _ = self.description.find_call(exchange.method, exchange.path)
        described, schema = call.answer_schema(exchange.status) if call else (False, None)
        if not described:
            self._judge_undescribed(call, exchange, verdict)
        elif schema is None:
            if exchange.body:
                verdict.complaints.append("the answer is described as empty")
        else:
            self._judge_json(schema, exchange.headers, exchange.body, verdict)
        return verdict

    def _judge_undescribed(self, call, exchange, verdict):
        for row in self.rows:
            if row.get("status") != exchange.status:
                continue
            if "call" in row and row["call"] != (call.name if call else None):
                continue
            attempt = Verdict()
            if row["body"] is not None:
                schema = self._envelopes.expand(row["body"])
                self._judge_json(schema, exchange.headers, exchange.body, attempt)
            elif exchange.body:
                attempt.complaints.append("not empty")
            for name, schema in row.get("headers", {}).items():
                self._judge_value(schema, exchange.headers.get(name), attempt)
            if not attempt.complaints:
                verdict.rows.append(row)
                return
        verdict.complaints.append(f"{exchange.status} is not described, nor in the table")

    # Values

    def _judge_json(self, schema, headers, body, verdict):
        media_type = headers.get("content-type", "").partition(";")[0]
        if media_type != "application/json":
            verdict.complaints.append(f"the media type is {media_type!r}")
        try:
            value = json.loads(body.decode("utf-8"), object_pairs_hook=_refuse_repetition)
        except ValueError as error:
            verdict.complaints.append(f"no JSON: {error}")
            return
        self._judge_value(schema, value, verdict)

    def _judge_value(self, schema, value, verdict):
        self._note_demands(schema, verdict)
        for error in find_errors(schema, value):
            if error.validator == "additionalProperties":
                self._judge_unknown(error, verdict)
            elif error.validator == "required":
                self._judge_missing(error, verdict)
            else:
                verdict.complaints.append(f"{_place(error)}: {error.message}")

    def _note_demands(self, schema, verdict):
        for row in self._find_rows(schema.get("title"), "demanded"):
            verdict.rows.append(row)

    def _find_rows(self, definition, kind, member=None):
        for row in self.rows:
            if kind in row and definition is not None and row.get("definition") == definition:
                if member in (None, row[kind]):
                    yield row

    def _judge_unknown(self, error, verdict):
        properties = error.schema["properties"]
        for name in error.instance.keys() - properties.keys():
            for row in self._find_rows(error.schema.get("title"), "unknown", name):
                schema = row["schema"] if "schema" in row else properties[row["spelt"]]
                if not any(find_errors(schema, error.instance[name])):
                    verdict.rows.append(row)
                    break
            else:
                verdict.complaints.append(f"{_place(error)}: {name} is not described")

    def _judge_missing(self, error, verdict):
        for name in error.validator_value:
            if name in error.instance:
                continue
            for row in self._find_rows(error.schema.get("title"), "missing", name):
                if not any(find_errors(row["when"], error.instance)):
                    verdict.rows.append(row)
                    break
            else:
                verdict.complaints.append(f"{_place(error)}: {name} is missing")

    # Twins: the same with one thing taken away or added, which must fail

    def make_request_twins(self, exchange):
        call, parameters = self.description.find_call(exchange.method, exchange.path)
        for value in set(parameters.values()):
            yield _change(exchange, target=exchange.target.replace("/" + value, "/"))
        separator = "&" if exchange.query else "?"
        yield _change(exchange, target=exchange.target + separator + "undescribed=1")
        yield from _make_body_twins(call.body_schema(), exchange, "request_body")

    def make_answer_twins(self, exchange):
        call, _ = self.description.find_call(exchange.method, exchange.path)
        described, schema = call.answer_schema(exchange.status) if call else (False, None)
        if not described:
            body = self.judge_answer(exchange).rows[0]["body"]
            schema = self._envelopes.expand(body) if body is not None else None
        yield from _make_body_twins(schema, exchange, "body")


def _refuse_repetition(pairs):
    names = [name for name, _ in pairs]
    if len(set(names)) != len(names):
        raise ValueError("a member occurs more than once")
    return dict(pairs)


def _place(error):
    return f"{error.schema.get('title')} at /{'/'.join(map(str, error.absolute_path))}"


def _change(exchange, **members):
    twin = copy.copy(exchange)
    for name, value in members.items():
        setattr(twin, name, value)
    return twin


def _make_body_twins(schema, exchange, member):
    """Yield the exchange with one required member removed, and one with a member too many."""
    body = getattr(exchange, member)
    if schema is None:
        yield _change(exchange, **{member: b'{"undescribed":1}'})
        return
    value = json.loads(body)
    for path in find_required(schema, value):
        twin = copy.deepcopy(value)
        place = twin
        for step in path[:-1]:
            place = place[step]
        del place[path[-1]]
        yield _change(exchange, **{member: json.dumps(twin).encode()})
    yield _change(exchange, **{member: json.dumps(value | {"undescribed": 1}).encode()})
