package io.vesper.web;

import io.vesper.web.TestClient.Parts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A ZIP file of pictures with a manifest, made by hand. */
final class Archive {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final ZipOutputStream zip = new ZipOutputStream(bytes);
    private final StringBuilder manifest = new StringBuilder("file,personId,cameraId,modality,capturedAt\n");

    /** A file with its line in the manifest, taken by camera 1 in visible light. */
    Archive picture(String name, String person, byte[] picture) {
        return file(name, picture).line("%s,%s,1,visible,".formatted(name, person));
    }

    Archive file(String name, byte[] content) {
        try {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content);
            zip.closeEntry();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Archive line(String line) {
        manifest.append(line).append('\n');
        return this;
    }

    Archive header(String columns) {
        manifest.setLength(0);
        return line(columns);
    }

    /** With its manifest at the end. */
    byte[] bytes() {
        return file("manifest.csv", manifest.toString().getBytes(StandardCharsets.UTF_8))
                .bytesWithoutManifest();
    }

    byte[] bytesWithoutManifest() {
        try {
            zip.close();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Parts parts(String gallery) {
        return parts(gallery, bytes());
    }

    static Parts parts(String gallery, byte[] zip) {
        return new Parts().with("gallery", gallery).file("archive", "pictures.zip", zip);
    }
}
