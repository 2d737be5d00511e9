package io.vesper.training;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** The training states of one job: {@code epoch-<k>.safetensors} is the state after k complete epochs. */
final class StateFiles {
    private static final int BUFFER_BYTES = 1 << 16;

    private final Path folder;

    StateFiles(Path folder) {
        this.folder = folder;
    }

    /**
     * Writes the state after an epoch, all or nothing, and keeps it and the one before: until the new one's checkpoint is
     * committed, the one before is what a restart needs.
     */
    Checkpoint write(int epochs, Consumer<Path> writer) {
        Path unfinished = folder.resolve("unfinished.safetensors");
        Path file = file(epochs);
        try {
            writer.accept(unfinished);
            long checksum = checksum(unfinished);
            force(unfinished);
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            forceNames();
            Files.deleteIfExists(file(epochs - 2));
            return new Checkpoint(epochs, checksum);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The training state (%s) cannot be written. Maybe the disk is full.".formatted(file), e);
        }
    }

    /**
     * The file of a checkpoint, found unharmed; null if no epoch is complete.
     *
     * @throws IllegalStateException if the file is missing or its bytes have changed
     */
    @Nullable
    Path read(Checkpoint checkpoint) {
        if (checkpoint.epochs() == 0) {
            return null;
        }
        Path file = file(checkpoint.epochs());
        if (!Files.isRegularFile(file)) {
            throw new IllegalStateException(
                    "The training state (%s) of epoch %d is missing. Maybe vesper.data-dir is not the one the job ran with."
                            .formatted(file, checkpoint.epochs()));
        }
        try {
            if (checksum(file) != checkpoint.checksum()) {
                throw new IllegalStateException(
                        "The training state (%s) of epoch %d is not what was written. Maybe the disk is damaged."
                                .formatted(file, checkpoint.epochs()));
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException("The training state (%s) cannot be read.".formatted(file), e);
        }
    }

    private Path file(int epochs) {
        return folder.resolve("epoch-" + epochs + ".safetensors");
    }

    private static long checksum(Path file) throws IOException {
        CRC32C crc = new CRC32C();
        byte[] buffer = new byte[BUFFER_BYTES];
        try (InputStream in = Files.newInputStream(file)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                crc.update(buffer, 0, n);
            }
        }
        return crc.getValue();
    }

    private static void force(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /** Makes the move itself durable, where a folder can be opened. */
    private void forceNames() throws IOException {
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }
}
