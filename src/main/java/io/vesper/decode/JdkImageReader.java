package io.vesper.decode;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** The JDK's own image readers. They report damage with many kinds of exceptions; these become one here. */
final class JdkImageReader {
    private JdkImageReader() {}

    /** Samples of a JPEG file as they are coded, interleaved by pixel, without the JDK's colour conversions. */
    static byte[] jpegSamples(byte[] file) {
        return read(
                "jpeg",
                file,
                reader -> ((DataBufferByte) reader.readRaster(0, null).getDataBuffer()).getData());
    }

    static BufferedImage png(byte[] file) {
        return read("png", file, reader -> reader.read(0));
    }

    private static <T> T read(String format, byte[] file, ReadCall<T> call) {
        ImageReader reader = ownReader(format);
        List<String> warnings = new ArrayList<>();
        T result;
        // In memory: ImageIO's default stream would keep people's pictures in a file in the temporary directory.
        try (ImageInputStream stream = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
            reader.setInput(stream, true, true);
            result = call.read(reader);
        } catch (IOException | RuntimeException e) {
            // The PNG reader wraps errors too, but memory running out says nothing about the picture.
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new UnreadableImageException(damaged(format, String.valueOf(e.getMessage())), e);
        } finally {
            reader.dispose();
        }
        refuseDamage(format, warnings);
        return result;
    }

    /** libjpeg fills what it cannot decode with grey and only warns. Spare bytes do no harm; webcams write them. */
    private static void refuseDamage(String format, List<String> warnings) {
        for (String warning : warnings) {
            boolean isHarmless = warning.contains("extraneous bytes");
            if (!isHarmless && (warning.startsWith("Corrupt JPEG data") || warning.startsWith("Premature end"))) {
                throw new UnreadableImageException(damaged(format, warning));
            }
        }
    }

    private static String damaged(String format, String reason) {
        return "The %s picture cannot be decoded (%s). Maybe the file is damaged or was cut short."
                .formatted(format, reason);
    }

    /** Another library on the class path may offer readers as well, whose pixels could differ. */
    private static ImageReader ownReader(String format) {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format);
        while (readers.hasNext()) {
            ImageReader reader = readers.next();
            if (reader.getClass().getModule() == ImageIO.class.getModule()) {
                return reader;
            }
        }
        throw new IllegalStateException(
                "The JDK's reader for %s is missing. Maybe this Java runtime was built without java.desktop's natives."
                        .formatted(format));
    }

    private interface ReadCall<T> {
        T read(ImageReader reader) throws IOException;
    }
}
