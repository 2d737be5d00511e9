package io.vesper.training;

import io.vesper.training.Checkpoint.Best;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of one training job: {@code epoch-<k>.safetensors} is the state after k complete epochs, {@code best-<k>.safetensors} the
 * weights then, where they were the best so far.
 */
public final class StateFiles {
    private static final Logger LOG = LoggerFactory.getLogger(StateFiles.class);
    private static final int BUFFER_BYTES = 1 << 16;

    private final Path folder;

    public StateFiles(Path folder) {
        this.folder = folder;
    }

    /**
     * Writes the state after an epoch, all or nothing, and keeps it and the one before: until the new one's checkpoint is
     * committed, the one before is what a restart needs.
     *
     * @return its checksum
     */
    public long writeState(int epochs, Consumer<Path> writer) {
        return write(state(epochs), writer, state(epochs - 2));
    }

    /**
     * Writes the weights after an epoch, all or nothing; those of the committed checkpoint stay as well.
     *
     * @param committed the best of the last checkpoint
     * @return their checksum
     */
    Best writeBest(int epochs, double score, Consumer<Path> writer, @Nullable Best committed) {
        long checksum = write(best(epochs), writer, best(epochs));
        deleteBestBut(epochs, committed);
        return new Best(epochs, score, checksum);
    }

    private long write(Path file, Consumer<Path> writer, Path outdated) {
        Path unfinished = folder.resolve("unfinished.safetensors");
        try {
            writer.accept(unfinished);
            long checksum = checksum(unfinished);
            force(unfinished);
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            forceNames();
            if (!outdated.equals(file)) {
                Files.deleteIfExists(outdated);
            }
            return checksum;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The training state (%s) cannot be written. Maybe the disk is full.".formatted(file), e);
        }
    }

    private void deleteBestBut(int epochs, @Nullable Best committed) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "best-*.safetensors")) {
            for (Path file : files) {
                boolean needed =
                        file.equals(best(epochs)) || committed != null && file.equals(best(committed.epochs()));
                if (!needed) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Outdated weights in (%s) cannot be deleted.".formatted(folder), e);
        }
    }

    /** Whether there is a state after so many epochs, harmed or not; before the first there is none to miss. */
    public boolean hasState(int epochs) {
        return epochs == 0 || Files.isRegularFile(state(epochs));
    }

    /** Tells if epochs that were trained must be trained again, since their state is gone. */
    public void warnIfLost(int reached, int there) {
        if (there < reached) {
            LOG.warn(
                    "The training state ({}) is missing; the training goes on after epoch {}. Maybe vesper.data-dir is not the one the job ran with.",
                    state(reached),
                    there);
        }
    }

    /**
     * The state after so many epochs, found unharmed; null if no epoch is complete.
     *
     * @param checksum of the state when it was written
     * @throws IllegalStateException if the file is missing or its bytes have changed
     */
    public @Nullable Path readState(int epochs, long checksum) {
        return epochs == 0 ? null : unharmed(state(epochs), checksum);
    }

    /** The file of the best weights, found unharmed. */
    Path readBest(Best best) {
        return unharmed(best(best.epochs()), best.checksum());
    }

    private static Path unharmed(Path file, long checksum) {
        if (!Files.isRegularFile(file)) {
            throw new IllegalStateException(
                    "The training state (%s) is missing. Maybe vesper.data-dir is not the one the job ran with."
                            .formatted(file));
        }
        try {
            if (checksum(file) != checksum) {
                throw new IllegalStateException(
                        "The training state (%s) is not what was written. Maybe the disk is damaged.".formatted(file));
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException("The training state (%s) cannot be read.".formatted(file), e);
        }
    }

    private Path best(int epochs) {
        return folder.resolve("best-" + epochs + ".safetensors");
    }

    private Path state(int epochs) {
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
