package io.vesper.decode;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** The accepted kinds of image files, told apart by their first bytes; file names and content types are not trusted. */
enum ImageKind {
    JPEG("\u00ff\u00d8\u00ff"),
    PNG("\u0089PNG\r\n\u001a\n"),
    BMP("BM");

    private static final int SHOWN_BYTES = 8;

    private final String magic;

    ImageKind(String magic) {
        this.magic = magic;
    }

    /**
     * The kind of a file.
     *
     * @throws UnsupportedImageTypeException if the bytes start like none of the kinds
     */
    static ImageKind of(byte[] bytes) {
        for (ImageKind kind : values()) {
            if (kind.starts(bytes)) {
                return kind;
            }
        }
        if (bytes.length == 0) {
            throw new UnsupportedImageTypeException(
                    "The image is empty (0 bytes), but must be JPEG, PNG or BMP. Maybe the upload was cut short.");
        }
        String start = HexFormat.ofDelimiter(" ").formatHex(bytes, 0, Math.min(SHOWN_BYTES, bytes.length));
        throw new UnsupportedImageTypeException(
                "The file is not an accepted image (its first bytes are %s): it must be JPEG, PNG or BMP. Maybe convert it first."
                        .formatted(start));
    }

    private boolean starts(byte[] bytes) {
        int length = Math.min(magic.length(), bytes.length);
        return new String(bytes, 0, length, StandardCharsets.ISO_8859_1).equals(magic);
    }
}
