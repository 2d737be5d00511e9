package io.vesper.report;

import io.vesper.decode.ImageDecoder;
import io.vesper.decode.ImageLimits;
import io.vesper.decode.RgbImage;
import io.vesper.transform.AntialiasedResize;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Small JPEG pictures that stand in a page themselves. */
final class Thumbnails {
    static final int WIDTH = 64;
    static final int HEIGHT = 128;

    private static final float QUALITY = 0.6f;
    private static final ImageDecoder DECODER = new ImageDecoder(ImageLimits.DEFAULT);

    private Thumbnails() {}

    /**
     * Shrinks a picture.
     *
     * @param file JPEG, PNG or BMP
     * @return a {@code data:} address of {@value #WIDTH} x {@value #HEIGHT} pixels
     * @throws UncheckedIOException naming the file if it cannot be read
     * @throws io.vesper.decode.UnreadableImageException if it is no picture, or a damaged one
     */
    static String address(Path file) {
        try {
            RgbImage picture = DECODER.decode(Files.readAllBytes(file));
            byte[] jpeg = jpeg(AntialiasedResize.resize(picture, WIDTH, HEIGHT));
            return "data:image/jpeg;base64," + Base64.getEncoder().encodeToString(jpeg);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The picture (%s) cannot be put into the report. Maybe it was moved after it was evaluated."
                            .formatted(file),
                    e);
        }
    }

    private static byte[] jpeg(RgbImage picture) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            ImageWriteParam quality = writer.getDefaultWriteParam();
            quality.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            quality.setCompressionQuality(QUALITY);
            writer.setOutput(out);
            writer.write(null, new IIOImage(buffered(picture), null, null), quality);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private static BufferedImage buffered(RgbImage picture) {
        BufferedImage image = new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_INT_RGB);
        byte[] pixels = picture.pixels();
        for (int i = 0; i < picture.width() * picture.height(); i++) {
            int red = pixels[3 * i] & 0xFF;
            int green = pixels[3 * i + 1] & 0xFF;
            int blue = pixels[3 * i + 2] & 0xFF;
            image.setRGB(i % picture.width(), i / picture.width(), red << 16 | green << 8 | blue);
        }
        return image;
    }
}
