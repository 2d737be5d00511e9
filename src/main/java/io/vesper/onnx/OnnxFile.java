package io.vesper.onnx;

import io.vesper.checkpoint.TensorSource;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes the shared branch of a network as an ONNX file. */
public final class OnnxFile {
    private OnnxFile() {}

    /**
     * Writes a file. Inputs: {@code image} [N, 3, H, W] float32, normalised; and if visible pictures are seen in colour,
     * {@code infrared} [N] bool. Output: {@code embedding} [N, D] float32, rows of length 1. N is free.
     *
     * @param file where to; replaced if it exists
     * @param weights of the signature's architecture; only the shared branch is looked at
     * @param signature what it computes
     * @throws IOException if the disk is full or the folder cannot be written
     * @throws IllegalArgumentException if a tensor is missing, or the file would be larger than the 2 GiB that ONNX allows
     */
    public static void write(Path file, TensorSource weights, OnnxSignature signature) throws IOException {
        write(file, new OnnxBranch(weights, signature, false).model());
    }

    /**
     * Writes a file that also puts out the values between the layers of the backbone, by the names that a signature's ranges have: see
     * {@link OnnxNetwork#observe}.
     *
     * @throws IOException if the disk is full or the folder cannot be written
     */
    public static void writeObserved(Path file, TensorSource weights, OnnxSignature signature) throws IOException {
        write(file, new OnnxBranch(weights, signature, true).model());
    }

    private static void write(Path file, ProtoMessage model) throws IOException {
        if (model.size() > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "The network needs %d bytes, but an ONNX file holds at most 2 GiB.".formatted(model.size()));
        }
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            model.writeTo(out);
        }
    }
}
