package io.vesper.web;

import io.vesper.gallery.Pictures;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Files that no honest camera sends: cut, flipped, empty, lying about their size, two kinds in one. */
final class HostilePictures {
    private static final List<String> SCRIPTS =
            List.of("<svg onload=alert(1)>", "<?php die; ?>", "PK\u0003\u0004", "GIF89a");

    private final Random random;

    HostilePictures(Random random) {
        this.random = random;
    }

    byte[] next() {
        byte[] honest = honest();
        return switch (random.nextInt(12)) {
            case 0 -> new byte[0];
            case 1 -> Arrays.copyOf(honest, random.nextInt(honest.length)); // truncated
            case 2 -> flipped(honest);
            case 3 -> noise();
            case 4 -> bomb();
            case 5 -> polyglot(honest);
            case 6 -> SCRIPTS.get(random.nextInt(SCRIPTS.size())).getBytes(StandardCharsets.ISO_8859_1);
            default -> honest;
        };
    }

    private byte[] honest() {
        int person = random.nextInt(50);
        int shot = random.nextInt(50);
        return switch (random.nextInt(3)) {
            case 0 -> Pictures.png(person, shot);
            case 1 -> Pictures.jpeg(person, shot);
            default -> Pictures.bmp(person, shot);
        };
    }

    /** With up to twenty bits the other way round. */
    byte[] flipped(byte[] honest) {
        byte[] bytes = honest.clone();
        for (int i = 1 + random.nextInt(20); i > 0; i--) {
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return bytes;
    }

    private byte[] noise() {
        byte[] bytes = new byte[random.nextInt(5000)];
        random.nextBytes(bytes);
        return bytes;
    }

    /** A PNG whose head promises 2,147,483,647 pixels a side. */
    private static byte[] bomb() {
        byte[] bytes = Pictures.png(1, 1);
        for (int offset : new int[] {16, 20}) {
            bytes[offset] = 0x7F;
            Arrays.fill(bytes, offset + 1, offset + 4, (byte) 0xFF);
        }
        return bytes;
    }

    private byte[] polyglot(byte[] honest) {
        byte[] script = SCRIPTS.get(random.nextInt(SCRIPTS.size())).getBytes(StandardCharsets.ISO_8859_1);
        byte[] both = Arrays.copyOf(honest, honest.length + script.length);
        System.arraycopy(script, 0, both, honest.length, script.length);
        return both;
    }
}
