package io.vesper.decode;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;

/** Takes a PNG file apart into chunks: length, type, content, checksum (PNG specification, section 5). */
final class PngParser {
    private static final int SIGNATURE_LENGTH = 8;
    private static final int HEADER_LENGTH = 13;
    private static final int CONTENT = 8;
    private static final int CHECKSUM_LENGTH = 4;

    private final byte[] bytes;
    private final ByteBuffer file;
    private final ByteArrayOutputStream essential;
    private Orientation orientation = Orientation.UPRIGHT;

    /** @param bytes a file that starts with PNG's signature */
    PngParser(byte[] bytes) {
        this.bytes = bytes;
        file = ByteBuffer.wrap(bytes);
        essential = new ByteArrayOutputStream(bytes.length);
    }

    PngFile parse() {
        essential.write(bytes, 0, SIGNATURE_LENGTH);
        int position = SIGNATURE_LENGTH;
        String type;
        do {
            int length = contentLength(position);
            type = new String(bytes, position + 4, 4, StandardCharsets.ISO_8859_1);
            if (type.equals("IHDR") != (position == SIGNATURE_LENGTH && length == HEADER_LENGTH)) {
                throw damaged("its header is missing or wrong");
            }
            accept(type, position, length);
            position += CONTENT + length + CHECKSUM_LENGTH;
        } while (!type.equals("IEND"));
        int header = SIGNATURE_LENGTH + CONTENT;
        return new PngFile(file.getInt(header), file.getInt(header + 4), orientation, essential.toByteArray());
    }

    private int contentLength(int position) {
        int available = bytes.length - position - CONTENT - CHECKSUM_LENGTH;
        int length = available < 0 ? Integer.MAX_VALUE : file.getInt(position);
        if (length < 0) {
            throw damaged("a chunk at byte %d has a length above 2^31".formatted(position));
        }
        if (available < length) {
            throw new UnreadableImageException(
                    "The PNG picture is truncated: its end is missing after %d bytes. Maybe the upload was cut short."
                            .formatted(bytes.length));
        }
        return length;
    }

    private void accept(String type, int position, int length) {
        int content = position + CONTENT;
        switch (type) {
            case "IHDR", "PLTE", "IDAT", "IEND" -> {
                checkSum(type, position, length);
                essential.write(bytes, position, CONTENT + length + CHECKSUM_LENGTH);
            }
            case "eXIf" -> orientation = ExifOrientation.read(Arrays.copyOfRange(bytes, content, content + length));
            default -> {}
        }
    }

    private void checkSum(String type, int position, int length) {
        CRC32 sum = new CRC32();
        sum.update(bytes, position + 4, 4 + length);
        if ((int) sum.getValue() != file.getInt(position + CONTENT + length)) {
            throw damaged("the checksum of chunk %s at byte %d is wrong".formatted(type, position));
        }
    }

    private static UnreadableImageException damaged(String what) {
        return new UnreadableImageException(
                "The PNG picture is damaged: %s. Maybe it was changed on its way.".formatted(what));
    }
}
