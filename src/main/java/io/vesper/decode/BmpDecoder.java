package io.vesper.decode;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Decodes uncompressed BMP files. The JDK's reader is not used: it trusts lengths in the header, hands embedded files to
 * other readers, and can be made to open the colour profile that a file links to.
 */
final class BmpDecoder {
    private final ByteBuffer file;
    private final BmpHeader header;

    private BmpDecoder(ByteBuffer file, BmpHeader header) {
        this.file = file;
        this.header = header;
    }

    static RgbImage decode(byte[] bytes, ImageLimits limits) {
        ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        BmpHeader header = BmpHeader.parse(file);
        limits.check(header.width(), header.height());
        return new BmpDecoder(file, header).decode();
    }

    private RgbImage decode() {
        long rowLength = ((long) header.width() * header.bitsPerPixel() + 31) / 32 * 4; // rows fill whole 32-bit words
        long pixelOffset = Integer.toUnsignedLong(header.pixelOffset());
        long end = pixelOffset + header.height() * rowLength;
        if (end > file.limit()) {
            throw BmpHeader.truncated(file.limit(), end);
        }
        byte[] pixels = new byte[3 * header.width() * header.height()];
        for (int y = 0, target = 0; y < header.height(); y++) {
            int storedRow = header.isTopDown() ? y : header.height() - 1 - y;
            int row = (int) (pixelOffset + storedRow * rowLength);
            for (int x = 0; x < header.width(); x++) {
                int colour = header.bitsPerPixel() <= 8 ? paletteColour(row, x) : maskedColour(row, x);
                pixels[target++] = (byte) (colour >> 16);
                pixels[target++] = (byte) (colour >> 8);
                pixels[target++] = (byte) colour;
            }
        }
        return new RgbImage(header.width(), header.height(), pixels);
    }

    /** An index beyond the palette is black. */
    private int paletteColour(int row, int x) {
        int bits = header.bitsPerPixel();
        int pixelsPerByte = 8 / bits;
        int shift = 8 - bits - x % pixelsPerByte * bits;
        int index = ((file.get(row + x / pixelsPerByte) & 0xFF) >> shift) & ((1 << bits) - 1);
        return index < header.palette().length ? header.palette()[index] : 0;
    }

    private int maskedColour(int row, int x) {
        int bytesPerPixel = header.bitsPerPixel() / 8;
        int pixel = 0;
        for (int i = bytesPerPixel - 1; i >= 0; i--) {
            pixel = (pixel << 8) | (file.get(row + x * bytesPerPixel + i) & 0xFF);
        }
        int[] masks = header.masks();
        return channel(pixel, masks[0]) << 16 | channel(pixel, masks[1]) << 8 | channel(pixel, masks[2]);
    }

    private static int channel(int pixel, int mask) {
        int shift = Integer.numberOfTrailingZeros(mask);
        long sample = Integer.toUnsignedLong((pixel & mask) >>> shift);
        return (int) (sample * 255 / Integer.toUnsignedLong(mask >>> shift));
    }
}
