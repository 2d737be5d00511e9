package io.vesper.decode;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Finds the orientation in EXIF data, which is a small TIFF file (Exif 2.32, 4.5 and 4.6.5). */
final class ExifOrientation {
    private static final int LITTLE_ENDIAN = 0x4949;
    private static final int BIG_ENDIAN = 0x4D4D;
    private static final int TIFF_MAGIC = 42;
    private static final int HEADER_LENGTH = 8;
    private static final int ENTRY_LENGTH = 12;
    private static final int ORIENTATION_TAG = 0x0112;
    private static final int SHORT_TYPE = 3;

    private ExifOrientation() {}

    /**
     * Reads the first directory. Orientation is a hint, so data that breaks the format counts as upright.
     *
     * @param exif the TIFF data from its byte-order mark to its end
     */
    static Orientation read(byte[] exif) {
        ByteBuffer tiff = ByteBuffer.wrap(exif);
        if (tiff.capacity() < HEADER_LENGTH) {
            return Orientation.UPRIGHT;
        }
        int byteOrder = tiff.getShort(0);
        tiff.order(byteOrder == LITTLE_ENDIAN ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        if ((byteOrder != LITTLE_ENDIAN && byteOrder != BIG_ENDIAN) || tiff.getShort(2) != TIFF_MAGIC) {
            return Orientation.UPRIGHT;
        }
        long directory = Integer.toUnsignedLong(tiff.getInt(4));
        return directory > tiff.capacity() - 2 ? Orientation.UPRIGHT : search(tiff, (int) directory);
    }

    private static Orientation search(ByteBuffer tiff, int directory) {
        int entries = Short.toUnsignedInt(tiff.getShort(directory));
        int inFile = (tiff.capacity() - directory - 2) / ENTRY_LENGTH;
        for (int i = 0; i < Math.min(entries, inFile); i++) {
            int entry = directory + 2 + i * ENTRY_LENGTH;
            if (tiff.getShort(entry) == ORIENTATION_TAG) {
                boolean isOneShort = tiff.getShort(entry + 2) == SHORT_TYPE && tiff.getInt(entry + 4) == 1;
                return isOneShort ? Orientation.ofExifValue(tiff.getShort(entry + 8)) : Orientation.UPRIGHT;
            }
        }
        return Orientation.UPRIGHT;
    }
}
