"""What the live page changes in the libraries that carry the picture."""

from types import MethodType

from aiortc.jitterbuffer import JitterBuffer
from aiortc.rtp import RtpPacket

from pages.camera import whole_frame

AIORTC = JitterBuffer._remove_frame


def received(*packets):
    """The pictures that come out of the buffer, by the packet after which each came; a packet is
    (number, time, last of its picture, data)."""
    buffer = JitterBuffer(capacity=16, is_video=True)
    buffer._remove_frame = MethodType(
        lambda self, number: whole_frame(self, AIORTC, number), buffer
    )
    out = []
    for number, t, last, data in packets:
        packet = RtpPacket(sequence_number=number, timestamp=t, marker=int(last))
        packet._data = data
        _, frame = buffer.add(packet)
        out.append(frame and (frame.timestamp, frame.data))
    return out


def test_a_picture_comes_with_its_own_last_packet():
    out = received((1, 0, False, b"a"), (2, 0, True, b"b"), (3, 9, True, b"c"))
    assert out == [None, (0, b"ab"), (9, b"c")]


def test_packets_out_of_order_wait_for_each_other():
    out = received((1, 0, True, b"a"), (3, 9, True, b"c"), (2, 9, False, b"b"))
    assert out == [(0, b"a"), None, (9, b"bc")]


def test_without_a_marker_the_next_picture_ends_it():
    out = received((1, 0, False, b"a"), (2, 9, False, b"b"), (3, 18, False, b"c"))
    assert out == [None, (0, b"a"), (9, b"b")]


def test_padding_after_the_marker_is_no_picture():
    out = received((1, 0, True, b"a"), (2, 0, False, b""), (3, 9, True, b"b"))
    assert out == [(0, b"a"), None, (9, b"b")]
