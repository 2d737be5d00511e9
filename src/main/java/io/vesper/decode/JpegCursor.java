package io.vesper.decode;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** Steps through the markers, segments and scan data of a JPEG file. */
final class JpegCursor {
    private static final int PREFIX = 0xFF;
    private static final int TEM = 0x01;
    private static final int RST0 = 0xD0;
    private static final int RST7 = 0xD7;

    private final byte[] bytes;
    private int position = 2;

    /** @param bytes a file that starts with the marker SOI */
    JpegCursor(byte[] bytes) {
        this.bytes = bytes;
    }

    int position() {
        return position;
    }

    /** Moves behind the next marker that is not alone by definition; bytes before it are skipped, as libjpeg does. */
    int nextMarker() {
        int marker;
        do {
            while (unsignedByte(position) != PREFIX) {
                position++;
            }
            while (unsignedByte(position) == PREFIX) {
                position++;
            }
            marker = unsignedByte(position++);
        } while (marker <= TEM || isRestart(marker));
        return marker;
    }

    /** Moves behind the segment that starts here, and returns its content without the length. */
    byte[] segment() {
        int length = (unsignedByte(position) << 8) | unsignedByte(position + 1);
        if (length < 2) {
            throw JpegParser.damaged("a segment at byte %d has the length %d".formatted(position, length));
        }
        int start = position + 2;
        position += length;
        if (position > bytes.length) {
            throw truncated();
        }
        return Arrays.copyOfRange(bytes, start, position);
    }

    /** Moves to the marker that ends the scan's data, which may hold zero-stuffed prefixes and restart markers. */
    void copyScanData(ByteArrayOutputStream target) {
        int start = position;
        while (unsignedByte(position) != PREFIX || isData(unsignedByte(position + 1))) {
            position++;
        }
        target.write(bytes, start, position - start);
    }

    private static boolean isData(int byteBehindPrefix) {
        return byteBehindPrefix == 0 || byteBehindPrefix == PREFIX || isRestart(byteBehindPrefix);
    }

    private static boolean isRestart(int marker) {
        return marker >= RST0 && marker <= RST7;
    }

    private int unsignedByte(int index) {
        if (index >= bytes.length) {
            throw truncated();
        }
        return bytes[index] & 0xFF;
    }

    private UnreadableImageException truncated() {
        return new UnreadableImageException(
                "The JPEG picture is truncated: its end is missing after %d bytes. Maybe the upload was cut short."
                        .formatted(bytes.length));
    }
}
