package io.vesper.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** Pieces of a file of any size, which are small enough for the heap. */
final class FileBytes {
    private FileBytes() {}

    /**
     * @param position of the first byte
     * @param bytes how many
     * @return them, little-endian, from position to limit
     * @throws CheckpointException if the file ends before
     */
    static ByteBuffer read(Path file, FileChannel channel, long position, int bytes) throws IOException {
        if (position + bytes > channel.size()) {
            throw new CheckpointException(file, "it ends too early. Maybe it was cut.");
        }
        ByteBuffer buffer = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, position + buffer.position()) < 0) {
                throw new CheckpointException(file, "it ends too early. Maybe it is being written.");
            }
        }
        return buffer.flip();
    }

    /**
     * The length of a tensor in memory.
     *
     * @throws CheckpointException if it is more than an array holds
     */
    static int length(Path file, String tensor, long bytes) {
        if (bytes > Integer.MAX_VALUE - Long.BYTES) {
            throw new CheckpointException(
                    file, "the tensor (%s) has %d bytes, but at most 2 GiB are read.".formatted(tensor, bytes));
        }
        return (int) bytes;
    }
}
