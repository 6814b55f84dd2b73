"""Looks into a token of a PKCS#11 module without Weir and without Java: calls the module's C functions by ctypes.

token.py MODULE TOKEN PIN open FILE        prints the password that FILE (weir.bcfks.wrapped) holds, docs/operator.md
token.py MODULE TOKEN PIN attributes KEY   prints which of sensitive, extractable, never-extractable a key is
token.py MODULE TOKEN PIN make KEY [extractable]   makes an AES-256 key
token.py MODULE TOKEN PIN delete KEY
"""

import base64
import ctypes
import json
import sys
from ctypes import Structure, byref, c_byte, c_char, c_ulong, c_void_p, cast, create_string_buffer

CLASS, TOKEN, PRIVATE, LABEL, KEY_TYPE = 0x0, 0x1, 0x2, 0x3, 0x100
SENSITIVE, ENCRYPT, DECRYPT, VALUE_LEN = 0x103, 0x104, 0x105, 0x161
EXTRACTABLE, NEVER_EXTRACTABLE = 0x162, 0x164
SECRET_KEY, AES, AES_KEY_GEN, AES_GCM = 4, 0x1F, 0x1080, 0x1087


class Attribute(Structure):
    _fields_ = [("type", c_ulong), ("value", c_void_p), ("length", c_ulong)]


class Mechanism(Structure):
    _fields_ = [("mechanism", c_ulong), ("parameter", c_void_p), ("length", c_ulong)]


class Gcm(Structure):
    _fields_ = [
        ("iv", c_void_p), ("iv_length", c_ulong), ("iv_bits", c_ulong),
        ("aad", c_void_p), ("aad_length", c_ulong), ("tag_bits", c_ulong),
    ]  # fmt: skip


class TokenInfo(Structure):
    _fields_ = [("label", c_char * 32), ("rest", c_byte * 512)]


def attributes(**named):
    kept = []
    for name, value in named.items():
        raw = bytes([value]) if isinstance(value, bool) else value.encode() if isinstance(value, str) else bytes(c_ulong(value))
        buffer = create_string_buffer(raw, len(raw))
        kept.append((Attribute(globals()[name.upper()], cast(buffer, c_void_p), len(raw)), buffer))
    return (Attribute * len(kept))(*[one for one, _ in kept]), kept


module, token, pin, verb, what = sys.argv[1:6]
library = ctypes.CDLL(module)


def call(name, *arguments):
    answer = getattr(library, name)(*arguments)
    if answer:
        sys.exit(f"{name} answers {answer:#x}")


call("C_Initialize", None)
count = c_ulong()
call("C_GetSlotList", c_byte(1), None, byref(count))
slots = (c_ulong * count.value)()
call("C_GetSlotList", c_byte(1), slots, byref(count))


def label(slot):
    info = TokenInfo()
    call("C_GetTokenInfo", c_ulong(slot), byref(info))
    return info.label.decode().rstrip()


slot = next(slot for slot in slots if label(slot) == token)
session = c_ulong()
call("C_OpenSession", c_ulong(slot), c_ulong(6), None, None, byref(session))
call("C_Login", session, c_ulong(1), pin.encode(), c_ulong(len(pin)))


def find(key):
    template, _kept = attributes(**{"class": SECRET_KEY, "label": key})
    call("C_FindObjectsInit", session, template, c_ulong(len(template)))
    found, number = c_ulong(), c_ulong()
    call("C_FindObjects", session, byref(found), c_ulong(1), byref(number))
    call("C_FindObjectsFinal", session)
    return found if number.value else sys.exit(f"no key {key}")


def is_set(key, kind):
    value = c_byte()
    asked = Attribute(kind, cast(byref(value), c_void_p), 1)
    call("C_GetAttributeValue", session, key, byref(asked), c_ulong(1))
    return bool(value.value)


if verb == "make":
    extractable = sys.argv[6:] == ["extractable"]
    template, _kept = attributes(
        **{"class": SECRET_KEY}, key_type=AES, value_len=32, label=what, token=True, private=True,
        sensitive=True, extractable=extractable, encrypt=True, decrypt=True,
    )  # fmt: skip
    made = c_ulong()
    call("C_GenerateKey", session, byref(Mechanism(AES_KEY_GEN, None, 0)), template, c_ulong(len(template)), byref(made))
elif verb == "delete":
    call("C_DestroyObject", session, find(what))
elif verb == "attributes":
    key = find(what)
    known = {"sensitive": SENSITIVE, "extractable": EXTRACTABLE, "never-extractable": NEVER_EXTRACTABLE}
    print(" ".join(name for name, kind in known.items() if is_set(key, kind)))
elif verb == "open":
    with open(what, encoding="utf-8") as file:
        wrapped = json.load(file)
    first = wrapped["passwords"][0]
    iv, closed = base64.b64decode(first["iv"]), base64.b64decode(first["ciphertext"])
    aad = "\n".join([wrapped["schema"], wrapped["store"], first["key"]]).encode()
    gcm = Gcm(cast(iv, c_void_p), len(iv), 8 * len(iv), cast(aad, c_void_p), len(aad), 128)
    clear, length = create_string_buffer(len(closed)), c_ulong(len(closed))
    call("C_DecryptInit", session, byref(Mechanism(AES_GCM, cast(byref(gcm), c_void_p), ctypes.sizeof(gcm))), find(first["key"]))
    call("C_Decrypt", session, closed, c_ulong(len(closed)), clear, byref(length))
    print(clear.raw[: length.value].decode())
