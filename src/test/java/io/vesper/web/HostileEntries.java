package io.vesper.web;

import static io.vesper.web.ZipEntryBytes.stored;

import io.vesper.gallery.Pictures;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** Archives of one picture whose head in the ZIP file lies, or asks for what is not taken. */
final class HostileEntries {
    private static final byte[] PICTURE = Pictures.png(1, 1);
    private static final List<String> NAMES = List.of(
            "../a.png",
            "/etc/passwd",
            "a\\b.png",
            "C:a.png",
            "a//b.png",
            "./a.png",
            "a/..",
            "",
            "/",
            "a\u0000.png",
            "\u202Egnp.a",
            "a".repeat(300),
            "東京/😀.png",
            "MANIFEST.CSV",
            "x/manifest.csv",
            "con",
            "a.png ",
            "a,b\".png");

    private final Random random;

    HostileEntries(Random random) {
        this.random = random;
    }

    List<Supplier<byte[]>> kinds() {
        return List.of(
                this::misnamed,
                this::notUtf8,
                this::encrypted,
                this::strangelyPacked,
                this::wronglySized,
                this::zip64,
                this::wrongSum);
    }

    private <T> T any(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private byte[] misnamed() {
        String name = any(NAMES);
        String cell = random.nextBoolean() ? name : "\"" + name.replace("\"", "\"\"") + "\"";
        return stored(name, PICTURE).before(new Archive().line(cell + ",p,1,visible,"));
    }

    private byte[] notUtf8() {
        return listed(one().named(new byte[] {(byte) 0xC3, 0x28, '.', 'p', 'n', 'g'}));
    }

    private byte[] encrypted() {
        int strongly = 0x40;
        return listed(one().flagged(ZipEntryBytes.ENCRYPTED | (random.nextBoolean() ? strongly : 0)));
    }

    private byte[] strangelyPacked() {
        int method = any(List.of(0, 1, 8, 9, 12, 14, 93, 99, 65_535));
        return listed(one().packedBy(method).flagged(any(List.of(0, ZipEntryBytes.SIZES_FOLLOW, 0xFFFE))));
    }

    private byte[] wronglySized() {
        long size = any(List.of(0L, 1L, PICTURE.length + 1L, 0x7FFF_FFFFL, 0x8000_0000L, 0xFFFF_FFFEL));
        return listed(one().sized(size, random.nextBoolean() ? size : PICTURE.length));
    }

    private byte[] zip64() {
        long size = any(List.of(0L, -1L, Long.MIN_VALUE, Long.MAX_VALUE, (long) PICTURE.length, 1L << 40));
        ZipEntryBytes entry = one().packedBy(any(List.of(0, 8)));
        long elsewhere = ZipEntryBytes.IN_EXTRA_FIELD;
        return listed(random.nextBoolean() ? entry.sizedInZip64(size, size) : entry.sized(elsewhere, elsewhere));
    }

    private byte[] wrongSum() {
        return listed(one().withCrc(random.nextInt()));
    }

    private static ZipEntryBytes one() {
        return stored("a.png", PICTURE);
    }

    private static byte[] listed(ZipEntryBytes entry) {
        return entry.before(new Archive().line("a.png,p,1,visible,"));
    }
}
