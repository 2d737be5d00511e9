package io.vesper.decode;

/**
 * What a PNG file says about its picture, and the part of the file that its pixels depend on.
 *
 * @param width columns as stored, before the orientation is applied
 * @param height rows as stored
 * @param essential a PNG file of only header, palette and picture data: texts, colour profiles and transparency are left
 *     out, so their compressed content, however large, is never unpacked
 */
record PngFile(int width, int height, Orientation orientation, byte[] essential) {
    /** @throws UnreadableImageException if the file is truncated or damaged */
    static PngFile parse(byte[] bytes) {
        return new PngParser(bytes).parse();
    }
}
