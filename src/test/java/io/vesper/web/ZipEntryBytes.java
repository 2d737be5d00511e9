package io.vesper.web;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * A file in a ZIP file byte by byte, so that its head may lie as no packer's would (APPNOTE.TXT 4.3.7). A reader of streams sees no
 * more of a ZIP file than such heads.
 *
 * @param flags general purpose bits
 * @param method 0 is stored, 8 deflated
 * @param crc of the content, so the head says
 * @param packedSize of the content in bytes, so the head says; {@code size} likewise when unpacked
 */
record ZipEntryBytes(
        byte[] name, int flags, int method, long crc, long packedSize, long size, byte[] extra, byte[] content) {
    static final int ENCRYPTED = 1;
    static final int SIZES_FOLLOW = 8;
    static final long IN_EXTRA_FIELD = 0xFFFF_FFFFL;
    private static final int SIGNATURE = 0x04034b50;
    private static final int VERSION = 20;
    private static final int HEAD = 30;
    private static final short ZIP64 = 1;

    /** An honest one. */
    static ZipEntryBytes stored(String name, byte[] content) {
        CRC32 crc = new CRC32();
        crc.update(content);
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        return new ZipEntryBytes(bytes, 0, 0, crc.getValue(), content.length, content.length, new byte[0], content);
    }

    ZipEntryBytes named(byte[] other) {
        return new ZipEntryBytes(other, flags, method, crc, packedSize, size, extra, content);
    }

    ZipEntryBytes flagged(int bits) {
        return new ZipEntryBytes(name, bits, method, crc, packedSize, size, extra, content);
    }

    ZipEntryBytes packedBy(int other) {
        return new ZipEntryBytes(name, flags, other, crc, packedSize, size, extra, content);
    }

    ZipEntryBytes withCrc(long other) {
        return new ZipEntryBytes(name, flags, method, other, packedSize, size, extra, content);
    }

    ZipEntryBytes sized(long packed, long unpacked) {
        return new ZipEntryBytes(name, flags, method, crc, packed, unpacked, extra, content);
    }

    /** The head says that the sizes are in the extra field; they are these. */
    ZipEntryBytes sizedInZip64(long packed, long unpacked) {
        ByteBuffer field = ByteBuffer.allocate(20).order(ByteOrder.LITTLE_ENDIAN);
        field.putShort(ZIP64).putShort((short) 16).putLong(unpacked).putLong(packed);
        return new ZipEntryBytes(name, flags, method, crc, IN_EXTRA_FIELD, IN_EXTRA_FIELD, field.array(), content);
    }

    /** An archive that begins with this. */
    byte[] before(Archive rest) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(bytes());
        all.writeBytes(rest.bytes());
        return all.toByteArray();
    }

    byte[] bytes() {
        return ByteBuffer.allocate(HEAD + name.length + extra.length + content.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(SIGNATURE)
                .putShort((short) VERSION)
                .putShort((short) flags)
                .putShort((short) method)
                .putInt(0) // time and date
                .putInt((int) crc)
                .putInt((int) packedSize)
                .putInt((int) size)
                .putShort((short) name.length)
                .putShort((short) extra.length)
                .put(name)
                .put(extra)
                .put(content)
                .array();
    }
}
