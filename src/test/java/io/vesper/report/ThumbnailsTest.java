package io.vesper.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vesper.decode.UnreadableImageException;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThumbnailsTest {
    @TempDir
    Path folder;

    @Test
    void aPictureShrinksToAFewKilobytes() throws IOException {
        byte[] jpeg = jpeg(Inputs.DEMO.resolve("cam1/0032/0001.jpg"));

        BufferedImage thumbnail = ImageIO.read(new ByteArrayInputStream(jpeg));
        assertThat(thumbnail.getWidth()).isEqualTo(64);
        assertThat(thumbnail.getHeight()).isEqualTo(128);
        assertThat(jpeg.length).isLessThan(4000);
    }

    /** Left half red, right half blue, in whatever size: so it stays. */
    @Test
    void coloursAndSidesStay() throws IOException {
        BufferedImage picture = new BufferedImage(300, 200, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 300 * 200; i++) {
            picture.setRGB(i % 300, i / 300, (i % 300 < 150 ? Color.RED : Color.BLUE).getRGB());
        }
        ImageIO.write(picture, "png", folder.resolve("halves.png").toFile());

        BufferedImage thumbnail = ImageIO.read(new ByteArrayInputStream(jpeg(folder.resolve("halves.png"))));

        assertThat(isNear(thumbnail.getRGB(8, 64), Color.RED)).isTrue();
        assertThat(isNear(thumbnail.getRGB(56, 64), Color.BLUE)).isTrue();
    }

    @Test
    void aDamagedPictureIsRefused() throws IOException {
        byte[] whole = Files.readAllBytes(Inputs.DEMO.resolve("cam1/0032/0001.jpg"));
        Path cut = Files.write(folder.resolve("cut.jpg"), Arrays.copyOf(whole, whole.length / 2));

        assertThatThrownBy(() -> Thumbnails.address(cut)).isInstanceOf(UnreadableImageException.class);
    }

    private static boolean isNear(int rgb, Color expected) {
        Color color = new Color(rgb);
        return Math.abs(color.getRed() - expected.getRed()) < 16
                && Math.abs(color.getGreen() - expected.getGreen()) < 16
                && Math.abs(color.getBlue() - expected.getBlue()) < 16;
    }

    private static byte[] jpeg(Path file) {
        String address = Thumbnails.address(file);
        assertThat(address).startsWith("data:image/jpeg;base64,");
        return Base64.getDecoder().decode(address.substring(address.indexOf(',') + 1));
    }
}
