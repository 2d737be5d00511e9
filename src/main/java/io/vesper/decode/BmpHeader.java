package io.vesper.decode;

import java.nio.ByteBuffer;
import java.util.Set;

/**
 * The headers of a BMP file: a file header, then BITMAPCOREHEADER (12 bytes), BITMAPINFOHEADER (40) or one of its
 * extensions up to BITMAPV5HEADER (124). Colour profiles are not followed.
 *
 * @param isTopDown whether the first stored row is the top one
 * @param bitsPerPixel 1, 4 or 8: an index into the palette; 16, 24 or 32: channels cut out by masks
 * @param pixelOffset where the rows start in the file
 * @param palette colours as 0xRRGGBB
 * @param masks which bits of a pixel are red, green and blue
 */
record BmpHeader(
        int width, int height, boolean isTopDown, int bitsPerPixel, int pixelOffset, int[] palette, int[] masks) {
    private static final int FILE_HEADER_LENGTH = 14;
    private static final int CORE_HEADER_LENGTH = 12;
    private static final Set<Integer> HEADER_LENGTHS = Set.of(CORE_HEADER_LENGTH, 40, 52, 56, 108, 124);
    private static final Set<Integer> BITS_PER_PIXEL = Set.of(1, 4, 8, 16, 24, 32);
    private static final int PIXEL_OFFSET = 10;
    private static final int MASKS_OFFSET = 54;
    private static final int UNCOMPRESSED = 0;
    private static final int BITFIELDS = 3;
    private static final int[] MASKS_555 = {0x7C00, 0x03E0, 0x001F};
    private static final int[] MASKS_888 = {0xFF0000, 0x00FF00, 0x0000FF};

    /**
     * Reads the headers, without looking at the rows.
     *
     * @param file a whole file in little-endian order
     * @throws UnreadableImageException if a header is truncated, contradicts itself, or names an unsupported variant
     */
    static BmpHeader parse(ByteBuffer file) {
        requireLength(file, FILE_HEADER_LENGTH + CORE_HEADER_LENGTH);
        int headerLength = file.getInt(FILE_HEADER_LENGTH);
        if (!HEADER_LENGTHS.contains(headerLength)) {
            throw damaged("its header has an unknown length of %d bytes".formatted(headerLength));
        }
        requireLength(file, FILE_HEADER_LENGTH + headerLength);
        BmpHeader header = headerLength == CORE_HEADER_LENGTH ? ofCoreHeader(file) : ofInfoHeader(file);
        if (!BITS_PER_PIXEL.contains(header.bitsPerPixel)) {
            throw damaged("%d bits per pixel do not exist".formatted(header.bitsPerPixel));
        }
        return header;
    }

    private static BmpHeader ofCoreHeader(ByteBuffer file) {
        int width = Short.toUnsignedInt(file.getShort(18));
        int height = Short.toUnsignedInt(file.getShort(20));
        int bitsPerPixel = Short.toUnsignedInt(file.getShort(24));
        int[] palette = bitsPerPixel <= 8 ? palette(file, bitsPerPixel, 3) : new int[0];
        return new BmpHeader(width, height, false, bitsPerPixel, file.getInt(PIXEL_OFFSET), palette, MASKS_888);
    }

    private static BmpHeader ofInfoHeader(ByteBuffer file) {
        int height = file.getInt(22);
        int bitsPerPixel = Short.toUnsignedInt(file.getShort(28));
        int[] palette = bitsPerPixel <= 8 ? palette(file, bitsPerPixel, 4) : new int[0];
        int[] masks = masks(file, bitsPerPixel);
        return new BmpHeader(
                file.getInt(18), Math.abs(height), height < 0, bitsPerPixel, file.getInt(PIXEL_OFFSET), palette, masks);
    }

    /** The palette fills the room between headers and rows; one with fewer colours than indices is allowed. */
    private static int[] palette(ByteBuffer file, int bitsPerPixel, int entryLength) {
        int start = FILE_HEADER_LENGTH + file.getInt(FILE_HEADER_LENGTH);
        long end = Math.min(Integer.toUnsignedLong(file.getInt(PIXEL_OFFSET)), file.limit());
        int[] palette = new int[(int) Math.max(0, Math.min(1 << bitsPerPixel, (end - start) / entryLength))];
        for (int i = 0; i < palette.length; i++) {
            int entry = start + i * entryLength;
            int red = file.get(entry + 2) & 0xFF;
            int greenAndBlue = Short.toUnsignedInt(file.getShort(entry)); // stored blue first, in little-endian order
            palette[i] = (red << 16) | greenAndBlue;
        }
        return palette;
    }

    private static int[] masks(ByteBuffer file, int bitsPerPixel) {
        int compression = file.getInt(30);
        if (compression == UNCOMPRESSED) {
            return bitsPerPixel == 16 ? MASKS_555 : MASKS_888;
        }
        if (compression != BITFIELDS || (bitsPerPixel != 16 && bitsPerPixel != 32)) {
            throw new UnreadableImageException(
                    "The BMP picture has compression %d at %d bits per pixel, which is not read. Maybe save it uncompressed."
                            .formatted(compression, bitsPerPixel));
        }
        requireLength(file, MASKS_OFFSET + 12);
        int[] masks = {file.getInt(MASKS_OFFSET), file.getInt(MASKS_OFFSET + 4), file.getInt(MASKS_OFFSET + 8)};
        for (int mask : masks) {
            int lowest = mask >>> Integer.numberOfTrailingZeros(mask);
            if (mask == 0 || (lowest & (lowest + 1)) != 0) {
                throw damaged("0x%08X is no mask of a colour channel".formatted(mask));
            }
        }
        return masks;
    }

    private static void requireLength(ByteBuffer file, int length) {
        if (file.limit() < length) {
            throw truncated(file.limit(), length);
        }
    }

    static UnreadableImageException truncated(long length, long required) {
        return new UnreadableImageException(
                "The BMP picture is truncated: it has %d of at least %d bytes. Maybe the upload was cut short."
                        .formatted(length, required));
    }

    private static UnreadableImageException damaged(String what) {
        return new UnreadableImageException(
                "The BMP picture is damaged: %s. Maybe it was changed on its way.".formatted(what));
    }
}
