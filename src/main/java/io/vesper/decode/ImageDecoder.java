package io.vesper.decode;

/**
 * Reads JPEG, PNG and BMP files. Safe to use from many threads at once; nothing is written to disk.
 *
 * <p>The pixels equal Pillow's {@code Image.open(...).convert("RGB")} after {@code ImageOps.exif_transpose}, bit for bit
 * (checked with Pillow 9.4 and libjpeg-turbo 2.1): colour profiles are not applied, transparency is dropped rather than
 * blended, a grey picture is copied to all three channels, CMYK is taken as inverted (as Adobe writes it). Two deliberate
 * differences: 16-bit grey keeps the high byte, where Pillow clips to 255 and turns thermal pictures white; and a JPEG
 * whose decoder reports missing or corrupt data is refused, not filled with grey. One depends on the JDK: JPEGs with
 * chroma halved only vertically (4:4:0, rare) are equal where it uses the system's libjpeg-turbo, as Debian's does; the
 * libjpeg that others bundle repeats chroma rows instead of interpolating them.
 *
 * <p>Not read: arithmetic-coded, lossless and 12-bit JPEG; run-length-encoded BMP. Of an animation the first picture is
 * taken. Bytes behind the end of a picture are ignored.
 */
public final class ImageDecoder {
    private final ImageLimits limits;

    public ImageDecoder(ImageLimits limits) {
        this.limits = limits;
    }

    /**
     * Decodes a picture, upright: the EXIF orientation is applied, and EXIF data that makes no sense is ignored.
     *
     * @param bytes a whole file
     * @throws UnsupportedImageTypeException if it is not a JPEG, PNG or BMP file
     * @throws UnreadableImageException if it is one, but is damaged, truncated, of an unsupported variant, or of a size
     *     outside the limits
     */
    public RgbImage decode(byte[] bytes) {
        return switch (ImageKind.of(bytes)) {
            case JPEG -> JpegDecoder.decode(bytes, limits);
            case PNG -> PngDecoder.decode(bytes, limits);
            case BMP -> BmpDecoder.decode(bytes, limits);
        };
    }
}
