"""Do bytes of any origin give a value or one clear refusal, and never anything else?"""

import json
import struct
import tracemalloc

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.codec import RefusedError, decode, encode
from autograder.codec.families import FAMILY_OF
from autograder.codec.wire import HEAD, Wire, WireError


def packed(tree, lengths=(), data=b""):
    text = json.dumps([tree, list(lengths)]).encode()
    return struct.pack(">I", len(text)) + text + data


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_random_bytes_are_refused(data):
    with pytest.raises(RefusedError):
        decode(data)


SAMPLE = encode(
    [1, "三", {"a": (1.5, None)}, np.arange(4), pd.DataFrame({"x": [1, 2], "t": ["a", None]})]
)


@settings(deadline=None, max_examples=300)
@given(st.integers(0, len(SAMPLE) - 1), st.integers(0, 255))
def test_a_flipped_byte_gives_data_or_a_refusal(place, byte):
    data = bytearray(SAMPLE)
    data[place] = byte
    try:
        decode(bytes(data))
    except RefusedError:
        return


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=10,
)


@settings(deadline=None, max_examples=500)
@given(st.sampled_from(sorted(FAMILY_OF)), anything, st.binary(max_size=16))
def test_any_body_under_any_tag_gives_data_or_a_refusal(tag, body, data):
    try:
        decode(packed({tag: body}, [len(data)], data))
    except RefusedError:
        return


@pytest.mark.parametrize(
    "tree",
    [
        {"array": ["|O", [1], 0]},
        {"array": ["<f8", [10**9, 10**9], 0]},
        {"array": ["<f8", [-1], 0]},
        {"array": ["V8", [1], 0]},
        {"array": ["U0", [10**12], 0]},
        {"scalar": ["|O", 0]},
        {"dtype": "O,O"},
        {"pandas_dtype": "__import__('os')"},
        {"type": "eval"},
        {"type": "__build_class__"},
        {"datetime": [2024, 1, 1, 0, 0, 0, 0, 0, "../../etc/passwd"]},
        {"datetime": [2024, 1, 1, 0, 0, 0, 0, 0, "/etc/passwd"]},
        {"series": [{"array": ["<f8", [1], 0]}, {"range_index": [0, 10**15, 1, None]}, None]},
        {"categorical": [{"array": ["<i8", [1], 0]}, {"list": []}, False]},
        {"int": "0x" + "f" * (1 << 19)},
        {"decimal": "9" * 100_000},
        {"dict": [[{"list": []}], [1]]},
        {"named": ["x", ["__class__"], [1]]},
        {"named": ["os", ["import"], [1]]},
        {"handle": {"id": 1}},
        {"unknown": 1},
        {"list": [], "tuple": []},
        [1],
    ],
    ids=lambda tree: str(tree)[:50],
)
def test_forged_nodes_are_refused(tree):
    tracemalloc.start()
    with pytest.raises(RefusedError):
        decode(packed(tree, [8], bytes(8)))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 64 << 20


def test_deep_json_is_refused():
    text = b"[" * 100_000 + b"]" * 100_000
    with pytest.raises(RefusedError):
        decode(struct.pack(">I", len(text)) + text)


@pytest.fixture
def wires():
    import socket

    left, right = socket.socketpair()
    yield left, Wire(right, max_payload=1000)
    left.close()
    right.close()


@pytest.mark.parametrize(
    "data",
    [
        HEAD.pack(2**32 - 1, 0),
        HEAD.pack(2, 2000) + b"{}",
        HEAD.pack(2, 0) + b"{}",
        HEAD.pack(4, 0) + b"null",
        HEAD.pack(10, 0) + b'{"op": 12}',
        HEAD.pack(900_000, 0) + b"[" * 900_000,
        b"\0\0",
    ],
    ids=range(7),
)
def test_a_broken_frame_ends_the_conversation(wires, data):
    import threading

    raw, wire = wires
    thread = threading.Thread(target=lambda: (raw.sendall(data), raw.close()))
    thread.start()
    with pytest.raises(WireError) as caught:
        wire.receive()
    thread.join()
    assert caught.value.closed
