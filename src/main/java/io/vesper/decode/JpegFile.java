package io.vesper.decode;

/**
 * What a JPEG file says about its picture, and the part of the file that its pixels depend on.
 *
 * @param width columns as stored, before the orientation is applied
 * @param height rows as stored
 * @param essential a JPEG file of only frame, tables and scans: no colour profile, thumbnail, comment, or anything
 *     behind the picture's end
 */
record JpegFile(int width, int height, JpegColour colour, Orientation orientation, byte[] essential) {
    /** @throws UnreadableImageException if the file is truncated or damaged, or coded in an unsupported way */
    static JpegFile parse(byte[] bytes) {
        return new JpegParser(bytes).parse();
    }
}
