package io.vesper.pickle;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** The bytes of a pickle, read one after another; every length is checked against what is left. */
final class PickleInput {
    private static final int MAX_INTEGER_BYTES = 64;

    private final ByteBuffer bytes;

    /** @param bytes from its position on; the position moves */
    PickleInput(ByteBuffer bytes) {
        this.bytes = bytes.order(ByteOrder.LITTLE_ENDIAN);
    }

    int position() {
        return bytes.position();
    }

    int unsignedByte() {
        require(1);
        return Byte.toUnsignedInt(bytes.get());
    }

    int unsignedShort() {
        require(2);
        return Short.toUnsignedInt(bytes.getShort());
    }

    int integer() {
        require(4);
        return bytes.getInt();
    }

    /** A length or index of four bytes. */
    long unsignedInteger() {
        return Integer.toUnsignedLong(integer());
    }

    long longInteger() {
        require(8);
        return bytes.getLong();
    }

    /** Big-endian, unlike everything else. */
    double real() {
        return Double.longBitsToDouble(Long.reverseBytes(longInteger()));
    }

    /** A whole number of any length, in two's complement: a long where it fits. */
    Object number(long length) {
        if (length > MAX_INTEGER_BYTES) {
            throw new PickleException(
                    "it holds a number of %d bytes, but at most %d are read.".formatted(length, MAX_INTEGER_BYTES));
        }
        byte[] digits = bytes(length);
        byte[] bigEndian = new byte[digits.length + 1];
        for (int i = 0; i < digits.length; i++) {
            bigEndian[bigEndian.length - 1 - i] = digits[i];
        }
        // The sign is the last byte's highest bit.
        bigEndian[0] = (byte) (digits.length > 0 && digits[digits.length - 1] < 0 ? -1 : 0);
        BigInteger number = new BigInteger(bigEndian);
        return number.bitLength() < Long.SIZE ? (Object) number.longValue() : number;
    }

    String text(long length, Charset charset) {
        try {
            CharBuffer text = charset.newDecoder().decode(ByteBuffer.wrap(bytes(length)));
            return text.toString();
        } catch (CharacterCodingException e) {
            throw new PickleException("the text before byte %d is not %s.".formatted(position(), charset));
        }
    }

    /** Up to the next line feed, which is read too. */
    String line() {
        StringBuilder line = new StringBuilder();
        for (int next = unsignedByte(); next != '\n'; next = unsignedByte()) {
            line.append((char) next);
        }
        return new String(line.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    byte[] bytes(long length) {
        require(length);
        byte[] taken = new byte[(int) length];
        bytes.get(taken);
        return taken;
    }

    private void require(long length) {
        if (length < 0 || length > bytes.remaining()) {
            throw new PickleException(
                    "its pickle ends too early, at byte %d. Maybe the file was cut.".formatted(bytes.limit()));
        }
    }
}
