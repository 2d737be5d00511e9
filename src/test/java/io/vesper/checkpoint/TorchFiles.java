package io.vesper.checkpoint;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Both layouts of torch.save around given pickles. */
final class TorchFiles {
    private static final int[] MAGIC = {0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19};

    private TorchFiles() {}

    /** A zip archive of stored entries. */
    static Path archive(Path file, Map<String, byte[]> entries) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.setMethod(ZipOutputStream.STORED);
            for (Map.Entry<String, byte[]> each : entries.entrySet()) {
                ZipEntry entry = new ZipEntry(each.getKey());
                CRC32 crc = new CRC32();
                crc.update(each.getValue());
                entry.setCrc(crc.getValue());
                entry.setSize(each.getValue().length);
                zip.putNextEntry(entry);
                zip.write(each.getValue());
            }
        }
        return file;
    }

    /** The archive of one pickle, and of one storage named 0 of six floats. */
    static Path archive(Path file, byte[] pickle) throws IOException {
        return archive(file, Map.of("a/data.pkl", pickle, "a/data/0", new byte[24]));
    }

    /** The five pickles of the old layout, around a dictionary; the storages' values come behind. */
    static byte[] legacyHead(UnaryOperator<PickleBytes> keysAndValues, String... storageKeys) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new PickleBytes().raw(0x8a, MAGIC.length).raw(MAGIC).end());
        out.writeBytes(new PickleBytes().raw('M', 1001 & 0xff, 1001 >> 8).end());
        out.writeBytes(new PickleBytes()
                .dictionary(p -> p.text("little_endian").raw(0x88))
                .end());
        out.writeBytes(new PickleBytes().dictionary(keysAndValues).end());
        PickleBytes keys = new PickleBytes().raw(']', '(');
        for (String key : storageKeys) {
            keys.text(key);
        }
        out.writeBytes(keys.raw('e').end());
        return out.toByteArray();
    }
}
