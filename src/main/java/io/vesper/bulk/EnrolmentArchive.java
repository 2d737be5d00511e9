package io.vesper.bulk;

import io.vesper.bulk.ArchiveManifest.Row;
import io.vesper.index.GalleryName;
import io.vesper.person.Printable;
import io.vesper.store.EnrolmentItemStore.NewItem;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.InputStreamSource;

/**
 * A ZIP file of pictures with a {@code manifest.csv}, read as a stream: once to check all of it, and once more for its pictures, one
 * at a time. Nothing is unpacked to a file.
 */
final class EnrolmentArchive implements EnrolmentSource {
    private static final int MAX_MANIFEST_BYTES = 32 << 20;

    private final InputStreamSource file;
    private final EnrolmentSettings settings;
    private final ArchiveProblems problems = new ArchiveProblems();
    private final Set<String> names = new HashSet<>();
    private final byte[] buffer = new byte[1 << 16];
    private int entries;
    private long unpacked;
    private byte @Nullable [] csv;
    private ArchiveManifest manifest;

    /** @throws io.vesper.http.InvalidRequestException naming what is wrong with it */
    EnrolmentArchive(InputStreamSource file, GalleryName gallery, EnrolmentSettings settings) {
        this.file = file;
        this.settings = settings;
        forEachEntry(this::check);
        if (csv == null) {
            problems.add("There is no %s at the top of the ZIP file, which says who is in its pictures."
                    .formatted(ArchiveManifest.NAME));
            problems.check();
        }
        manifest = ArchiveManifest.read(csv == null ? new byte[0] : csv, gallery, settings.maxPictures(), problems);
        csv = null;
        compare();
        problems.check();
    }

    @Override
    public int size() {
        return manifest.rows().size();
    }

    @Override
    public void forEach(Sink sink) {
        forEachEntry((name, isFolder, zip) -> {
            Row row = manifest.rows().get(name);
            if (row != null) {
                byte[] picture = zip.readNBytes(EnrolmentSettings.MAX_PICTURE_BYTES);
                sink.add(row.position(), new NewItem(name, row.labels(), picture));
            }
        });
    }

    private interface EntryReader {
        void read(String name, boolean isFolder, ZipInputStream zip) throws IOException;
    }

    private void forEachEntry(EntryReader reader) {
        try (InputStream in = file.getInputStream();
                ZipInputStream zip = new ZipInputStream(in)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                reader.read(entry.getName(), entry.isDirectory(), zip);
            }
        } catch (IllegalArgumentException e) {
            throw ArchiveProblems.refused("A file in the ZIP file has a name that is not in UTF-8. Maybe an old program"
                    + " packed it: pack it anew, or give the files plain names.");
        } catch (IOException e) {
            throw ArchiveProblems.refused("The ZIP file cannot be read (%s). Maybe it was cut short, or is encrypted."
                    .formatted(e.getMessage()));
        }
    }

    /** Every entry is read to its end here and counted: the reader of ZIP files would do so anyway, uncounted. */
    private void check(String name, boolean isFolder, ZipInputStream zip) throws IOException {
        entries++;
        if (entries - 1 > settings.maxPictures()) {
            throw ArchiveProblems.refused("The ZIP file has more than %d files and folders. Maybe send it in parts."
                    .formatted(settings.maxPictures()));
        }
        if (isFolder) {
            checkFolder(name, zip);
        } else if (name.equals(ArchiveManifest.NAME)) {
            checkManifest(zip);
        } else {
            checkPicture(name, zip);
        }
    }

    private void checkFolder(String name, ZipInputStream zip) throws IOException {
        if (count(zip) > 0) {
            problems.add("The folder (%s) has bytes of its own.".formatted(Printable.of(name)));
        }
    }

    private void checkPicture(String name, ZipInputStream zip) throws IOException {
        checkName(name);
        long bytes = count(zip);
        if (bytes == 0 || bytes > EnrolmentSettings.MAX_PICTURE_BYTES) {
            problems.add("The file (%s) has %s bytes, but a picture has 1 to %d."
                    .formatted(name, bytes == 0 ? "no" : "more than that many", EnrolmentSettings.MAX_PICTURE_BYTES));
        }
    }

    private void checkName(String name) {
        try {
            if (!names.add(ArchiveNames.checked(name))) {
                problems.add("The ZIP file has the file (%s) twice.".formatted(name));
            }
        } catch (IllegalArgumentException e) {
            problems.add(String.valueOf(e.getMessage()));
        }
    }

    private void checkManifest(ZipInputStream zip) throws IOException {
        if (csv != null) {
            problems.add("The ZIP file has two of %s.".formatted(ArchiveManifest.NAME));
            count(zip);
            return;
        }
        csv = zip.readNBytes(MAX_MANIFEST_BYTES + 1);
        if (csv.length > MAX_MANIFEST_BYTES) {
            throw ArchiveProblems.refused(
                    "%s has more than %d bytes.".formatted(ArchiveManifest.NAME, MAX_MANIFEST_BYTES));
        }
    }

    /** An entry's true size: what the archive says of it may be a lie. */
    private long count(ZipInputStream zip) throws IOException {
        long bytes = 0;
        for (int read = zip.read(buffer); read >= 0; read = zip.read(buffer)) {
            bytes += read;
            unpacked += read;
            if (unpacked > settings.maxUnpackedSize().toBytes()) {
                throw ArchiveProblems.refused("The ZIP file unpacks to more than %d bytes. Maybe send it in parts."
                        .formatted(settings.maxUnpackedSize().toBytes()));
            }
        }
        return bytes;
    }

    private void compare() {
        manifest.rows().forEach((name, row) -> {
            if (!names.contains(name)) {
                problems.add("%s, line %d: The ZIP file has no file (%s)."
                        .formatted(ArchiveManifest.NAME, row.line(), name));
            }
        });
        names.stream()
                .filter(name -> !manifest.rows().containsKey(name))
                .sorted()
                .forEach(name -> problems.add("The file (%s) has no line in %s. Maybe leave it out of the ZIP file."
                        .formatted(name, ArchiveManifest.NAME)));
        if (manifest.rows().isEmpty()) {
            problems.add("%s has no line for a picture.".formatted(ArchiveManifest.NAME));
        }
    }
}
