package io.vesper.gallery;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import javax.imageio.ImageIO;

/** Pictures of people who are coloured blocks: one person keeps its colours, each shot adds a little noise. */
public final class Pictures {
    private static final int WIDTH = 24;
    private static final int HEIGHT = 48;
    private static final int BLOCK = 8;

    private Pictures() {}

    public static byte[] png(int person, int shot) {
        return encode(person, shot, "png");
    }

    public static byte[] jpeg(int person, int shot) {
        return encode(person, shot, "jpg");
    }

    public static byte[] bmp(int person, int shot) {
        return encode(person, shot, "bmp");
    }

    private static byte[] encode(int person, int shot, String format) {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Random noise = new Random(1000L * person + shot);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                int block = (y / BLOCK) * (WIDTH / BLOCK) + x / BLOCK;
                image.setRGB(x, y, shade(new Random(7919L * person + block), noise));
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, format, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static int shade(Random colour, Random noise) {
        colour.nextInt();
        return new Color(level(colour, noise), level(colour, noise), level(colour, noise)).getRGB();
    }

    private static int level(Random colour, Random noise) {
        return Math.floorMod(Math.min(235, Math.max(20, colour.nextInt(256))) + noise.nextInt(41) - 20, 256);
    }
}
