package io.vesper.web;

import static io.vesper.web.ZipEntryBytes.stored;

import io.vesper.gallery.Pictures;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** ZIP files to enrol: every other one as it must be, the others as no honest packer makes them, each kind in turn. */
final class HostileArchives {
    /** Settings of a server that finds the bombs and crowds among them too large. */
    static final List<String> LIMITS =
            List.of("--vesper.enrolment.max-unpacked-size=20MB", "--vesper.enrolment.max-pictures=200");

    private static final int TOO_MANY = 201;
    private static final byte[] PICTURE = Pictures.png(1, 1);
    private static final byte[] NOTHING = new byte[0];

    private final List<Supplier<byte[]>> kinds = new ArrayList<>(List.of(
            this::empty,
            this::truncated,
            this::flipped,
            this::twice,
            this::bomb,
            this::manifestBomb,
            this::large,
            this::crowd,
            this::folderForManifest,
            this::folderWithBytes,
            this::badManifest,
            this::polyglot,
            this::pictureForArchive));
    private final Random random;
    private final HostilePictures pictures;
    private final FuzzedManifest manifest;
    private int turn;

    HostileArchives(Random random, HostilePictures pictures, FuzzedValues values) {
        this.random = random;
        this.pictures = pictures;
        this.manifest = new FuzzedManifest(random, values);
        kinds.addAll(new HostileEntries(random).kinds());
    }

    byte[] next() {
        turn++;
        return turn % 2 == 0 ? honest() : kinds.get(turn / 2 % kinds.size()).get();
    }

    /** Well formed; what is in it may be no picture, which is for the job to find out. */
    private byte[] honest() {
        return crops(1 + random.nextInt(4)).bytes();
    }

    private Archive crops(int count) {
        Archive archive = new Archive();
        for (int i = 0; i < count; i++) {
            byte[] picture = pictures.next();
            archive.picture(i + ".png", "p" + random.nextInt(3), picture.length == 0 ? PICTURE : picture);
        }
        return archive;
    }

    private byte[] empty() {
        byte[] endAlone = Arrays.copyOf("PK\u0005\u0006".getBytes(StandardCharsets.ISO_8859_1), 22);
        List<byte[]> empties = List.of(NOTHING, endAlone, new Archive().bytes());
        return empties.get(random.nextInt(empties.size()));
    }

    private byte[] truncated() {
        byte[] zip = honest();
        return Arrays.copyOf(zip, random.nextInt(zip.length));
    }

    private byte[] flipped() {
        return pictures.flipped(honest());
    }

    private byte[] twice() {
        byte[] first = (random.nextBoolean() ? one() : stored("manifest.csv", "file".getBytes(StandardCharsets.UTF_8)))
                .bytes();
        return joined(first, one().before(listed()));
    }

    /** A few kilobytes that unpack to more than one picture may have, or all of them. */
    private byte[] bomb() {
        byte[] zeros = new byte[random.nextBoolean() ? 17 << 20 : 11 << 20];
        return crops(1).picture("b.png", "p", zeros)
                .picture("c.png", "p", zeros)
                .bytes();
    }

    private byte[] manifestBomb() {
        byte[] csv = random.nextBoolean()
                ? new byte[33 << 20]
                : ("file,cameraId,modality\n" + "a,1,x\n".repeat(1 << 20)).getBytes(StandardCharsets.US_ASCII);
        return new Archive().file("manifest.csv", csv).bytesWithoutManifest();
    }

    /** Too large to be held in memory, so that it lies in a temporary file. */
    private byte[] large() {
        return stored("a.png", new byte[17 << 20]).before(random.nextBoolean() ? listed() : crops(1));
    }

    private byte[] crowd() {
        Archive archive = new Archive();
        boolean inManifest = random.nextBoolean();
        for (int i = 0; i < TOO_MANY; i++) {
            if (inManifest) {
                archive.line(i + ".png,p,1,visible,");
            } else {
                archive.file("d" + i + "/", NOTHING);
            }
        }
        return archive.bytes();
    }

    private byte[] folderForManifest() {
        byte[] folder = stored("manifest.csv/", NOTHING).bytes();
        return joined(folder, random.nextBoolean() ? one().before(listed()) : one().bytes());
    }

    private byte[] folderWithBytes() {
        return stored("d/", PICTURE).before(crops(1));
    }

    private byte[] badManifest() {
        Archive archive = random.nextInt(4) > 0 ? listed() : new Archive().header(manifest.line());
        for (int i = random.nextInt(5); i >= 0; i--) {
            archive.line(manifest.line());
        }
        return one().before(archive);
    }

    private byte[] polyglot() {
        byte[] other = pictures.next();
        return random.nextBoolean() ? joined(other, honest()) : joined(honest(), other);
    }

    private byte[] pictureForArchive() {
        return pictures.next();
    }

    private static ZipEntryBytes one() {
        return stored("a.png", PICTURE);
    }

    private static Archive listed() {
        return new Archive().line("a.png,p,1,visible,");
    }

    private static byte[] joined(byte[] first, byte[] second) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(first);
        all.writeBytes(second);
        return all.toByteArray();
    }
}
