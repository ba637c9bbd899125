#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Gatehouse contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Seals a fixed text the vendor's way with code that shares nothing with Gatehouse's.

The result was stored once as sealed-vectors.h: make-sealed-vectors.py > sealed-vectors.h
Needs python3-cryptography. The keys are made here and protect nothing.
"""

import base64
import hashlib
import hmac
import os

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

PLAINTEXT = (
    '{"credentialData":[{"name":"username","value":"CONTOSO\\\\svc_bi"},'
    '{"name":"password","value":"Correct-Horse-7 \\"é\U0001f511\\""}]}'
)


def oaep(digest):
    return padding.OAEP(padding.MGF1(digest), digest, None)


def seal_segments(key, text):
    pieces = [text[i:i + 85] for i in range(0, len(text), 85)]
    blocks = [key.encrypt(piece, oaep(hashes.SHA1())) for piece in pieces]
    return base64.b64encode(b"".join(blocks)).decode()


def seal_hybrid(key, text):
    encryption_key, mac_key, iv = os.urandom(32), os.urandom(64), os.urandom(16)
    fill = 16 - len(text) % 16
    encryptor = Cipher(algorithms.AES(encryption_key), modes.CBC(iv)).encryptor()
    data = encryptor.update(text + bytes([fill]) * fill) + encryptor.finalize()
    tag = hmac.new(mac_key, b"\0\0" + iv + data, hashlib.sha256).digest()
    keys = key.encrypt(b"\0\1" + encryption_key + mac_key, oaep(hashes.SHA256()))
    sealed = b"\0\0" + tag + iv + data
    return base64.b64encode(keys).decode() + base64.b64encode(sealed).decode()


def print_text(name, text):
    print(f"static const char {name}[] =")
    lines = [text[i:i + 76] for i in range(0, len(text), 76)]
    print("\n".join(f'    "{line}"' for line in lines) + ";\n")


def print_vector(bits, seal):
    key = rsa.generate_private_key(public_exponent=65537, key_size=bits)
    private = key.private_bytes(
        serialization.Encoding.DER,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    print_text(f"key_{bits}", base64.b64encode(private).decode())
    print_text(f"sealed_{bits}", seal(key.public_key(), PLAINTEXT.encode()))


def main():
    # Put together here, so that nobody takes them for this file's own.
    print("/* SPDX" + "-FileCopyrightText: 2026 The Gatehouse contributors")
    print(" * SPDX" + "-License-Identifier: GPL-3.0-or-later */\n")
    print("/* Made once by make-sealed-vectors.py. */\n")
    print("#pragma once\n")
    print_vector(1024, seal_segments)
    print_vector(2048, seal_hybrid)


if __name__ == "__main__":
    main()
