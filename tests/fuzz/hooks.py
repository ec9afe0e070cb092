"""Makes schemathesis call as one actor of the platform, about records that exist, and counts what is answered.

The generated requests are mended in part: a session or token, Origin, Idempotency-Key, If-Match, ids of the actor's own
records, fields of right bodies. What is mended and what is left wrong is drawn from the seed.
"""

import atexit
import hashlib
import hmac
import json
import os
import random
import time
import urllib.request
import uuid
from collections import Counter, defaultdict

import schemathesis
from schemathesis.core import NOT_SET
from schemathesis.core.failures import Failure

FEED_URL = os.environ["FUZZ_FEED_URL"]
ORIGIN = os.environ["FUZZ_ORIGIN"]
RESULT_FILE = os.environ["FUZZ_RESULT_FILE"]
BANK_KEY = os.environ["FUZZ_BANK_KEY"]
CAST_LASTS = int(os.environ["FUZZ_CAST_LASTS"])
PICTURE = open(os.environ["FUZZ_PICTURE"], "rb").read()
draw = random.Random(int(os.environ["FUZZ_SEED"]))
# Fetched past any proxy of the environment: it runs on this machine.
opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def fetch(path):
    try:
        with opener.open(FEED_URL + path, timeout=120) as answer:
            return json.load(answer)
    except Exception as error:
        # Without records of the actor's the rest would prove nothing.
        print(f"no cast: {error}", flush=True)
        os._exit(3)


codes = fetch("/codes")
statuses = defaultdict(Counter)
faults = []
cursors = {}
feed = None
calls_left = 0
signed_out = 0
refreshed = 0


def likely(share):
    return draw.random() < share


def current_feed():
    global feed, calls_left, refreshed
    if calls_left <= 0:
        feed = fetch("/cast")
        calls_left = CAST_LASTS
        refreshed += 1
    calls_left -= 1
    return feed


@schemathesis.hook
def before_call(context, case, kwargs):
    given = current_feed()
    path = case.operation.path
    for name in list(case.path_parameters or {}):
        fitting = given["paths"].get(path)
        ids = fitting if fitting and likely(0.8) else given["params"].get(name) or fitting
        if ids and likely(0.9):
            case.path_parameters[name] = draw.choice(ids)
    if path == "/api/v1/agreements/{agreementNo}" and given["agreements"] and likely(0.5):
        agreement = draw.choice(given["agreements"])
        case.path_parameters["agreementNo"] = agreement["agreementNo"]
        case.query["code"] = agreement["code"]
    mend_headers(case, given)
    mend_query(case)
    mend_body(case, given)
    if path == "/callbacks/bank":
        kwargs["auth"] = by_bank


def mend_headers(case, given):
    headers = case.headers
    case.cookies = {}
    for name in ("cookie", "authorization"):
        headers.pop(name, None)
    # A cookie of ours keeps those of earlier answers away.
    headers.update(given["headers"] if "cookie" in given["headers"] else {"cookie": "none=1", **given["headers"]})
    if case.method.upper() not in ("GET", "HEAD", "OPTIONS") and likely(0.98):
        headers["Origin"] = ORIGIN
    parameters = {parameter.name.lower() for parameter in case.operation.headers}
    if "idempotency-key" in parameters and likely(0.95):
        headers["Idempotency-Key"] = str(uuid.UUID(int=draw.getrandbits(128), version=4))
    if "if-match" in parameters and likely(0.9):
        record = (case.path_parameters or {}).get("caseId")
        headers["If-Match"] = f'"{given["seqs"].get(record, 2)}"'


def mend_query(case):
    query = case.query
    if not isinstance(query, dict):
        return
    cursor = cursors.get(case.operation.label)
    if cursor and likely(0.2):
        query["cursor"] = cursor
    elif "cursor" in query and likely(0.7):
        del query["cursor"]


def mend_body(case, given):
    if case.operation.path == "/api/v1/files" and isinstance(case.body, dict):
        if likely(0.6):
            case.body["file"] = PICTURE
        if likely(0.6):
            case.body["purpose"] = draw.choice(["LOGO", "PHOTO", "OTHER_MATERIAL", "TERMINATION_ATTACHMENT"])
        return
    right = given["bodies"].get(f"{case.method.lower()} {case.operation.path}")
    if right is None:
        return
    right = {name: mended(given, name, value) for name, value in right.items()}
    generated = case.body
    share = draw.random()
    if share < 0.3 or not isinstance(generated, dict) or generated is NOT_SET:
        if share < 0.55:
            case.body = right
        return
    if share < 0.75:
        # One field or two of the generated ones, in a right body.
        names = draw.sample(sorted(generated), min(len(generated), draw.choice([1, 1, 2])))
        case.body = {**right, **{name: generated[name] for name in names}}
    elif share < 0.9:
        case.body = {name: mended(given, name, value) for name, value in generated.items()}


def mended(given, name, value):
    known = given["fields"].get(name)
    return draw.choice(known) if known and likely(0.9) else value


def by_bank(request):
    body = request.body or b""
    body = body.encode() if isinstance(body, str) else body
    timestamp = str(int(time.time()))
    request.headers["x-timestamp"] = timestamp
    request.headers["x-signature"] = signature(timestamp, body)
    return request


def signature(timestamp, body):
    import base64

    return hmac.new(base64.b64decode(BANK_KEY), timestamp.encode() + b"\n" + body, hashlib.sha256).hexdigest()


@schemathesis.hook
def after_call(context, case, response):
    global calls_left, signed_out
    statuses[case.operation.label][response.status_code] += 1
    if response.status_code >= 500:
        faults.append({"call": case.as_curl_command(), "status": response.status_code, "answer": text_of(response)})
    if response.status_code == 200:
        cursors[case.operation.label] = cursor_in(response) or cursors.get(case.operation.label)
    if response.status_code == 401 and feed["headers"]:
        # Signed out, by itself perhaps: the next call is by somebody new.
        signed_out += 1
        calls_left = 0
    elif response.status_code < 300 and case.method.upper() != "GET":
        # Something is used up: sooner anew.
        calls_left -= 2


def cursor_in(response):
    try:
        return response.json().get("nextCursor")
    except Exception:
        return None


def text_of(response):
    return response.content[:2000].decode("utf-8", "replace")


@schemathesis.check
def documented_refusal(ctx, response, case):
    """What `default` covers must be a refusal of the list at /docs/errors, with that code's own status."""
    listed = {str(status) for status in case.operation.responses.status_codes}
    if str(response.status_code) in listed:
        return
    if case.method.upper() in ("HEAD", "OPTIONS"):
        return
    kind = (response.headers.get("content-type") or [""])[0]
    if not kind.startswith("application/problem+json"):
        raise Failure(
            operation=case.operation.label,
            title="Neither documented nor a problem document",
            message=f"{response.status_code} {kind} {text_of(response)}",
        )
    code = response.json().get("code")
    if codes.get(code) != response.status_code:
        raise Failure(
            operation=case.operation.label,
            title="A code that is not listed, or of another status",
            message=f"{response.status_code} {code}",
        )


@atexit.register
def write():
    result = {
        "requests": sum(sum(each.values()) for each in statuses.values()),
        "casts": refreshed,
        "signedOut": signed_out,
        "statuses": {label: dict(each) for label, each in sorted(statuses.items())},
        "faults": faults,
    }
    with open(RESULT_FILE, "w") as file:
        json.dump(result, file, ensure_ascii=False, indent=1)
