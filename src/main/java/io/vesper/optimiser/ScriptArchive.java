package io.vesper.optimiser;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A TorchScript program as the engine loads it: an archive of its text and a pickled module. See
 * <a href="https://github.com/pytorch/pytorch/blob/v2.7.1/torch/csrc/jit/docs/serialization.md">its description</a>.
 */
final class ScriptArchive {
    /** A module of the class Script whose one attribute, {@code training}, is false. */
    private static final String MODULE = "\u0080\2c__torch__\nScript\n)\u0081}(X\10\0\0\0training\u0089ub.";

    private static final String NO_CONSTANTS = "\u0080\2).";

    private ScriptArchive() {}

    /** @param program the text of a class {@code Script} without parameters */
    static byte[] of(String program) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream archive = new ZipOutputStream(bytes)) {
            add(archive, "data.pkl", MODULE);
            add(archive, "code/__torch__.py", program);
            add(archive, "constants.pkl", NO_CONSTANTS);
            add(archive, "version", "3\n");
        }
        return bytes.toByteArray();
    }

    /** Stored, because the engine does not inflate. */
    private static void add(ZipOutputStream archive, String name, String content) throws IOException {
        byte[] bytes = content.getBytes(StandardCharsets.ISO_8859_1);
        ZipEntry entry = new ZipEntry("script/" + name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(bytes.length);
        CRC32 sum = new CRC32();
        sum.update(bytes);
        entry.setCrc(sum.getValue());
        archive.putNextEntry(entry);
        archive.write(bytes);
        archive.closeEntry();
    }
}
