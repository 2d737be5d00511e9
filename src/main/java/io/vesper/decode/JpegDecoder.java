package io.vesper.decode;

/** Decodes JPEG files: coefficients to samples by the JDK's libjpeg, samples to colours here. */
final class JpegDecoder {
    private JpegDecoder() {}

    static RgbImage decode(byte[] bytes, ImageLimits limits) {
        JpegFile file = JpegFile.parse(bytes);
        limits.check(file.width(), file.height());
        byte[] samples = JdkImageReader.jpegSamples(file.essential());
        byte[] pixels = file.colour().toRgb(samples);
        return file.orientation().apply(new RgbImage(file.width(), file.height(), pixels));
    }
}
