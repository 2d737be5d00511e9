package io.vesper.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who claims jobs. The name lies in a file of the data folder, so that a process started again after a kill knows its own
 * jobs at once. The file is locked: a second process on the same folder gets a name for itself, which it does not keep.
 */
final class Worker implements AutoCloseable {
    private final String id;
    private final Duration lease;
    private final @Nullable FileChannel locked;

    private Worker(String id, Duration lease, @Nullable FileChannel locked) {
        this.id = id;
        this.lease = lease;
        this.locked = locked;
    }

    static Worker in(Path dataDir, Duration lease) {
        try {
            Files.createDirectories(dataDir);
            FileChannel channel = FileChannel.open(
                    dataDir.resolve("worker-id"),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE);
            if (lock(channel) != null) {
                return new Worker(name(channel), lease, channel);
            }
            channel.close();
            return new Worker(UUID.randomUUID().toString(), lease, null);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The worker's name cannot be kept in vesper.data-dir (%s). Maybe the folder is read-only."
                            .formatted(dataDir),
                    e);
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // another worker of this very process has it
        }
    }

    private static String name(FileChannel channel) throws IOException {
        ByteBuffer content = ByteBuffer.allocate(64);
        channel.read(content, 0);
        String kept = new String(content.array(), 0, content.position(), StandardCharsets.US_ASCII);
        if (kept.length() == 36) {
            return kept;
        }
        String fresh = UUID.randomUUID().toString();
        channel.truncate(0).write(StandardCharsets.US_ASCII.encode(fresh), 0);
        channel.force(true);
        return fresh;
    }

    String id() {
        return id;
    }

    /** How long a claim holds without a sign of life. */
    Duration lease() {
        return lease;
    }

    @Override
    public void close() throws IOException {
        if (locked != null) {
            locked.close();
        }
    }
}
