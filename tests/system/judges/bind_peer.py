# SPDX-License-Identifier: Apache-2.0
"""The bind protocol spoken by Python's ssl and openssl alone: a unit that says what a test wants, also what no unit would.

The messages are those of engine/bind/messages.h; signatures are made by `openssl pkeyutl` with a key of the test's own."""

import base64
import hashlib
import json
import pathlib
import socket
import ssl
import struct

from judges.running import run

ALPN = "bindery-bind/1"


def canonical(value):
    """RFC 8785 of what is said here: ASCII texts, integers, lists, objects."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def profile_digest(header):
    """Of a LUKS2 header in a file, as cryptsetup reads it."""
    metadata = json.loads(run(["cryptsetup", "luksDump", "--dump-json-metadata", header], stderr=None).stdout)
    dump = run(["cryptsetup", "luksDump", header]).stdout
    fields = {line.split(":")[0].strip(): line.partition(":")[2].strip() for line in dump.splitlines()[:12]}
    (segment,) = metadata["segments"].values()
    profile = {
        "cipher": segment["encryption"],
        "key_size": {slot["key_size"] for slot in metadata["keyslots"].values()}.pop(),
        "label": fields["Label"],
        "sector_size": segment["sector_size"],
        "segment": {"offset": int(segment["offset"]), "size": segment["size"]},
        "uuid": fields["UUID"],
    }
    return hashlib.sha256(canonical(profile)).hexdigest()


class ModuleKey:
    """What signs as a module; and the names that go with it."""

    def __init__(self, folder, serial, kind="simulated", name=None):
        folder = pathlib.Path(folder)
        folder.mkdir(parents=True, exist_ok=True)
        self.serial, self.kind = serial, kind
        self._private = folder / f"{name or serial}.key"
        self._scratch = folder
        run(["openssl", "genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out", self._private])
        self.public = run(["openssl", "pkey", "-in", self._private, "-pubout", "-outform", "DER"], text=False, stderr=None).stdout

    def sign(self, digest):
        file = self._scratch / "to-sign"
        file.write_bytes(digest)
        words = ["openssl", "pkeyutl", "-sign", "-inkey", self._private, "-in", file]
        return run(words, text=False, stderr=None).stdout


def hello(unit, key, pi="10000000a1b2c3d4", model="virtual unit A", medium="card-1", macs=("52:54:00:be:0d:01",)):
    host = {"cpu_serial": pi, "revision": "c03115", "model": model, "boot_medium": medium, "macs": list(macs)}
    module = {"kind": key.kind, "model": "simulated-1", "serial": key.serial, "firmware": "1"}
    module["public_key"] = base64.b64encode(key.public).decode()
    return {"version": 1, "luks_uuid": unit, "host": host, "module": module, "module_status": "bound development"}


def header_report(keyslots, profile, token=""):
    return {"keyslots": list(keyslots), "profile_digest": profile, "token_digest": token}


class Connection:
    """One step. A context manager."""

    def __init__(self, port, version=ssl.TLSVersion.TLSv1_3):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        context.minimum_version, context.maximum_version = version, version
        context.set_alpn_protocols([ALPN])
        self._socket = context.wrap_socket(socket.create_connection(("127.0.0.1", port), timeout=20))
        self.certificate = hashlib.sha256(self._socket.getpeercert(binary_form=True)).hexdigest()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._socket.close()

    def send(self, message):
        self.send_raw(b"J", message if isinstance(message, bytes) else json.dumps(message).encode())

    def send_raw(self, kind, content):
        self._socket.sendall(kind + struct.pack(">I", len(content))[1:] + content)

    def _exactly(self, count):
        data = b""
        while len(data) < count:
            piece = self._socket.recv(count - len(data))
            if not piece:
                raise EOFError("the station broke off")
            data += piece
        return data

    def receive(self):
        kind, size = self._exactly(1), struct.unpack(">I", b"\0" + self._exactly(3))[0]
        content = self._exactly(size)
        return json.loads(content) if kind == b"J" else content


def sign_act(key, greeting, act, nonce, certificate):
    body = hashlib.sha256(canonical(act)).hexdigest()
    greeted = hashlib.sha256(canonical(greeting)).hexdigest()
    parts = {"act": act["act"], "body": body, "certificate": certificate, "hello": greeted, "nonce": nonce}
    return base64.b64encode(key.sign(hashlib.sha256(canonical(parts)).digest())).decode()


def tell(port, key, greeting, act, signature=None, sent=None):
    """(ruling, secret or None) of one whole step. `signature` replaces the right one; `sent` gets what was sent last."""
    with Connection(port) as connection:
        connection.send(greeting)
        nonce = connection.receive()["nonce"]
        signed = {**act, "signature": signature or sign_act(key, greeting, act, nonce, connection.certificate)}
        if sent is not None:
            sent.update(signed)
        connection.send(signed)
        ruling = connection.receive()
        return ruling, connection.receive() if ruling["verdict"] == "authorised" else None
