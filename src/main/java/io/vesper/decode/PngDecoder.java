package io.vesper.decode;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;

/** Decodes PNG files: the JDK unpacks the samples, which are brought to 8-bit red, green and blue here. */
final class PngDecoder {
    private PngDecoder() {}

    static RgbImage decode(byte[] bytes, ImageLimits limits) {
        PngFile file = PngFile.parse(bytes);
        limits.check(file.width(), file.height());
        BufferedImage image = JdkImageReader.png(file.essential());
        byte[] pixels = image.getColorModel() instanceof IndexColorModel palette
                ? lookUp(image.getRaster(), palette)
                : copyBands(image.getRaster());
        return file.orientation().apply(new RgbImage(file.width(), file.height(), pixels));
    }

    /** The palette's own values; getRGB of the image would also convert colour spaces. An index beyond it is black. */
    private static byte[] lookUp(Raster raster, IndexColorModel palette) {
        int[] colours = new int[256];
        palette.getRGBs(colours);
        byte[] pixels = new byte[3 * raster.getWidth() * raster.getHeight()];
        int[] row = new int[raster.getWidth()];
        for (int y = 0, target = 0; y < raster.getHeight(); y++) {
            raster.getSamples(0, y, row.length, 1, 0, row);
            for (int index : row) {
                pixels[target++] = (byte) (colours[index] >> 16);
                pixels[target++] = (byte) (colours[index] >> 8);
                pixels[target++] = (byte) colours[index];
            }
        }
        return pixels;
    }

    /** Grey is the first band, colour the first three; alpha behind them is dropped. 16-bit samples keep the high byte. */
    private static byte[] copyBands(Raster raster) {
        int bands = raster.getNumBands();
        boolean isGrey = bands < 3;
        int shift = raster.getSampleModel().getSampleSize(0) - 8;
        byte[] pixels = new byte[3 * raster.getWidth() * raster.getHeight()];
        int[] row = new int[bands * raster.getWidth()];
        for (int y = 0, target = 0; y < raster.getHeight(); y++) {
            raster.getPixels(0, y, raster.getWidth(), 1, row);
            for (int source = 0; source < row.length; source += bands) {
                for (int channel = 0; channel < 3; channel++) {
                    pixels[target++] = (byte) (row[source + (isGrey ? 0 : channel)] >> shift);
                }
            }
        }
        return pixels;
    }
}
